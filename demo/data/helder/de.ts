import type { BrandCopy } from '../types.ts';
import { pages } from './pages-de.ts';

export const de: BrandCopy = {
  groups: {
    glasses: { title: 'Brillen', handle: 'brillen' },
    sun: { title: 'Sonne', handle: 'sonne' },
    lenses: { title: 'Linsen', handle: 'linsen' },
    care: { title: 'Etuis und Pflege', handle: 'etuis-und-pflege' },
  },
  categories: {
    'optical-frames': {
      title: 'Brillenfassungen',
      handle: 'brillenfassungen',
      noun: 'brille',
      titles: {
        round: 'Runde Brille {line}',
        panto: 'Pantobrille {line}',
        square: 'Eckige Brille {line}',
        'cat-eye': 'Cat-Eye-Brille {line}',
      },
      openings: [
        'Die {line} wiegt weniger als der Brief, in dem dein Rezept kam.',
        'Wer die {line} trägt, wird nicht nach der neuen Brille gefragt, sondern nach dem letzten Urlaub.',
      ],
      care: 'Unter lauwarmem Wasser abspülen und mit dem Tuch trocknen. Dein Pullover ist kein Tuch.',
      banner: 'Gläser in deiner Stärke sind im Preis enthalten. Auch die dünnen.',
      story: {
        heading: 'Drei Zahlen im Bügel',
        html: '<p>Schau in deine alte Brille: Dort steht etwas wie 50-20-145. Das sind die Breite eines Glases, der Steg über der Nase und die Länge des Bügels, in Millimetern. Nimm eine Fassung, die um höchstens zwei davon abweicht, und sie sitzt von der ersten Minute an.</p>',
      },
      happy: [
        'So leicht, dass ich sie vergesse.',
        'Endlich ein Steg, der auf meiner Nase bleibt.',
        'Die Farbe ist schöner als auf dem Bildschirm.',
      ],
      mixed: ['Schöne Brille, im Laden musste sie aber nachgestellt werden.', 'Gut, nur sind die Bügel etwas lang.'],
      unhappy: ['Rutscht mir ständig von der Nase.', 'Nach einem Monat war eine Schraube locker.'],
    },
    sunglasses: {
      title: 'Sonnenbrillen',
      handle: 'sonnenbrillen',
      noun: 'sonnenbrille',
      titles: {
        round: 'Runde Sonnenbrille {line}',
        panto: 'Panto-Sonnenbrille {line}',
        square: 'Eckige Sonnenbrille {line}',
        aviator: 'Pilotensonnenbrille {line}',
      },
      openings: [
        'Die {line} hält das Licht ab und lässt den Sommer durch.',
        'Im Garten, im Auto, am Wasser: Mit der {line} machst du die Augen nur noch zum Schlafen zu.',
      ],
      care: 'Salz und Sand kratzen. Erst spülen, dann wischen.',
      banner: 'Alle unsere Sonnenbrillen halten hundert Prozent UV ab. Das ist kein Extra, das ist der Sinn der Sache.',
      story: {
        heading: 'Dunkel ist noch kein Schutz',
        html: '<p>Hinter einem dunklen Glas weitet sich die Pupille. Hält das Glas dann kein UV ab, kommt mehr davon hinein als ohne Brille. Unsere Gläser stoppen alles bis 400 Nanometer, so hell die Tönung auch sein mag.</p>',
      },
      happy: [
        'Kein Blenden mehr auf dem Wasser.',
        'Sitzt fest, auch auf dem Rad.',
        'In meiner Stärke, und trotzdem so flach.',
      ],
      mixed: ['Gutes Glas, aber im Tunnel muss sie runter.', 'Schön, wenn auch etwas größer als gedacht.'],
      unhappy: ['Mein Handy kann ich damit nicht lesen.', 'Zu breit für ein schmales Gesicht.'],
    },
    'reading-glasses': {
      title: 'Lesebrillen',
      handle: 'lesebrillen',
      noun: 'lesebrille',
      titles: {
        round: 'Runde Lesebrille {line}',
        panto: 'Panto-Lesebrille {line}',
        square: 'Eckige Lesebrille {line}',
      },
      openings: [
        'Die {line} ist für das Kleingedruckte da, und für den Tag, an dem die Arme zu kurz werden.',
        'Eine {line} neben das Bett, eine in die Küche, und du suchst nie wieder.',
      ],
      care: 'Mit dem Tuch polieren und mit den Bügeln nach unten ablegen.',
      banner: 'Zwei Lesebrillen, weil eine immer im anderen Zimmer liegt.',
      story: {
        heading: 'Welche Stärke brauchst du?',
        html: '<p>Halte diese Seite vierzig Zentimeter vor die Augen. Liest du ohne Mühe, brauchst du keine. Sonst fang bei +1,00 an und geh so weit hinauf, bis die Buchstaben scharf sind, und nicht weiter.</p>',
      },
      happy: [
        'Endlich kann ich die Speisekarte wieder lesen.',
        'Leicht, und das Glas ist wirklich klar.',
        'Gleich drei gekauft.',
      ],
      mixed: ['Gute Brille, eine halbe Stärke weniger hätte gereicht.', 'Schön, drückt aber ein wenig.'],
      unhappy: ['Ich bekomme davon Kopfschmerzen.', 'Nach einem Jahr ging die Beschichtung ab.'],
    },
    'kids-frames': {
      title: 'Kinderbrillen',
      handle: 'kinderbrillen',
      noun: 'kinderbrille',
      titles: { round: 'Runde Kinderbrille {line}', square: 'Eckige Kinderbrille {line}' },
      openings: [
        'Die {line} darf fallen, mitschwimmen und vom kleinen Bruder aufgesetzt werden.',
        'Kinder greifen blind zur {line}, weil sie nirgends drückt.',
      ],
      care: 'Lauwarmes Wasser und ein Tropfen Spülmittel. Ja, auch bei Erdnussbutter.',
      banner: 'Auf dem Schulhof zerbrochen? Im ersten Jahr reparieren wir sie umsonst.',
      story: {
        heading: 'Ein Millimeter pro Jahr',
        html: '<p>Eine Kindernase verändert sich schneller als ein Kinderfuß. Kommt jedes halbe Jahr kurz vorbei: Wir biegen die Bügel nach und messen neu. Das kostet nichts und dauert ein Glas Apfelschorle.</p>',
      },
      happy: [
        'Dreimal draufgesetzt, immer noch heil.',
        'Unsere Tochter nimmt sie gar nicht mehr ab.',
        'Sitzt gut beim Fußball.',
      ],
      mixed: [
        'Gute Brille, aber die Farbe ist greller als gedacht.',
        'Stabil, nur etwas schwer für ein Kindergartenkind.',
      ],
      unhappy: ['Nach einer Woche ein Kratzer im Glas.', 'Rutscht ihm beim Lesen von der Nase.'],
    },
    'contact-lenses': {
      title: 'Kontaktlinsen',
      handle: 'kontaktlinsen',
      noun: 'kontaktlinse',
      titles: { daily: 'Tageslinsen {line}', 'two-weekly': 'Zweiwochenlinsen {line}', monthly: 'Monatslinsen {line}' },
      openings: [
        'Von der {line} merkst du nur, dass du alles siehst.',
        'Die {line} bleibt bis in den Abend feucht, auch vor dem Bildschirm.',
      ],
      care: 'Hände waschen, trocknen, dann die Linse. Nie mit Leitungswasser.',
      banner: 'Jeden Monat im Briefkasten, und mit einem Klick gekündigt.',
      story: {
        heading: 'Richtig herum?',
        html: '<p>Leg die Linse auf die Fingerspitze und schau von der Seite. Steht der Rand gerade nach oben wie bei einer Schale, ist sie richtig. Biegt er sich nach außen wie bei einer Untertasse, dreh sie um.</p>',
      },
      happy: [
        'Auch um elf Uhr abends spüre ich sie nicht.',
        'Sie lassen sich leicht einsetzen.',
        'Keine trockenen Augen mehr im Büro.',
      ],
      mixed: ['Gute Linse, aber die Packung geht schwer auf.', 'In Ordnung, nur etwas dünn zum Anfassen.'],
      unhappy: ['Nach sechs Stunden brennen sie bei mir.', 'Ein Näpfchen war leer.'],
    },
    'lens-care': {
      title: 'Reinigung',
      handle: 'reinigung',
      noun: 'reiniger',
      titles: { spray: 'Brillenspray {line}', solution: 'Linsenflüssigkeit {line}', foam: 'Reinigungsschaum {line}' },
      openings: [
        'Zweimal drücken, einmal wischen: Mehr Arbeit macht die {line} nicht daraus.',
        '{line} nimmt das Fett und lässt dir die Beschichtung.',
      ],
      care: 'Aufrecht lagern und gut verschließen. Nicht in die Augen, außer es ist Linsenflüssigkeit.',
      banner: 'Im Laden nachfüllen: halber Preis, gar kein Plastik.',
      story: {
        heading: 'Dein Pullover ist Schleifpapier',
        html: '<p>In Baumwolle steckt Staub, und in Staub steckt Sand. Einmal über ein trockenes Glas gewischt, und die Kratzer sind einpoliert. Erst nass machen, dann wischen, immer mit einem sauberen Tuch.</p>',
      },
      happy: [
        'Keine Schlieren.',
        'Ein Fläschchen reicht mir ein halbes Jahr.',
        'Riecht nach nichts, und so mag ich es.',
      ],
      mixed: ['Wirkt gut, der Pumpkopf ist etwas schwergängig.', 'Gutes Mittel, das Tuch dürfte größer sein.'],
      unhappy: ['In der Tasche ausgelaufen.', 'Hinterlässt bei mir einen Film.'],
    },
    cases: {
      title: 'Etuis',
      handle: 'etuis',
      noun: 'etui',
      titles: {
        'hard-case': 'Hartschalenetui {line}',
        'folding-case': 'Faltetui {line}',
        pouch: 'Brillenbeutel {line}',
      },
      openings: [
        '{line} übersteht deinen Rucksack, und deine Brille also auch.',
        'Eine Brille in {line} liegt nie unter jemandem, der sich gerade hinsetzt.',
      ],
      care: 'Mit einem feuchten Tuch abwischen und offen trocknen lassen.',
      banner: 'Wo ist meine Brille? Hier.',
      story: {
        heading: 'Hundertmal auf dem Sofa',
        html: '<p>Wir haben unsere Optiker gefragt, wo Brillen zerbrechen. Auf dem Sofa, sagten fast alle. Darum liegt jedes Etui hundertmal unter einem Kissen mit achtzig Kilo darauf, bevor es in den Laden kommt.</p>',
      },
      happy: ['Schnappt herrlich zu.', 'Endlich ein Etui für die Manteltasche.', 'Das Leder wird immer schöner.'],
      mixed: ['Schönes Etui, knapp zu klein für meine Sonnenbrille.', 'Gut, aber der Magnet ist sehr stark.'],
      unhappy: ['Die Naht ging auf.', 'Färbt auf meine helle Tasche ab.'],
    },
  },
  attributes: {
    lensWidth: { label: 'Glasbreite', unit: 'mm' },
    bridge: { label: 'Stegweite', unit: 'mm' },
    temple: { label: 'Bügellänge', unit: 'mm' },
    colour: {
      label: 'Farbe',
      values: {
        black: ['Schwarz'],
        tortoise: ['Schildpatt'],
        crystal: ['Kristall'],
        olive: ['Oliv'],
        wine: ['Weinrot'],
        sky: ['Himmelblau'],
        berry: ['Himbeere'],
      },
    },
    form: {
      label: 'Form',
      values: {
        round: ['Rund', 'Rund steht einem kantigen Gesicht, und allen, die Rund mögen.'],
        panto: ['Panto', 'Panto ist oben gerade und unten rund: die Form, die seit neunzig Jahren allen steht.'],
        square: ['Eckig', 'Die gerade Oberkante gibt einem runden Gesicht eine Linie.'],
        'cat-eye': ['Cat-Eye', 'Die Ecken ziehen nach oben, und das Gesicht zieht mit.'],
        aviator: ['Pilot', 'Die Tropfenform folgt der Augenhöhle und lässt seitlich wenig Licht herein.'],
      },
    },
    material: {
      label: 'Material',
      values: {
        acetate: [
          'Acetat',
          'Das Acetat besteht aus Baumwolle und Zellstoff, aus einer Platte gesägt und drei Tage poliert.',
        ],
        titanium: ['Titan', 'Titan ist leicht, federt zurück und lässt deine Haut in Ruhe.'],
        steel: ['Edelstahl', 'Der Stahl ist zwei Millimeter dünn und lässt sich trotzdem anpassen.'],
        flex: ['Flexibles Nylon', 'Das Nylon lässt sich falten und kommt zurück, auch nach dem Judo.'],
      },
    },
    prescription: {
      label: 'Sehstärke',
      values: {
        'single-vision': ['Einstärken', 'Bereit für Einstärkengläser von -8 bis +6.'],
        varifocal: ['Einstärken und Gleitsicht', 'Hoch genug für Gleitsichtgläser, mit Platz zum Lesen.'],
      },
    },
    filter: {
      label: 'Glas',
      values: {
        polarised: ['Polarisiert', 'Das polarisierte Glas nimmt Wasser und nassem Asphalt das Blenden.'],
        gradient: ['Verlauf', 'Die Tönung wird nach unten heller, damit das Buch auf den Knien lesbar bleibt.'],
        brown: ['Braun', 'Braunes Glas gibt Kontrast, auch wenn Wolken vor der Sonne hängen.'],
      },
    },
    strength: {
      label: 'Stärke',
      values: { '100': ['+1,00'], '150': ['+1,50'], '200': ['+2,00'], '250': ['+2,50'], '300': ['+3,00'] },
    },
    pack: { label: 'Inhalt', values: { '30': ['30 Linsen'], '90': ['90 Linsen'] } },
    power: {
      label: 'Stärke',
      values: { m100: ['-1,00'], m200: ['-2,00'], m300: ['-3,00'], m400: ['-4,00'], p200: ['+2,00'] },
    },
    wear: {
      label: 'Tragedauer',
      values: {
        daily: ['Ein Tag', 'Jeden Morgen eine frische Linse, jeden Abend weg damit: keine Flüssigkeit, keine Dose.'],
        'two-weekly': ['Zwei Wochen', 'Alle zwei Wochen ein neues Paar, nachts in der Flüssigkeit.'],
        monthly: ['Ein Monat', 'Dreißig Tage mit einem Paar: die sparsame Wahl für jeden Tag.'],
      },
    },
    lensMaterial: {
      label: 'Linsenmaterial',
      values: {
        'silicone-hydrogel': [
          'Silikonhydrogel',
          'Silikonhydrogel lässt viel Sauerstoff durch, auch wenn der Tag lang wird.',
        ],
        hydrogel: ['Hydrogel', 'Hydrogel ist weich und geschmeidig: gut für den Anfang.'],
      },
    },
    waterContent: { label: 'Wassergehalt', unit: '%' },
    oxygen: { label: 'Sauerstoff', unit: 'Dk/t' },
    volume: { label: 'Inhalt', unit: 'ml' },
    cleaner: {
      label: 'Art',
      values: {
        spray: ['Spray', 'Das Spray kommt ohne Alkohol aus, für jeden Tag.'],
        solution: ['Flüssigkeit', 'Die Flüssigkeit reinigt, spült und bewahrt weiche Linsen auf.'],
        foam: ['Schaum', 'Der Schaum bleibt dort, wo das Fett sitzt: am Rand und an der Nase.'],
      },
    },
    safeFor: {
      label: 'Geeignet für',
      values: {
        coated: ['Entspiegelte Gläser', 'Auf entspiegelten Gläsern geprüft: tausendmal gewischt, nichts abgerieben.'],
        'all-lenses': ['Alle Gläser', 'Für alle Gläser, von der Lesebrille bis zur Taucherbrille.'],
      },
    },
    keeps: { label: 'Haltbar nach dem Öffnen', unit: 'Monate' },
    casing: {
      label: 'Ausführung',
      values: {
        'hard-case': ['Hart', 'Die harte Schale fängt den Stoß ab, der Filz die Brille.'],
        'folding-case': ['Faltbar', 'Leer lässt es sich flach falten und verschwindet in der Innentasche.'],
        pouch: ['Beutel', 'Der Beutel ist zugleich das Putztuch.'],
      },
    },
    skin: {
      label: 'Außenseite',
      values: {
        leather: ['Leder', 'Pflanzlich gegerbtes Leder, das dort dunkler wird, wo du es anfasst.'],
        cork: ['Kork', 'Kork aus Portugal: leicht, warm und wasserscheu.'],
        felt: ['Wollfilz', 'Filz aus Restwolle, dick genug, um aufzufallen und abzufangen.'],
      },
    },
    weight: { label: 'Gewicht', unit: 'g' },
    care: { label: 'Pflege' },
  },
  closings: [
    'Probier vier Fassungen zu Hause, fünf Tage lang, umsonst.',
    'Nachstellen geht in jedem Laden, ohne Termin.',
    'Nicht scharf? Dann schleifen wir neue Gläser, bis es stimmt.',
  ],
  seo: '{title} von Helder: Gläser in deiner Stärke inklusive, vier Fassungen zu Hause probieren.',
  replies: {
    thanks: ['Wie schön, danke dir!', 'Danke! Die Schleiferei hat es an die Pinnwand gehängt.'],
    sorry: [
      'Das können wir besser. Komm vorbei, wir stellen sie nach.',
      'Tut uns leid! Der Rücksendeschein ist heute noch bei dir.',
    ],
  },
  pages,
};

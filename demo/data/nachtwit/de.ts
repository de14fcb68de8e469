// Longer than a file of code may be: in one file because a brand's words in one language are read, and translated, as a whole.
/** All that this brand says in German. */
import type { BrandCopy } from '../types.ts';
import { pages } from './pages-de.ts';

export const de: BrandCopy = {
  groups: {
    beds: { title: 'Betten', handle: 'betten' },
    'mattresses-toppers': { title: 'Matratzen und Topper', handle: 'matratzen-und-topper' },
    bedding: { title: 'Bettwaren', handle: 'bettwaren' },
  },
  categories: {
    mattresses: {
      title: 'Matratzen',
      handle: 'matratzen',
      noun: 'matratze',
      titles: {
        'pocket-springs': 'Taschenfederkernmatratze {line}',
        'natural-latex': 'Latexmatratze {line}',
        'cold-foam': 'Kaltschaummatratze {line}',
      },
      openings: [
        'Auf der {line} merkt man vor allem, was fehlt: keine Kuhle, keine Kante, kein Lärm.',
        'Die {line} ist für alle gemacht, die sich nachts drehen und morgens nichts mehr davon spüren wollen.',
        'Eine gute Matratze fällt nicht auf. Die {line} arbeitet, während Sie schlafen.',
      ],
      care: 'Drehen Sie die Matratze alle drei Monate und lüften Sie sie beim Beziehen. Der Bezug ist abnehmbar und bei 40 °C waschbar.',
      banner: 'Hundert Nächte Probeschlafen auf jeder Matratze. Doch nicht die richtige? Wir holen sie ab.',
      story: {
        heading: 'Neun Nächte Eingewöhnung',
        html: '<p>In der ersten Woche fühlt sich jede neue Matratze fremd an. Der Rücken sucht die alte Kuhle. Geben Sie ihr neun Nächte, dann wissen Sie es. Und wenn sie es nicht ist, tauschen wir.</p>',
      },
      happy: [
        'Seit wir sie haben, keine Rückenschmerzen mehr.',
        'Fest, ohne hart zu sein.',
        'Mein Mann dreht sich, ich merke nichts davon.',
        'Nach einer Woche schlafe ich durch.',
      ],
      mixed: [
        'In den ersten Tagen roch sie noch neu.',
        'Etwas fester als im Laden.',
        'Gute Matratze, aber schwer zu wenden.',
      ],
      unhappy: ['Für mich zu weich, die Hüfte sinkt ein.', 'Nach zwei Monaten eine leichte Kuhle.'],
    },
    toppers: {
      title: 'Topper',
      handle: 'topper',
      noun: 'topper',
      titles: {
        'memory-foam': 'Viscoschaum-Topper {line}',
        'natural-latex': 'Latex-Topper {line}',
        horsehair: 'Rosshaar-Topper {line}',
      },
      openings: [
        'Mit dem {line} bekommt ein Bett, das noch gut ist, eine neue Oberseite.',
        'Der {line} liegt ruhig auf der Matratze und schließt die Ritze in der Mitte.',
      ],
      care: 'Jede Woche lüften und jeden Monat wenden. Der Bezug ist bei 40 °C waschbar.',
      banner: 'Ein Topper schenkt Ihrer Matratze ein paar Jahre.',
      story: {
        heading: 'Die Ritze in der Mitte',
        html: '<p>Zwei Matratzen, ein Bett, und immer liegt jemand auf der Ritze. Ein Topper über die ganze Breite löst das, und jeder behält die Matratze, die zu ihm gehört.</p>',
      },
      happy: ['Die Ritze ist nicht mehr zu spüren.', 'Weich und trotzdem kühl.', 'Als hätten wir ein neues Bett.'],
      mixed: ['Liegt gut, nur das Spannbetttuch sitzt jetzt knapp.', 'In den ersten Nächten etwas warm.'],
      unhappy: ['Rutscht auf unserer glatten Matratze.', 'Dünner als gedacht.'],
    },
    'bed-frames': {
      title: 'Bettgestelle',
      handle: 'bettgestelle',
      noun: 'bett',
      titles: { oak: 'Eichenbett {line}', beech: 'Buchenbett {line}', pine: 'Kiefernbett {line}' },
      openings: [
        'Am {line} ist keine Schraube zu sehen. Die Füße sind eingelassen, wie ein Tischler es machen würde.',
        'Ein Bett, das nicht knarrt, beginnt mit trockenem Holz. Das {line} wird in einer einzigen Werkstatt gesägt, getrocknet und gebaut.',
      ],
      care: 'Mit einem feuchten Tuch abwischen und einmal im Jahr ölen oder wachsen.',
      banner: 'Unsere Betten entstehen auf Bestellung, in derselben Werkstatt wie vor zwanzig Jahren.',
      story: {
        heading: 'Holz, das arbeiten darf',
        html: '<p>Massives Holz dehnt sich im Sommer und zieht sich im Winter zusammen. Darum sitzen unsere Verbindungen mit Zapfen und nicht mit Leim. So knarrt Ihr Bett auch in zehn Jahren nicht.</p>',
      },
      happy: [
        'Wunderschönes Holz, kein Knarren.',
        'Stand in einer halben Stunde.',
        'Stabil, auch mit zwei Kindern darauf.',
      ],
      mixed: ['Schönes Bett, es kam nur eine Woche später.', 'Die Farbe ist etwas dunkler als auf dem Foto.'],
      unhappy: ['Am Kopfteil war ein Kratzer.', 'Ein Fuß stand schief.'],
    },
    'box-springs': {
      title: 'Boxspringbetten',
      handle: 'boxspringbetten',
      noun: 'boxspringbett',
      titles: {
        'wool-blend': 'Boxspringbett {line} in Wolle',
        velvet: 'Boxspringbett {line} in Samt',
        'linen-look': 'Boxspringbett {line} in Leinenstruktur',
      },
      openings: [
        'Das {line} ist hoch genug, um mühelos aufzustehen, und weich genug, um es aufzuschieben.',
        'Federn auf Federn: Das {line} fängt jede Bewegung zweimal ab.',
      ],
      care: 'Den Stoff mit weicher Düse absaugen. Flecken mit lauwarmem Wasser tupfen, nie reiben.',
      banner: 'Komplett mit Matratze und Topper, von zwei Leuten bei Ihnen aufgebaut.',
      story: {
        heading: 'Warum ein Boxspringbett höher ist',
        html: '<p>Unter der Matratze liegt eine zweite Federschicht. Sie nimmt auf, was die Matratze weitergibt. Das Bett wird davon höher, und das merken morgens vor allem Ihre Knie.</p>',
      },
      happy: [
        'Wie im Hotel.',
        'Die Monteure hatten es in einer Stunde aufgebaut.',
        'Der Stoff ist noch schöner als auf dem Foto.',
      ],
      mixed: ['Herrliches Bett, für meine Mutter etwas hoch.', 'Gut, aber messen Sie vorher das Treppenhaus.'],
      unhappy: ['Eine der Boxen quietscht.', 'Die Farbe ist viel grauer.'],
    },
    nightstands: {
      title: 'Nachttische',
      handle: 'nachttische',
      noun: 'nachttisch',
      titles: { oak: 'Eichen-Nachttisch {line}', beech: 'Buchen-Nachttisch {line}', pine: 'Kiefern-Nachttisch {line}' },
      openings: [
        'Platz für ein Buch, eine Brille und ein Glas Wasser: Mehr muss der {line} nicht können.',
        'Der {line} ist genau so hoch, wie Ihre Hand ihn im Dunkeln sucht.',
      ],
      care: 'Mit einem feuchten Tuch abwischen. Gläser auf einen Untersetzer stellen.',
      banner: 'Nachttische aus demselben Holz wie Ihr Bett.',
      story: {
        heading: 'Was auf einem Nachttisch liegt',
        html: '<p>Wir haben hundert Kunden gefragt. Ein Buch kommt auf Platz eins, ein Telefon auf Platz zwei. Wer das Telefon in die Schublade legt, schläft im Schnitt zwanzig Minuten früher ein: Darum hat fast jeder unserer Nachttische eine.</p>',
      },
      happy: [
        'Steht genau richtig neben unserem Bett.',
        'Die Schublade läuft ganz leicht.',
        'Klein, aber alles hat Platz.',
      ],
      mixed: ['Schön, nur der Aufbau hat einen Abend gekostet.', 'Etwas niedriger als gedacht.'],
      unhappy: ['Bei feuchtem Wetter klemmt die Schublade.', 'Ein Brett fehlte.'],
    },
    duvets: {
      title: 'Bettdecken',
      handle: 'bettdecken',
      noun: 'bettdecke',
      titles: { 'goose-down': 'Daunendecke {line}', 'merino-wool': 'Wolldecke {line}', kapok: 'Kapokdecke {line}' },
      openings: [
        'Eine Decke darf Sie nicht wecken. Die {line} wärmt, wo es nötig ist, und lässt den Rest durch.',
        'Die {line} folgt Ihrem Körper, statt auf ihm zu liegen.',
      ],
      care: 'Draußen lüften, nicht in der prallen Sonne. Nach dem Waschen mit zwei Tennisbällen in den Trockner.',
      banner: 'Nicht zu warm, nicht zu kalt: die richtige Decke für jede Jahreszeit.',
      story: {
        heading: 'Warm ist nicht schwer',
        html: '<p>Wärme steckt in stehender Luft. Daunen und Wolle halten sie fest, ohne zu wiegen. Wer leicht friert, nimmt Daunen, wer leicht schwitzt, nimmt Wolle, und wer Federn nicht verträgt, liegt mit Kapok richtig.</p>',
      },
      happy: [
        'Leicht wie eine Wolke und trotzdem warm.',
        'Endlich keine kalten Füße mehr.',
        'Ich wache nicht mehr verschwitzt auf.',
      ],
      mixed: ['Herrlich, sie raschelt nur ein wenig.', 'Für den Winter knapp nicht warm genug.'],
      unhappy: ['Nach dem Waschen klumpt die Füllung.', 'Es kommen kleine Federn heraus.'],
    },
    pillows: {
      title: 'Kopfkissen',
      handle: 'kopfkissen',
      noun: 'kissen',
      titles: {
        'goose-down': 'Daunenkissen {line}',
        'natural-latex': 'Latexkissen {line}',
        buckwheat: 'Buchweizenkissen {line}',
      },
      openings: [
        'Ihr Nacken entscheidet über das Kissen, nicht die Mode. Das {line} gibt es in mehr als einer Festigkeit.',
        'Das {line} füllt die Mulde unter dem Nacken und lässt die Schulter in Ruhe.',
      ],
      care: 'Jeden Morgen aufschütteln. Das Inlett ist bei 60 °C waschbar.',
      banner: 'Seite oder Rücken? Auf die Höhe des Kissens kommt es an.',
      story: {
        heading: 'Messen Sie Ihre Schulter',
        html: '<p>Wer auf der Seite schläft, braucht ein Kissen, das den Raum zwischen Ohr und Schulter füllt: meist zwölf Zentimeter. Auf dem Rücken genügen zehn. Ein Maßband sagt mehr als jeder Rat.</p>',
      },
      happy: ['Meine Nackenschmerzen sind weg.', 'Bleibt die ganze Nacht in Form.', 'Gleich ein zweites bestellt.'],
      mixed: ['Fest, ich brauchte eine Woche.', 'Gutes Kissen, der Bezug rutscht etwas hoch.'],
      unhappy: ['Viel zu hoch für Rückenschläfer.', 'Nach einem Monat schon platt.'],
    },
    'bed-linen': {
      title: 'Bettwäsche',
      handle: 'bettwaesche',
      noun: 'bettwaesche',
      titles: {
        percale: 'Perkal-Bettwäsche {line}',
        sateen: 'Satin-Bettwäsche {line}',
        'washed-linen': 'Leinen-Bettwäsche {line}',
        flannel: 'Flanell-Bettwäsche {line}',
      },
      openings: [
        'Die {line} wird mit jeder Wäsche weicher und behält ihre Farbe.',
        'Frisch bezogen ist halb geschlafen: Die {line} liegt glatt, auch ohne Bügeln.',
      ],
      care: 'Auf links mit ähnlichen Farben waschen, Knöpfe geschlossen. Nass aufhängen erspart das Bügeln.',
      banner: 'Freitags frisch bezogen: der günstigste Luxus, den es gibt.',
      story: {
        heading: 'Perkal oder Satin?',
        html: '<p>Perkal ist gewebt wie ein gutes Hemd: kühl, matt und ein wenig knisternd. Satin liegt glatter und wärmer. Leinen kann beides, knittert aber, und das gehört so.</p>',
      },
      happy: [
        'Schon nach der ersten Wäsche so weich.',
        'Die Farbe ist genau wie auf dem Foto.',
        'Bleibt schön, auch nach zwanzig Wäschen.',
      ],
      mixed: ['Schön, knittert aber ordentlich.', 'Bei einer hohen Matratze lässt sie sich gerade noch einschlagen.'],
      unhappy: ['Beim Waschen eingelaufen, trotz 40 Grad.', 'Ein Knopf ging bald ab.'],
    },
  },
  attributes: {
    size: { label: 'Größe' },
    firmness: { label: 'Härtegrad', values: { medium: ['Mittel'], firm: ['Fest'] } },
    warmth: { label: 'Wärme', values: { summer: ['Sommer'], 'all-year': ['Ganzjahr'], winter: ['Winter'] } },
    support: { label: 'Stützkraft', values: { soft: ['Weich'], medium: ['Mittel'], firm: ['Fest'] } },
    colour: {
      label: 'Farbe',
      values: {
        natural: ['Natur'],
        white: ['Weiß'],
        black: ['Schwarz'],
        walnut: ['Nussbaum'],
        sand: ['Sand'],
        anthracite: ['Anthrazit'],
        sage: ['Salbei'],
        'night-blue': ['Nachtblau'],
        blush: ['Zartrosa'],
      },
    },
    core: {
      label: 'Kern',
      values: {
        'pocket-springs': [
          'Taschenfedern',
          'Hunderte einzeln verpackte Federn folgen je einem Stück Rücken, sodass Sie nicht mitschwingen, wenn sich nebenan jemand dreht.',
        ],
        'natural-latex': [
          'Naturlatex',
          'Latex vom Kautschukbaum federt sofort zurück und atmet durch Tausende feiner Kanälchen.',
        ],
        'cold-foam': [
          'Kaltschaum',
          'Der Schaum ist in sieben Zonen geschnitten: weicher an der Schulter, fester am Becken.',
        ],
      },
    },
    cover: {
      label: 'Bezug',
      values: {
        lyocell: ['Lyocell', 'Der Bezug aus Lyocell leitet Feuchtigkeit schnell ab und fühlt sich kühl an.'],
        wool: ['Schurwolle', 'Im Bezug steckt Schurwolle, die im Winter wärmt und im Sommer trocken hält.'],
        'organic-cotton': ['Bio-Baumwolle', 'Der Bezug ist aus Bio-Baumwolle, ohne Bleichmittel.'],
      },
    },
    filling: {
      label: 'Füllung',
      values: {
        'memory-foam': [
          'Viscoschaum',
          'Viscoschaum gibt unter Wärme nach und verteilt den Druck auf den ganzen Körper.',
        ],
        'natural-latex': ['Naturlatex', 'Der Latex federt schnell zurück und behält jahrelang seine Höhe.'],
        horsehair: ['Rosshaar', 'Gekräuseltes Rosshaar federt, lüftet und hält ein halbes Leben.'],
        'goose-down': [
          'Gänsedaunen',
          'Gefüllt mit gewaschenen europäischen Gänsedaunen, in kleinen Kammern gesteppt, damit alles an seinem Platz bleibt.',
        ],
        'merino-wool': [
          'Merinowolle',
          'Merinowolle nimmt bis zu einem Drittel ihres Gewichts an Feuchtigkeit auf, ohne klamm zu werden.',
        ],
        kapok: ['Kapok', 'Kapok ist eine Pflanzenfaser, so leicht wie Daunen und ganz ohne Federn.'],
        buckwheat: ['Buchweizenspelzen', 'Die Spelzen schmiegen sich an den Nacken und bleiben die ganze Nacht kühl.'],
      },
    },
    wood: {
      label: 'Holz',
      values: {
        oak: ['Eiche', 'Massive Eiche, geölt, mit einer Maserung, die jedes Stück anders macht.'],
        beech: ['Buche', 'Buche ist hart, hell und dunkelt kaum nach.'],
        pine: ['Kiefer', 'Nordische Kiefer wächst langsam, ist darum stark und hat kleine, feste Äste.'],
      },
    },
    headboard: {
      label: 'Kopfteil',
      values: {
        slatted: ['Sprossen', 'Die Sprossen im Kopfteil halten das Zimmer hell.'],
        solid: ['Geschlossen', 'Am geschlossenen Kopfteil liest es sich aufrecht noch ein Kapitel.'],
        woven: ['Geflochten', 'Das Kopfteil ist von Hand aus Papierkordel geflochten.'],
      },
    },
    headboardHeight: { label: 'Höhe Kopfteil', unit: 'cm' },
    fabric: {
      label: 'Stoff',
      values: {
        'wool-blend': ['Wollmischung', 'Die Wollmischung ist scheuerfest und bildet keine Knötchen.'],
        velvet: ['Samt', 'Der Samt fängt das Licht und lässt sich feucht abwischen.'],
        'linen-look': [
          'Leinenstruktur',
          'Der Stoff hat die lockere Struktur von Leinen und ist so pflegeleicht wie Polyester.',
        ],
      },
    },
    base: {
      label: 'Ausführung',
      values: {
        fixed: ['Flach', 'Die flachen Boxen stehen auf schwarzen Metallfüßen.'],
        adjustable: [
          'Elektrisch verstellbar',
          'Kopf- und Fußteil lassen sich einzeln verstellen, mit einem Motor, den man nicht hört.',
        ],
        storage: ['Mit Stauraum', 'Unter dem Bett klappt ein Bettkasten auf, für Decken und Koffer.'],
      },
    },
    storage: {
      label: 'Stauraum',
      values: {
        drawer: ['Eine Schublade', 'Die Schublade zieht sich die letzten Zentimeter selbst zu.'],
        'two-drawers': ['Zwei Schubladen', 'Zwei Schubladen, die untere tief genug für einen Wasserkocher.'],
        'open-shelf': ['Offenes Fach', 'Das offene Fach ist so breit wie eine Zeitschrift.'],
      },
    },
    shell: {
      label: 'Inlett',
      values: {
        'cotton-percale': [
          'Baumwollperkal',
          'Das Inlett aus Baumwollperkal ist so dicht gewebt, dass keine Füllung hindurchkommt.',
        ],
        'organic-cotton': ['Bio-Baumwolle', 'Das Inlett aus Bio-Baumwolle raschelt nicht.'],
      },
    },
    weave: {
      label: 'Gewebe',
      values: {
        percale: ['Perkal', 'Perkal ist kühl und leicht knisternd, wie ein frisch gebügeltes Hemd.'],
        sateen: ['Baumwollsatin', 'Baumwollsatin glänzt zart und fällt weich.'],
        'washed-linen': ['Gewaschenes Leinen', 'Das Leinen ist vorgewaschen und darum von der ersten Nacht an weich.'],
        flannel: ['Flanell', 'Flanell ist auf beiden Seiten geraut und fühlt sich im Januar schon warm an.'],
      },
    },
    closing: {
      label: 'Verschluss',
      values: {
        buttons: ['Knöpfe', 'Die Knöpfe sind aus Steinnuss und vertragen die Waschmaschine.'],
        envelope: ['Hotelverschluss', 'Ein breiter Einschlag hält die Decke an ihrem Platz.'],
      },
    },
    height: { label: 'Höhe', unit: 'cm' },
    width: { label: 'Breite', unit: 'cm' },
    warranty: { label: 'Garantie', unit: 'Jahre' },
    washing: { label: 'Waschbar bei', unit: '°C' },
    threads: { label: 'Fäden pro Quadratzoll', unit: 'tc' },
    care: { label: 'Pflege' },
  },
  closings: [
    'Wir liefern an dem Tag, den Sie wählen, und nehmen das Alte mit.',
    'Kommen Sie zum Probeliegen in einen unserer Läden; der Kaffee steht bereit.',
    'Nicht zufrieden? Sie haben hundert Nächte, um es sich anders zu überlegen.',
  ],
  seo: '{title} von Nachtwit: kostenlos geliefert und hundert Nächte zur Probe.',
  replies: {
    thanks: ['Vielen Dank, das lesen wir gern. Schlafen Sie gut!', 'Schön. Wir geben es an die Werkstatt weiter.'],
    sorry: [
      'So soll es nicht sein. Rufen Sie uns an, wir finden eine Lösung.',
      'Das tut uns leid. Sie haben eine Nachricht mit einem Vorschlag von uns.',
    ],
  },
  pages,
};

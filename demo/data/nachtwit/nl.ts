// Longer than a file of code may be: in one file because a brand's words in one language are read, and translated, as a whole.
/** All that this brand says in Dutch. */
import type { BrandCopy } from '../types.ts';
import { pages } from './pages-nl.ts';

export const nl: BrandCopy = {
  groups: {
    beds: { title: 'Bedden', handle: 'bedden' },
    'mattresses-toppers': { title: 'Matrassen en toppers', handle: 'matrassen-en-toppers' },
    bedding: { title: 'Beddengoed', handle: 'beddengoed' },
  },
  categories: {
    mattresses: {
      title: 'Matrassen',
      handle: 'matrassen',
      noun: 'matras',
      titles: {
        'pocket-springs': 'Pocketveermatras {line}',
        'natural-latex': 'Latexmatras {line}',
        'cold-foam': 'Koudschuimmatras {line}',
      },
      openings: [
        'Wie op de {line} gaat liggen, merkt vooral wat er niet is: geen kuil, geen rand, geen gedoe.',
        'De {line} is gemaakt voor slapers die ’s nachts draaien en ’s ochtends niets meer willen voelen.',
        'Een goed matras valt niet op. De {line} doet zijn werk terwijl u slaapt.',
      ],
      care: 'Draai het matras elke drie maanden om en lucht het bij het verschonen. De hoes is afritsbaar en wasbaar op 40 °C.',
      banner: 'Honderd nachten proefslapen op elk matras. Toch niet? Wij halen het op.',
      story: {
        heading: 'Negen nachten wennen',
        html: '<p>Een nieuw matras voelt de eerste week vreemd. Uw rug zoekt de oude kuil. Geef het negen nachten: daarna weet u het zeker. En als het dan niet goed is, ruilen wij het om.</p>',
      },
      happy: [
        'Geen rugpijn meer sinds we dit matras hebben.',
        'Stevig zonder hard te zijn.',
        'Mijn man draait, ik merk er niets van.',
        'Na een week gewend en nu slaap ik door.',
      ],
      mixed: [
        'De eerste dagen rook het nog wat nieuw.',
        'Iets steviger dan in de winkel.',
        'Goed matras, maar loodzwaar om te draaien.',
      ],
      unhappy: ['Voor mij te zacht, ik zak met mijn heup weg.', 'Na twee maanden zie ik al een lichte kuil.'],
    },
    toppers: {
      title: 'Toppers',
      handle: 'toppers',
      noun: 'topper',
      titles: {
        'memory-foam': 'Traagschuimtopper {line}',
        'natural-latex': 'Latextopper {line}',
        horsehair: 'Paardenhaartopper {line}',
      },
      openings: [
        'Met de {line} krijgt een bed dat nog goed is een nieuwe bovenkant.',
        'De {line} ligt als een rustige laag over uw matras en dicht de naad in het midden.',
      ],
      care: 'Lucht de topper wekelijks en keer hem elke maand. De hoes kan op 40 °C worden gewassen.',
      banner: 'Een topper verlengt het leven van uw matras met jaren.',
      story: {
        heading: 'De naad in het midden',
        html: '<p>Twee matrassen, één bed, en altijd iemand die op de naad ligt. Een topper over de volle breedte lost dat op, en u kunt de matrassen nog steeds elk apart kiezen.</p>',
      },
      happy: ['De naad in het midden voel je niet meer.', 'Zacht en toch koel.', 'Alsof we een nieuw bed hebben.'],
      mixed: ['Blijft goed liggen, maar een hoeslaken past er net om.', 'De eerste nachten wat warm.'],
      unhappy: ['Schuift weg op ons gladde matras.', 'Dunner dan ik dacht.'],
    },
    'bed-frames': {
      title: 'Ledikanten',
      handle: 'ledikanten',
      noun: 'bed',
      titles: { oak: 'Eiken bed {line}', beech: 'Beuken bed {line}', pine: 'Grenen bed {line}' },
      openings: [
        'De {line} heeft geen schroef in het zicht. De poten zijn ingelaten, zoals een meubelmaker het zou doen.',
        'Een bed dat niet kraakt begint bij droog hout. De {line} is gezaagd, gedroogd en gemaakt in één werkplaats.',
      ],
      care: 'Neem het hout af met een vochtige doek en zet het één keer per jaar in de olie of was.',
      banner: 'Onze bedden worden op bestelling gemaakt, in dezelfde werkplaats als twintig jaar geleden.',
      story: {
        heading: 'Hout dat mag werken',
        html: '<p>Massief hout zet uit in de zomer en krimpt in de winter. Daarom zitten onze verbindingen met een pen in een gat en niet met lijm vast. Zo kraakt uw bed ook over tien jaar niet.</p>',
      },
      happy: ['Prachtig hout en geen gekraak.', 'In een halfuur stond het.', 'Stevig, ook met twee kinderen erop.'],
      mixed: ['Mooi bed, al was de levering een week later.', 'De kleur is iets donkerder dan op de foto.'],
      unhappy: ['Er zat een kras op het hoofdbord.', 'Eén poot stond scheef.'],
    },
    'box-springs': {
      title: 'Boxsprings',
      handle: 'boxsprings',
      noun: 'boxspring',
      titles: {
        'wool-blend': 'Wollen boxspring {line}',
        velvet: 'Fluwelen boxspring {line}',
        'linen-look': 'Boxspring {line} met linnenstructuur',
      },
      openings: [
        'De {line} is hoog genoeg om zonder moeite op te staan en zacht genoeg om het uit te stellen.',
        'Veren op veren: de {line} vangt elke beweging twee keer op.',
      ],
      care: 'Stofzuig de stof met een zacht mondstuk. Vlekken deppen met lauw water, nooit wrijven.',
      banner: 'Compleet met matras en topper, thuis opgebouwd door twee mensen.',
      story: {
        heading: 'Waarom een boxspring hoger is',
        html: '<p>Onder het matras ligt een tweede veerlaag. Die vangt het gewicht op dat het matras doorgeeft. Het bed wordt er hoger van, en dat merken vooral uw knieën als u ’s ochtends opstaat.</p>',
      },
      happy: [
        'Alsof je in een hotel slaapt.',
        'De monteurs hadden het in een uur staan.',
        'De stof is nog mooier dan op de foto.',
      ],
      mixed: ['Heerlijk bed, wel hoog voor mijn moeder.', 'Goed, maar meet eerst uw trap op.'],
      unhappy: ['Een van de boxen piept.', 'De kleur viel veel grijzer uit.'],
    },
    nightstands: {
      title: 'Nachtkastjes',
      handle: 'nachtkastjes',
      noun: 'nachtkastje',
      titles: {
        oak: 'Eiken nachtkastje {line}',
        beech: 'Beuken nachtkastje {line}',
        pine: 'Grenen nachtkastje {line}',
      },
      openings: [
        'Plaats voor een boek, een bril en een glas water: meer hoeft de {line} niet te kunnen.',
        'De {line} is precies zo hoog als uw hand hem in het donker zoekt.',
      ],
      care: 'Afnemen met een vochtige doek. Zet glazen op een onderzetter.',
      banner: 'Nachtkastjes van hetzelfde hout als uw bed.',
      story: {
        heading: 'Wat er op een nachtkastje ligt',
        html: '<p>Wij vroegen het honderd klanten. Een boek staat op één, een telefoon op twee. Wie de telefoon in de la legt, slaapt gemiddeld twintig minuten eerder: daarom heeft bijna elk kastje van ons er een.</p>',
      },
      happy: ['Past precies bij ons bed.', 'De la loopt heel soepel.', 'Klein, maar alles kan erin.'],
      mixed: ['Mooi, alleen zelf in elkaar zetten kostte een avond.', 'Iets lager dan gedacht.'],
      unhappy: ['De la klemt bij vochtig weer.', 'Er ontbrak een plankje.'],
    },
    duvets: {
      title: 'Dekbedden',
      handle: 'dekbedden',
      noun: 'dekbed',
      titles: {
        'goose-down': 'Donzen dekbed {line}',
        'merino-wool': 'Wollen dekbed {line}',
        kapok: 'Kapok dekbed {line}',
      },
      openings: [
        'Een dekbed mag u niet wakker maken. De {line} is warm waar het moet en laat de rest door.',
        'De {line} volgt uw lichaam in plaats van erop te liggen.',
      ],
      care: 'Lucht het dekbed buiten, niet in de volle zon. Droog het na het wassen met twee tennisballen in de trommel.',
      banner: 'Niet te warm, niet te koud: zo kiest u een dekbed per seizoen.',
      story: {
        heading: 'Warm is niet zwaar',
        html: '<p>Warmte zit in stilstaande lucht. Dons en wol houden die vast zonder gewicht. Wie het snel koud heeft kiest dons, wie snel zweet kiest wol, en wie allergisch is voor veren is met kapok goed uit.</p>',
      },
      happy: [
        'Licht als een wolk en toch warm.',
        'Eindelijk geen koude voeten meer.',
        'Ik word niet meer bezweet wakker.',
      ],
      mixed: ['Heerlijk, maar hij ritselt een beetje.', 'Voor de winter net niet warm genoeg.'],
      unhappy: ['Na het wassen klontert de vulling.', 'Er komen veertjes uit.'],
    },
    pillows: {
      title: 'Hoofdkussens',
      handle: 'hoofdkussens',
      noun: 'kussen',
      titles: {
        'goose-down': 'Donzen hoofdkussen {line}',
        'natural-latex': 'Latex hoofdkussen {line}',
        buckwheat: 'Boekweitkussen {line}',
      },
      openings: [
        'Uw nek bepaalt welk kussen past, niet de mode. De {line} is er in meer dan één stevigheid.',
        'De {line} vult de holte onder uw nek en laat uw schouder met rust.',
      ],
      care: 'Schud het kussen elke ochtend op. De tijk is wasbaar op 60 °C.',
      banner: 'Zijslaper of rugslaper? De hoogte van uw kussen maakt het verschil.',
      story: {
        heading: 'Meet uw schouder',
        html: '<p>Slaapt u op uw zij, dan moet het kussen de ruimte tussen oor en schouder vullen: meestal twaalf centimeter. Rugslapers hebben aan tien genoeg. Een meetlint zegt meer dan een advies.</p>',
      },
      happy: ['Mijn nekklachten zijn weg.', 'Blijft de hele nacht in vorm.', 'Meteen een tweede besteld.'],
      mixed: ['Stevig, ik moest er een week aan wennen.', 'Goed kussen, de hoes kruipt wat op.'],
      unhappy: ['Veel te hoog voor een rugslaper.', 'Na een maand al plat.'],
    },
    'bed-linen': {
      title: 'Dekbedovertrekken',
      handle: 'dekbedovertrekken',
      noun: 'dekbedovertrek',
      titles: {
        percale: 'Percal dekbedovertrek {line}',
        sateen: 'Katoensatijnen dekbedovertrek {line}',
        'washed-linen': 'Linnen dekbedovertrek {line}',
        flannel: 'Flanellen dekbedovertrek {line}',
      },
      openings: [
        'De {line} wordt met elke was zachter en houdt zijn kleur.',
        'Fris opgemaakt is half geslapen: de {line} ligt strak zonder strijken.',
      ],
      care: 'Was binnenstebuiten met gelijke kleuren en sluit de knopen. Nat ophangen scheelt strijken.',
      banner: 'Schoon beddengoed op vrijdag: de goedkoopste luxe die er is.',
      story: {
        heading: 'Percal of satijn?',
        html: '<p>Percal is geweven als een goed overhemd: koel, mat en een beetje knisperend. Satijn ligt gladder en warmer. Linnen doet allebei, maar kreukt, en dat hoort zo.</p>',
      },
      happy: [
        'Zo zacht na de eerste was al.',
        'De kleur is precies als op de foto.',
        'Blijft mooi, ook na twintig keer wassen.',
      ],
      mixed: ['Mooi, maar kreukt flink.', 'Instoppen kan net bij een hoog matras.'],
      unhappy: ['Gekrompen in de was, ondanks 40 graden.', 'Een knoop liet al snel los.'],
    },
  },
  attributes: {
    size: { label: 'Maat' },
    firmness: { label: 'Stevigheid', values: { medium: ['Medium'], firm: ['Stevig'] } },
    warmth: { label: 'Warmte', values: { summer: ['Zomer'], 'all-year': ['Vier seizoenen'], winter: ['Winter'] } },
    support: { label: 'Steun', values: { soft: ['Zacht'], medium: ['Medium'], firm: ['Stevig'] } },
    colour: {
      label: 'Kleur',
      values: {
        natural: ['Naturel'],
        white: ['Wit'],
        black: ['Zwart'],
        walnut: ['Walnoot'],
        sand: ['Zand'],
        anthracite: ['Antraciet'],
        sage: ['Salie'],
        'night-blue': ['Nachtblauw'],
        blush: ['Zachtroze'],
      },
    },
    core: {
      label: 'Kern',
      values: {
        'pocket-springs': [
          'Pocketveren',
          'Honderden los verpakte veren volgen elk hun eigen stukje rug, zodat u niet meebeweegt met wie naast u ligt.',
        ],
        'natural-latex': [
          'Natuurlatex',
          'Latex van de rubberboom veert meteen terug en ademt door duizenden kleine kanalen.',
        ],
        'cold-foam': [
          'Koudschuim',
          'Het schuim is in zeven zones gesneden: zachter bij de schouder, steviger bij het bekken.',
        ],
      },
    },
    cover: {
      label: 'Tijk',
      values: {
        lyocell: ['Lyocell', 'De tijk van lyocell voert vocht snel af en voelt koel aan.'],
        wool: ['Scheerwol', 'In de tijk zit scheerwol, die ’s winters warmt en ’s zomers droog houdt.'],
        'organic-cotton': ['Biologisch katoen', 'De tijk is van biologisch katoen, zonder bleekmiddel.'],
      },
    },
    filling: {
      label: 'Vulling',
      values: {
        'memory-foam': ['Traagschuim', 'Traagschuim geeft mee onder warmte en verdeelt de druk over het hele lichaam.'],
        'natural-latex': ['Natuurlatex', 'De latex veert snel terug en blijft jaren op hoogte.'],
        horsehair: ['Paardenhaar', 'Gekruld paardenhaar veert, ventileert en gaat een half leven mee.'],
        'goose-down': [
          'Ganzendons',
          'Gevuld met gewassen Europees ganzendons, in kleine vakken gestikt zodat het op zijn plaats blijft.',
        ],
        'merino-wool': [
          'Merinowol',
          'Merinowol neemt tot een derde van haar gewicht aan vocht op zonder klam te worden.',
        ],
        kapok: ['Kapok', 'Kapok is een plantaardige vezel, zo licht als dons en zonder veren.'],
        buckwheat: ['Boekweitdoppen', 'De doppen schikken zich naar uw nek en blijven de hele nacht koel.'],
      },
    },
    wood: {
      label: 'Hout',
      values: {
        oak: ['Eikenhout', 'Massief eiken, geolied, met een nerf die elk stuk anders maakt.'],
        beech: ['Beukenhout', 'Beuken is hard, licht van kleur en verkleurt nauwelijks.'],
        pine: ['Grenenhout', 'Noords grenen groeit langzaam, is daardoor sterk en heeft kleine, vaste noesten.'],
      },
    },
    headboard: {
      label: 'Hoofdbord',
      values: {
        slatted: ['Spijlen', 'De spijlen van het hoofdbord houden de kamer licht.'],
        solid: ['Dicht', 'Tegen het dichte hoofdbord leest u rechtop nog een hoofdstuk.'],
        woven: ['Gevlochten', 'Het hoofdbord is met de hand gevlochten van papierkoord.'],
      },
    },
    headboardHeight: { label: 'Hoogte hoofdbord', unit: 'cm' },
    fabric: {
      label: 'Stof',
      values: {
        'wool-blend': ['Wolmix', 'De wolmix is slijtvast en pilt niet.'],
        velvet: ['Fluweel', 'Het fluweel vangt het licht en is met een vochtige doek schoon te maken.'],
        'linen-look': ['Linnenstructuur', 'De stof heeft de losse structuur van linnen en het gemak van polyester.'],
      },
    },
    base: {
      label: 'Uitvoering',
      values: {
        fixed: ['Vlak', 'De vlakke boxen staan op zwarte metalen poten.'],
        adjustable: [
          'Elektrisch verstelbaar',
          'Hoofd- en voeteneind zijn los verstelbaar, met een motor die u niet hoort.',
        ],
        storage: ['Met opbergruimte', 'Onder het bed klapt een opbergbak open voor dekens en koffers.'],
      },
    },
    storage: {
      label: 'Opbergruimte',
      values: {
        drawer: ['Eén lade', 'De lade sluit vanzelf de laatste centimeters.'],
        'two-drawers': ['Twee lades', 'Twee lades, waarvan de onderste diep genoeg is voor een waterkoker.'],
        'open-shelf': ['Open vak', 'Het open vak is zo breed als een tijdschrift.'],
      },
    },
    shell: {
      label: 'Tijk',
      values: {
        'cotton-percale': [
          'Katoenpercal',
          'De tijk van katoenpercal is zo dicht geweven dat er geen vulling doorheen komt.',
        ],
        'organic-cotton': ['Biologisch katoen', 'De tijk is van biologisch katoen en ritselt niet.'],
      },
    },
    weave: {
      label: 'Weefsel',
      values: {
        percale: ['Percal', 'Percal is koel en licht knisperend, als een vers gestreken overhemd.'],
        sateen: ['Katoensatijn', 'Katoensatijn heeft een zachte glans en valt soepel.'],
        'washed-linen': ['Gewassen linnen', 'Het linnen is voorgewassen en dus vanaf de eerste nacht zacht.'],
        flannel: ['Flanel', 'Flanel is aan twee kanten geruwd en voelt in januari al warm aan.'],
      },
    },
    closing: {
      label: 'Sluiting',
      values: {
        buttons: ['Knopen', 'De knopen zijn van steennoot en kunnen tegen de wasmachine.'],
        envelope: ['Instopstrook', 'Een ruime instopstrook houdt het dekbed op zijn plaats.'],
      },
    },
    height: { label: 'Hoogte', unit: 'cm' },
    width: { label: 'Breedte', unit: 'cm' },
    warranty: { label: 'Garantie', unit: 'jaar' },
    washing: { label: 'Wassen op', unit: '°C' },
    threads: { label: 'Draden per vierkante inch', unit: 'tc' },
    care: { label: 'Onderhoud' },
  },
  closings: [
    'Wij bezorgen op de dag die u kiest en nemen het oude mee.',
    'Kom proefliggen in een van onze winkels; wij zetten de koffie klaar.',
    'Niet tevreden? U heeft honderd nachten om van gedachten te veranderen.',
  ],
  seo: '{title} van Nachtwit: gratis bezorgd en honderd nachten op proef.',
  replies: {
    thanks: ['Dank u wel, wat fijn om te lezen. Slaap lekker!', 'Mooi zo. Wij geven het door aan de werkplaats.'],
    sorry: [
      'Dat is niet zoals het hoort. Belt u ons even? Dan lossen wij het op.',
      'Vervelend. Wij hebben u een bericht gestuurd met een voorstel.',
    ],
  },
  pages,
};

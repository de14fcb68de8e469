import type { BrandCopy } from '../types.ts';
import { pages } from './pages-nl.ts';

export const nl: BrandCopy = {
  groups: {
    tailoring: { title: 'Pakken en colberts', handle: 'pakken-en-colberts' },
    wardrobe: { title: 'Garderobe', handle: 'garderobe' },
    finishing: { title: 'De laatste hand', handle: 'de-laatste-hand' },
  },
  categories: {
    suits: {
      title: 'Pakken',
      handle: 'pakken',
      noun: 'pak',
      titles: {
        worsted: 'Kamgaren pak {line}',
        flannel: 'Flanellen pak {line}',
        hopsack: 'Hopsack pak {line}',
        linen: 'Linnen pak {line}',
      },
      openings: [
        'De {line} is het pak dat u aantrekt als u niet aan uw pak wilt denken.',
        'Aan de {line} is niets geplakt: het voorpand is met de hand op paardenhaar gezet en leeft met u mee.',
      ],
      care: 'Borstel het na het dragen, hang het een nacht op een brede hanger en laat het hooguit twee keer per jaar stomen.',
      banner: 'Van het rek, en toch op uw maat: mouwen en broek korten wij in terwijl u koffie drinkt.',
      story: {
        heading: 'De schouder eerst',
        html: '<p>Een mouw kan korter, een taille smaller, een broek is zo ingelegd. Een schouder die niet klopt blijft een schouder die niet klopt. Begin daar: de naad hoort te eindigen waar uw schouder eindigt.</p>',
      },
      happy: [
        'Valt alsof het voor mij is gemaakt.',
        'Na een trouwdag van zestien uur nog netjes.',
        'Eindelijk een colbert waar ik in kan zitten.',
      ],
      mixed: ['Mooi pak, al moest de broek twee keer terug.', 'Goede stof, maar warm in juli.'],
      unhappy: ['De kraag staat bij mij af.', 'Een knoop zat er na een week naast.'],
    },
    'made-to-measure': {
      title: 'Maatpakken',
      handle: 'maatpakken',
      noun: 'maatpak',
      titles: {
        worsted: 'Maatpak {line} van kamgaren',
        flannel: 'Maatpak {line} van flanel',
        hopsack: 'Maatpak {line} van hopsack',
        linen: 'Maatpak {line} van linnen',
      },
      openings: [
        'De {line} bestaat nog niet. Wij beginnen eraan zodra u binnen bent geweest.',
        'Drieëntwintig maten, één patroon, één coupeur: de {line} wordt gesneden voor u en voor niemand anders.',
      ],
      care: 'Het patroon blijft bij ons. Komt u aan of valt u af, dan stellen wij het pak bij, de eerste keer kosteloos.',
      banner: 'Meten duurt een halfuur. De rest doen wij in Enschede.',
      story: {
        heading: 'Wat er gebeurt als u weg bent',
        html: '<p>Uw maten worden een patroon van papier. Het patroon wordt stof, de stof wordt een jas met rijgdraad en zonder mouwen. Dan komt u terug, wij zetten spelden, en dan eerst naait iemand iets vast.</p>',
      },
      happy: [
        'Ik sta er rechter in.',
        'De doorpas was het halve plezier.',
        'Mijn ene schouder hangt, en niemand ziet het meer.',
      ],
      mixed: [
        'Prachtig, maar het werden negen weken.',
        'Heel mooi werk; de voering had ik bij daglicht moeten kiezen.',
      ],
      unhappy: ['De mouwen waren bij aflevering nog te lang.', 'Op een trouwdag moet je niet willen wachten.'],
    },
    jackets: {
      title: 'Colberts',
      handle: 'colberts',
      noun: 'colbert',
      titles: {
        worsted: 'Kamgaren colbert {line}',
        flannel: 'Flanellen colbert {line}',
        hopsack: 'Hopsack colbert {line}',
        linen: 'Linnen colbert {line}',
      },
      openings: [
        'De {line} gaat over een overhemd, over een trui en over twintig jaar ook nog.',
        'Zonder schoudervulling en half gevoerd: de {line} draagt als een vest en oogt als een afspraak.',
      ],
      care: 'Uitborstelen en luchten. Vlekken deppen met lauw water, nooit met heet.',
      banner: 'Eén colbert, drie broeken: daarmee bent u de week door.',
      story: {
        heading: 'Waarom de onderste knoop open blijft',
        html: '<p>Koning Edward de Zevende werd te dik voor zijn vest, deed de onderste knoop los, en het hof deed hem na. Sindsdien wordt een colbert zo gesneden dat het alleen goed valt als die knoop open is.</p>',
      },
      happy: ['Licht, en toch houdt het model.', 'Binnenzak op de goede hoogte.', 'Kreukt nauwelijks op reis.'],
      mixed: ['Fijn colbert, de mouw kon een centimeter korter.', 'Mooi, al is de ruit drukker dan op de foto.'],
      unhappy: ['Te kort voor mijn lange rug.', 'De voering scheurde bij de oksel.'],
    },
    trousers: {
      title: 'Broeken',
      handle: 'broeken',
      noun: 'broek',
      titles: {
        worsted: 'Kamgaren broek {line}',
        flannel: 'Flanellen broek {line}',
        hopsack: 'Hopsack broek {line}',
        linen: 'Linnen broek {line}',
      },
      openings: [
        'De {line} zit in de taille en nergens anders vast.',
        'Met een plooi die erin blijft en een zoom die wij op uw schoen afmeten: de {line}.',
      ],
      care: 'Hang de broek aan de omslag op, dan trekt het gewicht de plooi erin.',
      banner: 'De zoom doen wij gratis. Neem uw schoenen mee.',
      story: {
        heading: 'Hoog of laag?',
        html: '<p>Een broek hoort op de taille, dus hoger dan een spijkerbroek. Uw benen worden langer, uw overhemd blijft erin en u hoeft de hele dag niets op te hijsen. Geef het twee dagen.</p>',
      },
      happy: ['De plooi blijft er echt in.', 'Zit goed, ook na de lunch.', 'Precies op lengte gemaakt.'],
      mixed: ['Goede broek, de zakken zijn wat ondiep.', 'Mooi, maar de stof kriebelt in het begin.'],
      unhappy: ['Glimt na een jaar op de knieën.', 'De rits haperde, uitgerekend bij dit merk.'],
    },
    shirts: {
      title: 'Overhemden',
      handle: 'overhemden',
      noun: 'overhemd',
      titles: { poplin: 'Popeline overhemd {line}', twill: 'Keperoverhemd {line}', oxford: 'Oxford overhemd {line}' },
      openings: [
        'De kraag van de {line} blijft staan, met en zonder das.',
        'De {line} heeft zeven steken per centimeter en knopen van parelmoer, die u vooral merkt als u ze ergens anders mist.',
      ],
      care: 'Was op 40 °C, hang het nat op een hanger en strijk de kraag van de punten naar het midden.',
      banner: 'Drie overhemden, vijf procent minder. Vijf, en wij zetten uw initialen erin.',
      story: {
        heading: 'Twee vingers',
        html: '<p>Sluit de bovenste knoop en steek twee vingers tussen kraag en hals. Gaat dat zonder persen, dan klopt de maat. Drie vingers is te ruim, één vinger is een lange vergadering.</p>',
      },
      happy: ['Strijkt zo glad als wat.', 'De kraag blijft de hele dag mooi.', 'Mouwen eindelijk lang genoeg.'],
      mixed: ['Mooi overhemd, licht doorschijnend in het wit.', 'Goed, wel een maat groter nemen.'],
      unhappy: ['Gekrompen na twee keer wassen.', 'Een knoop brak in de droger.'],
    },
    coats: {
      title: 'Jassen',
      handle: 'jassen',
      noun: 'jas',
      titles: { lambswool: 'Lamswollen jas {line}', gabardine: 'Gabardine jas {line}', loden: 'Loden jas {line}' },
      openings: [
        'De {line} is lang genoeg voor de fiets en netjes genoeg voor daarna.',
        'Regen, wind, een natte bank in de trein: de {line} heeft het allemaal al eens gezien.',
      ],
      care: 'Laat een natte jas drogen op een hanger, ver van de kachel, en borstel hem daarna uit.',
      banner: 'Gemaakt in partijen van veertig. Op is even wachten, niet opgeven.',
      story: {
        heading: 'Ruimte voor een colbert',
        html: '<p>Een jas meet u over uw colbert aan, nooit over een trui. De schouder hoort een duim buiten die van het colbert te vallen, en de mouw een duim eroverheen. Dan blijft er niets van uw manchet nat.</p>',
      },
      happy: [
        'Warm zonder zwaar te zijn.',
        'Regen rolt er gewoon af.',
        'Tien jaar geleden gekocht, nu voor mijn zoon ook een.',
      ],
      mixed: ['Mooie jas, wel stug in het begin.', 'Fijn, maar de zakken staan wat hoog.'],
      unhappy: ['Pluist op alles wat donker is.', 'Te wijd, ook na het innemen.'],
    },
    ties: {
      title: 'Dassen',
      handle: 'dassen',
      noun: 'das',
      titles: { 'silk-twill': 'Zijden das {line}', grenadine: 'Grenadine das {line}', knitted: 'Gebreide das {line}' },
      openings: [
        'De {line} legt een knoop die u niet steeds hoeft aan te raken.',
        'Wie één das heeft, heeft genoeg aan de {line}.',
      ],
      care: 'Haal de knoop er elke avond uit en hang de das op; een gebreide rolt u op.',
      banner: 'De das die u niet durft te kiezen is meestal de goede.',
      story: {
        heading: 'Het kuiltje',
        html: '<p>Knijp net onder de knoop een vouw in het midden voordat u aantrekt. Dat kuiltje houdt de das van uw overhemd af en laat zien dat u er drie seconden aan heeft besteed. Meer hoeft niet.</p>',
      },
      happy: ['Mooie volle knoop.', 'De kleur doet wonderen bij grijs.', 'Cadeau gedaan, direct om.'],
      mixed: ['Fraaie das, een slag korter dan ik gewend ben.', 'Goed, al rafelt de punt licht.'],
      unhappy: ['Blijft niet in de knoop.', 'Watervlekken gaan er niet uit.'],
    },
    swatches: {
      title: 'Stofstalen',
      handle: 'stofstalen',
      noun: 'staal',
      titles: {
        worsted: 'Stalenboekje {line}, kamgaren',
        flannel: 'Stalenboekje {line}, flanel',
        hopsack: 'Stalenboekje {line}, hopsack',
        linen: 'Stalenboekje {line}, linnen',
      },
      openings: [
        'Leg de {line} bij het raam, op uw mouw, naast uw schoenen. Een scherm kan dat niet.',
        'Zes lapjes van tien bij tien: met de {line} kiest u thuis, bij uw eigen licht.',
      ],
      care: 'U mag ze houden. Wie een maatpak bestelt krijgt het bedrag terug.',
      banner: 'Voelen gaat niet per scherm. Deze gaan per brief.',
      story: {
        heading: 'Knijp in de stof',
        html: '<p>Maak een vuist om het lapje en tel tot tien. Springt de stof open, dan doet uw pak dat na een treinreis ook. Blijft hij gekreukt, dan is het linnen, en dan hoort het zo.</p>',
      },
      happy: [
        'Binnen twee dagen in de bus.',
        'De kleur was heel anders dan op mijn scherm, gelukkig.',
        'Mooi boekje, bijna zonde om te knippen.',
      ],
      mixed: ['Handig, al hadden de lapjes groter gemogen.', 'Goed idee; één staal zat er dubbel in.'],
      unhappy: ['Het staal dat ik wilde ontbrak.', 'Kwam gekreukt aan.'],
    },
  },
  attributes: {
    size: { label: 'Maat' },
    length: { label: 'Lengte', values: { regular: ['Normaal'], long: ['Lang'] } },
    collarSize: { label: 'Boordmaat' },
    cloth: {
      label: 'Stof',
      values: {
        worsted: ['Kamgaren', 'Kamgaren is glad en koel en houdt zijn plooi, van januari tot december.'],
        flannel: ['Flanel', 'Flanel is licht geruwd: zacht, mat en warm zonder dik te zijn.'],
        hopsack: ['Hopsack', 'De open binding van hopsack laat lucht door en kreukt weinig.'],
        linen: ['Linnen', 'Linnen is koel en kreukt, en wie dat weet draagt het met plezier.'],
      },
    },
    coatCloth: {
      label: 'Stof',
      values: {
        lambswool: ['Lamswol', 'De lamswol is gevold, zodat wind er niet doorheen komt.'],
        gabardine: ['Gabardine', 'Gabardine is zo dicht geweven dat een bui eraf parelt.'],
        loden: ['Loden', 'Loden komt uit de bergen en heeft nog nooit een paraplu nodig gehad.'],
      },
    },
    fit: {
      label: 'Pasvorm',
      values: {
        slim: ['Smal', 'Smal gesneden, met een hoger armsgat zodat u er toch in kunt bewegen.'],
        straight: ['Recht', 'De rechte pasvorm staat de meeste mannen, ook na een diner.'],
        roomy: ['Ruim', 'Ruim in rug en dij, voor wie liever beweegt dan poseert.'],
      },
    },
    pattern: {
      label: 'Dessin',
      values: {
        plain: ['Effen', 'Effen, zodat de snit het woord heeft.'],
        pinstripe: ['Krijtstreep', 'De krijtstreep is zo dun dat hij van een meter afstand verdwijnt.'],
        herringbone: ['Visgraat', 'De visgraat geeft diepte zonder drukte.'],
        check: ['Ruit', 'De ruit loopt door over zak en naad, en dat is het halve werk.'],
      },
    },
    colour: {
      label: 'Kleur',
      values: {
        navy: ['Marineblauw', 'Marineblauw gaat met alles, en vooral met bruine schoenen.'],
        charcoal: ['Antraciet', 'Antraciet is zachter dan zwart en net zo ernstig.'],
        forest: ['Bosgroen', 'Bosgroen lijkt van ver zwart en van dichtbij een idee.'],
        tobacco: ['Tabak', 'Tabaksbruin is er voor oktober, en voor wie in juni aan oktober denkt.'],
      },
    },
    tint: { label: 'Kleur', values: { white: ['Wit'], 'light-blue': ['Lichtblauw'], bengal: ['Bengaalse streep'] } },
    shade: {
      label: 'Kleur',
      values: { navy: ['Marineblauw'], wine: ['Bordeaux'], forest: ['Bosgroen'], rust: ['Roest'] },
    },
    lining: { label: 'Voering', values: { half: ['Half gevoerd'], full: ['Vol gevoerd'] } },
    weave: {
      label: 'Weefsel',
      values: {
        poplin: ['Popeline', 'Popeline is glad en dun: koel onder een colbert.'],
        twill: ['Keper', 'Keper valt soepel, glanst licht en strijkt gemakkelijk.'],
        oxford: ['Oxford', 'Oxford is stevig en mat, en mag zonder das.'],
      },
    },
    collar: {
      label: 'Kraag',
      values: {
        cutaway: ['Cutaway', 'De wijde kraag geeft een volle knoop de ruimte.'],
        'button-down': ['Button-down', 'De punten zitten vast met een knoopje en gaan nergens heen.'],
        classic: ['Klassiek', 'De klassieke kraag doet niets bijzonders, en dat doet hij goed.'],
      },
    },
    tieCloth: {
      label: 'Materiaal',
      values: {
        'silk-twill': ['Zijdekeper', 'Zijdekeper uit Como, gedrukt en daarna met de hand gerold.'],
        grenadine: ['Grenadine', 'Grenadine is op een oude jacquardstoel geweven, luchtig en mat.'],
        knitted: ['Gebreid', 'Gebreid van zijde, recht afgesneden, voor wie een knoop te netjes vindt.'],
      },
    },
    making: {
      label: 'Makelij',
      values: {
        'seven-fold': ['Zeven slagen', 'Zeven keer gevouwen en verder leeg: alleen zijde geeft hem vorm.'],
        lined: ['Met tussenvoering', 'De wollen tussenvoering laat kreukels er in een nacht uit hangen.'],
      },
    },
    clothWeight: { label: 'Gewicht van de stof', unit: 'g/m²' },
    leadTime: { label: 'Levertijd', unit: 'weken' },
    threads: { label: 'Garendikte', unit: 'Ne' },
    width: { label: 'Breedte', unit: 'cm' },
    care: { label: 'Onderhoud' },
  },
  closings: [
    'Elke aanpassing in de winkel is bij de prijs inbegrepen, zolang u het draagt.',
    'Kom aanmeten zonder afspraak; op zaterdag is er bier bij.',
    'Twee jaar lang zetten wij knopen en naden kosteloos vast.',
  ],
  seo: '{title} van Rits: vermaakt op uw maat in een van onze winkels.',
  replies: {
    thanks: ['Dank u, wij geven het door aan het atelier.', 'Daar doen wij het voor. Draag het met plezier.'],
    sorry: [
      'Dat hoort niet. Breng het langs, dan maken wij het in orde.',
      'Onze excuses. De coupeur belt u vandaag nog.',
    ],
  },
  pages,
};

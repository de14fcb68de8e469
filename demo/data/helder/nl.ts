import type { BrandCopy } from '../types.ts';
import { pages } from './pages-nl.ts';

export const nl: BrandCopy = {
  groups: {
    glasses: { title: 'Brillen', handle: 'brillen' },
    sun: { title: 'Zon', handle: 'zon' },
    lenses: { title: 'Lenzen', handle: 'lenzen' },
    care: { title: 'Etuis en onderhoud', handle: 'etuis-en-onderhoud' },
  },
  categories: {
    'optical-frames': {
      title: 'Monturen',
      handle: 'monturen',
      noun: 'bril',
      titles: {
        round: 'Ronde bril {line}',
        panto: 'Pantobril {line}',
        square: 'Hoekige bril {line}',
        'cat-eye': 'Cat-eyebril {line}',
      },
      openings: [
        'De {line} weegt minder dan de brief waarin je recept zat.',
        'Met de {line} op vraagt niemand of je een nieuwe bril hebt. Ze vragen of je goed hebt geslapen.',
      ],
      care: 'Spoel de bril onder lauw water af en droog hem met het doekje. Je trui is geen doekje.',
      banner: 'Glazen op sterkte zitten bij de prijs in. Ook de dunne.',
      story: {
        heading: 'Drie getallen in je poot',
        html: '<p>Kijk aan de binnenkant van je oude bril: daar staat iets als 50-20-145. Dat zijn de breedte van een glas, de brug over je neus en de lengte van de poot, in millimeters. Kies een bril die er niet meer dan twee van afwijkt en hij zit meteen goed.</p>',
      },
      happy: [
        'Zit zo licht dat ik hem vergeet.',
        'Eindelijk een brug die op mijn neus blijft.',
        'De kleur is mooier dan op het scherm.',
      ],
      mixed: ['Mooie bril, al moest hij in de winkel worden bijgesteld.', 'Goed, maar de pootjes zijn wat lang.'],
      unhappy: ['Zakt bij mij steeds naar beneden.', 'Een schroefje liet na een maand los.'],
    },
    sunglasses: {
      title: 'Zonnebrillen',
      handle: 'zonnebrillen',
      noun: 'zonnebril',
      titles: {
        round: 'Ronde zonnebril {line}',
        panto: 'Pantozonnebril {line}',
        square: 'Hoekige zonnebril {line}',
        aviator: 'Pilotenzonnebril {line}',
      },
      openings: [
        'De {line} houdt het licht tegen en laat de zomer door.',
        'Op het terras, in de auto, aan het water: met de {line} knijp je alleen nog je ogen dicht om te slapen.',
      ],
      care: 'Zout en zand krassen. Eerst spoelen, dan vegen.',
      banner: 'Alle zonnebrillen houden honderd procent uv tegen. Dat is geen optie, dat is de bedoeling.',
      story: {
        heading: 'Donker is nog geen bescherming',
        html: '<p>Achter een donker glas gaat je pupil open. Houdt het glas dan geen uv tegen, dan komt er juist meer binnen. Ons glas houdt alles tot 400 nanometer tegen, hoe licht de tint ook is.</p>',
      },
      happy: ['Geen schittering meer op het water.', 'Zit stevig, ook op de fiets.', 'Op sterkte, en toch zo plat.'],
      mixed: ['Fijn glas, maar in de tunnel moet hij af.', 'Mooi, al is hij iets groter dan ik dacht.'],
      unhappy: ['Mijn telefoon is er niet door te lezen.', 'Te breed voor een smal gezicht.'],
    },
    'reading-glasses': {
      title: 'Leesbrillen',
      handle: 'leesbrillen',
      noun: 'leesbril',
      titles: { round: 'Ronde leesbril {line}', panto: 'Pantoleesbril {line}', square: 'Hoekige leesbril {line}' },
      openings: [
        'De {line} is er voor de kleine lettertjes, en voor het moment dat je armen te kort worden.',
        'Eén {line} naast je bed, één in de keuken. Zo zoek je nooit.',
      ],
      care: 'Poets de glazen met het doekje en leg de bril met de pootjes naar beneden.',
      banner: 'Twee leesbrillen voor het vergeten van één.',
      story: {
        heading: 'Welke sterkte heb je nodig?',
        html: '<p>Houd deze bladzijde op veertig centimeter. Lees je zonder moeite, dan heb je er geen nodig. Anders begin je bij +1,00 en ga je omhoog tot de letters scherp zijn, en niet verder.</p>',
      },
      happy: ['Eindelijk kan ik het menu weer lezen.', 'Licht, en het glas is echt helder.', 'Meteen drie gekocht.'],
      mixed: ['Goede bril, maar ik had een halve sterkte minder moeten nemen.', 'Mooi, al klemt hij een beetje.'],
      unhappy: ['Ik krijg er hoofdpijn van.', 'De coating kwam er na een jaar af.'],
    },
    'kids-frames': {
      title: 'Kinderbrillen',
      handle: 'kinderbrillen',
      noun: 'kinderbril',
      titles: { round: 'Ronde kinderbril {line}', square: 'Hoekige kinderbril {line}' },
      openings: [
        'De {line} mag vallen, meezwemmen en door een klein broertje worden opgezet.',
        'Een kind kiest met zijn ogen dicht de {line}, want hij knelt nergens.',
      ],
      care: 'Lauw water en een drupje afwasmiddel. Ja, ook als er pindakaas op zit.',
      banner: 'Stuk op het schoolplein? Het eerste jaar maken we hem voor niets.',
      story: {
        heading: 'Groeien kost een millimeter per jaar',
        html: '<p>Een kinderneus verandert sneller dan een kindervoet. Kom elk halfjaar even langs: wij buigen de pootjes bij en meten opnieuw. Dat kost niets en duurt een glas limonade.</p>',
      },
      happy: [
        'Al drie keer op gaan zitten, nog heel.',
        'Onze dochter wil hem niet meer af.',
        'Zit goed bij het voetballen.',
      ],
      mixed: ['Prima bril, maar de kleur is feller dan gedacht.', 'Stevig, alleen wat zwaar voor een kleuter.'],
      unhappy: ['Binnen een week een kras in het glas.', 'Zakt van zijn neus bij het lezen.'],
    },
    'contact-lenses': {
      title: 'Contactlenzen',
      handle: 'contactlenzen',
      noun: 'contactlens',
      titles: {
        daily: 'Daglenzen {line}',
        'two-weekly': 'Tweewekelijkse lenzen {line}',
        monthly: 'Maandlenzen {line}',
      },
      openings: [
        'Van de {line} merk je alleen dat je alles ziet.',
        'De {line} houdt tot in de avond vocht vast, ook achter een scherm.',
      ],
      care: 'Handen wassen, drogen, dan de lens. Nooit met kraanwater.',
      banner: 'Elke maand in de brievenbus, en op te zeggen met één klik.',
      story: {
        heading: 'Binnenstebuiten of niet?',
        html: '<p>Leg de lens op je vingertop en kijk van opzij. Staat de rand recht omhoog als een kommetje, dan is hij goed. Buigt de rand naar buiten als een schaaltje, dan moet hij om.</p>',
      },
      happy: [
        'Om elf uur ’s avonds voel ik ze nog steeds niet.',
        'Ze gaan er makkelijk in.',
        'Geen droge ogen meer op kantoor.',
      ],
      mixed: ['Goede lens, maar het doosje gaat lastig open.', 'Prima, al zijn ze wat dun om vast te pakken.'],
      unhappy: ['Bij mij gaan ze na zes uur prikken.', 'Er zat een leeg bakje in de doos.'],
    },
    'lens-care': {
      title: 'Reiniging',
      handle: 'reiniging',
      noun: 'reiniger',
      titles: { spray: 'Brillenspray {line}', solution: 'Lenzenvloeistof {line}', foam: 'Reinigingsschuim {line}' },
      openings: [
        'Twee keer drukken, één keer vegen: meer werk wil de {line} er niet van maken.',
        '{line} haalt vet weg en laat je coating zitten.',
      ],
      care: 'Bewaar de fles rechtop en sluit de dop. Niet in je ogen, tenzij het lenzenvloeistof is.',
      banner: 'Hervullen in de winkel: de helft van de prijs, niets van het plastic.',
      story: {
        heading: 'Je trui is schuurpapier',
        html: '<p>In katoen zit stof, en in stof zit zand. Eén veeg over een droog glas en je poetst de krassen erin. Eerst nat maken, dan vegen, altijd met een schoon doekje.</p>',
      },
      happy: ['Geen strepen.', 'Een flesje doet het een halfjaar.', 'Ruikt nergens naar, en dat is fijn.'],
      mixed: ['Werkt goed, het pompje is wat stug.', 'Prima spul, al had het doekje groter gemogen.'],
      unhappy: ['Lekte in mijn tas.', 'Laat bij mij een waas achter.'],
    },
    cases: {
      title: 'Etuis',
      handle: 'etuis',
      noun: 'etui',
      titles: { 'hard-case': 'Hard etui {line}', 'folding-case': 'Vouwetui {line}', pouch: 'Brillenzakje {line}' },
      openings: [
        'De {line} overleeft je rugzak, en dus je bril ook.',
        'Een bril die in de {line} ligt, ligt niet onder iemand die gaat zitten.',
      ],
      care: 'Afnemen met een vochtige doek en open laten drogen.',
      banner: 'Waar is mijn bril? Hier.',
      story: {
        heading: 'Honderd keer op de bank',
        html: '<p>We vroegen onze opticiens waar brillen breken. Op de bank, zei bijna iedereen. Daarom gaat elk etui bij ons honderd keer onder een kussen met tachtig kilo erop, voordat het in de winkel ligt.</p>',
      },
      happy: ['Klikt heerlijk dicht.', 'Eindelijk een etui dat in mijn jaszak kan.', 'Het leer wordt steeds mooier.'],
      mixed: ['Mooi etui, net te klein voor mijn zonnebril.', 'Goed, maar de magneet is erg sterk.'],
      unhappy: ['De naad liet los.', 'Geeft af op mijn lichte tas.'],
    },
  },
  attributes: {
    lensWidth: { label: 'Glasbreedte', unit: 'mm' },
    bridge: { label: 'Brug', unit: 'mm' },
    temple: { label: 'Pootlengte', unit: 'mm' },
    colour: {
      label: 'Kleur',
      values: {
        black: ['Zwart'],
        tortoise: ['Schildpad'],
        crystal: ['Kristal'],
        olive: ['Olijf'],
        wine: ['Wijnrood'],
        sky: ['Hemelsblauw'],
        berry: ['Framboos'],
      },
    },
    form: {
      label: 'Vorm',
      values: {
        round: ['Rond', 'Rond staat goed bij een hoekig gezicht, en bij iedereen die rond mooi vindt.'],
        panto: ['Panto', 'Panto is boven recht en onder rond: de vorm die al negentig jaar niemand misstaat.'],
        square: ['Hoekig', 'De rechte bovenrand geeft een rond gezicht een lijn.'],
        'cat-eye': ['Cat-eye', 'De hoeken lopen omhoog, en je gezicht doet mee.'],
        aviator: ['Piloot', 'De druppelvorm volgt je oogkas en laat opzij weinig licht binnen.'],
      },
    },
    material: {
      label: 'Materiaal',
      values: {
        acetate: ['Acetaat', 'Het acetaat is van katoen en houtpulp, uit één plaat gezaagd en drie dagen gepolijst.'],
        titanium: ['Titanium', 'Titanium is licht, veert terug en laat je huid met rust.'],
        steel: ['Roestvrij staal', 'Het staal is twee millimeter dun en toch bij te buigen.'],
        flex: ['Flexibel nylon', 'Het nylon buigt dubbel en komt weer terug, ook na een judoles.'],
      },
    },
    prescription: {
      label: 'Op sterkte',
      values: {
        'single-vision': ['Enkelvoudig', 'Klaar voor enkelvoudige glazen van -8 tot +6.'],
        varifocal: ['Enkelvoudig en multifocaal', 'Hoog genoeg voor multifocale glazen, met ruimte om te lezen.'],
      },
    },
    filter: {
      label: 'Glas',
      values: {
        polarised: ['Gepolariseerd', 'Het gepolariseerde glas haalt de schittering van water en nat asfalt.'],
        gradient: ['Verlopend', 'De tint loopt naar onderen lichter uit, zodat je je boek nog ziet.'],
        brown: ['Bruin', 'Bruin glas geeft contrast, ook als er wolken voor de zon hangen.'],
      },
    },
    strength: {
      label: 'Sterkte',
      values: { '100': ['+1,00'], '150': ['+1,50'], '200': ['+2,00'], '250': ['+2,50'], '300': ['+3,00'] },
    },
    pack: { label: 'Inhoud', values: { '30': ['30 lenzen'], '90': ['90 lenzen'] } },
    power: {
      label: 'Sterkte',
      values: { m100: ['-1,00'], m200: ['-2,00'], m300: ['-3,00'], m400: ['-4,00'], p200: ['+2,00'] },
    },
    wear: {
      label: 'Draagduur',
      values: {
        daily: ['Eén dag', 'Elke ochtend een verse lens, elke avond weg ermee: geen vloeistof, geen doosje.'],
        'two-weekly': ['Twee weken', 'Na twee weken een nieuw paar, en ’s nachts in de vloeistof.'],
        monthly: ['Een maand', 'Dertig dagen met één paar: de zuinigste keuze voor wie elke dag lenzen draagt.'],
      },
    },
    lensMaterial: {
      label: 'Lensmateriaal',
      values: {
        'silicone-hydrogel': [
          'Siliconenhydrogel',
          'Siliconenhydrogel laat veel zuurstof door, ook als de dag lang wordt.',
        ],
        hydrogel: ['Hydrogel', 'Hydrogel is zacht en soepel: fijn als je net begint.'],
      },
    },
    waterContent: { label: 'Watergehalte', unit: '%' },
    oxygen: { label: 'Zuurstofdoorlaat', unit: 'Dk/t' },
    volume: { label: 'Inhoud', unit: 'ml' },
    cleaner: {
      label: 'Soort',
      values: {
        spray: ['Spray', 'De spray is gemaakt zonder alcohol, voor elke dag.'],
        solution: ['Vloeistof', 'De vloeistof reinigt, spoelt en bewaart zachte lenzen.'],
        foam: ['Schuim', 'Het schuim blijft hangen waar vet zit: langs de rand en bij de neus.'],
      },
    },
    safeFor: {
      label: 'Geschikt voor',
      values: {
        coated: ['Ontspiegelde glazen', 'Getest op ontspiegelde glazen: duizend keer poetsen zonder slijtage.'],
        'all-lenses': ['Alle glazen en lenzen', 'Geschikt voor alle glazen, van leesbril tot duikmasker.'],
      },
    },
    keeps: { label: 'Houdbaar na openen', unit: 'maanden' },
    casing: {
      label: 'Uitvoering',
      values: {
        'hard-case': ['Hard', 'De harde schaal vangt de klap op, het vilt vangt de bril.'],
        'folding-case': ['Vouwbaar', 'Leeg vouwt het plat en verdwijnt het in je binnenzak.'],
        pouch: ['Zakje', 'Het zakje is tegelijk het doekje.'],
      },
    },
    skin: {
      label: 'Buitenkant',
      values: {
        leather: ['Leer', 'Plantaardig gelooid leer, dat donkerder wordt waar je het vastpakt.'],
        cork: ['Kurk', 'Kurk uit Portugal: licht, warm en waterafstotend.'],
        felt: ['Wolvilt', 'Wolvilt van restwol, dik genoeg om op te vallen en op te vangen.'],
      },
    },
    weight: { label: 'Gewicht', unit: 'g' },
    care: { label: 'Onderhoud' },
  },
  closings: [
    'Probeer vier monturen thuis, vijf dagen lang, voor niets.',
    'Bijstellen doen we in elke winkel, zonder afspraak.',
    'Niet scherp? Dan slijpen we nieuwe glazen, net zo lang tot het klopt.',
  ],
  seo: '{title} van Helder: glazen op sterkte inbegrepen, vier monturen thuis passen.',
  replies: {
    thanks: ['Wat fijn om te lezen! Tot ziens.', 'Dank je wel. De slijperij hangt hem op het prikbord.'],
    sorry: [
      'Dat moet beter. Loop even binnen, dan stellen we hem bij.',
      'Sorry! We sturen je vandaag een nieuw etiket om hem terug te sturen.',
    ],
  },
  pages,
};

import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Nachtwit: bedden waarin u doorslaapt',
    description: 'Bedden, matrassen en beddengoed van eerlijk materiaal. Honderd nachten op proef en thuis opgebouwd.',
    hero: {
      heading: 'Morgen wordt vannacht gemaakt',
      body: 'Bedden van massief hout, matrassen die u niet voelt en linnen dat met u meegaat. Al twintig jaar uit één werkplaats.',
      link: 'Bekijk de bedden',
    },
    kiosk: {
      heading: 'Ga gerust even liggen',
      body: 'Scan de code op het bed en stuur uw keuze naar huis. Wij helpen u graag met de maat.',
    },
    app: {
      heading: 'Welkom terug',
      body: 'Uw bewaarde bedden staan klaar, met de voorraad in de winkel bij u in de buurt.',
    },
    promise: 'Gratis bezorgd en opgebouwd, honderd nachten op proef',
    offer: 'Twee weken lang: een hoofdkussen cadeau bij elk matras',
    popular: 'Hier slapen anderen op',
    chosen: 'Gekozen door onze winkels',
  },
  about: {
    path: '/over-ons',
    title: 'Over Nachtwit',
    description: 'Wie wij zijn en waarom wij alleen dingen maken voor de nacht.',
    html: '<p>Nachtwit begon in 2004 in een schuur bij Tilburg, met één zaagmachine en een bed dat niet mocht kraken. Nu werken er tachtig mensen, en het bed kraakt nog steeds niet.</p><p>Wij maken wat u ’s nachts nodig heeft en verder niets. Hout komt uit beheerde bossen in Europa, wol van schapen die wij kunnen aanwijzen.</p>',
  },
  service: {
    path: '/service',
    title: 'Klantenservice',
    description: 'Bezorgen, ruilen, garantie: zo hebben wij het geregeld.',
    html: '<h2>Bezorgen</h2><p>Voorraadartikelen zijn er binnen twee werkdagen. Bedden op maat duren vier tot zes weken; u kiest zelf de dag.</p><h2>Ruilen</h2><p>Matrassen en toppers ruilt u binnen honderd nachten. Wij halen ze gratis op en geven ze een tweede leven.</p><h2>Garantie</h2><p>Op elk artikel staat hoeveel jaar. Kraakt het eerder, dan komen wij langs.</p>',
  },
  sale: {
    path: '/aanbiedingen',
    title: 'Aanbiedingen',
    description: 'Showmodellen en laatste maten, zolang ze er zijn.',
    html: '<p>Wij gooien niets weg. Showmodellen, laatste maten en kleuren die uit de collectie gaan vindt u hier, met dezelfde garantie.</p>',
  },
  magazine: {
    path: '/magazine',
    title: 'Magazine',
    description: 'Over slapen, hout, wol en alles wat de nacht beter maakt.',
  },
  stories: [
    {
      path: '/magazine/zo-kiest-u-een-matras',
      title: 'Zo kiest u een matras zonder spijt',
      lead: 'Vijf minuten proefliggen zegt weinig. Een kwartier zegt alles.',
      html: '<p>Ga liggen zoals u slaapt, niet zoals u denkt dat het hoort. Blijf een kwartier. Neem uw eigen kussen mee, want de helft van wat u voelt komt daarvandaan.</p><h2>Let op uw schouder</h2><p>Slaapt u op uw zij, dan moet uw schouder kunnen wegzakken tot uw rug recht ligt. Vraag iemand om een foto te maken: een rechte lijn van nek tot stuit is goed.</p><p>En wees niet bang voor medium. Drie van de vier klanten die stevig komen vragen, gaan met medium naar huis.</p>',
      about: ['mattresses', 'toppers'],
    },
    {
      path: '/magazine/slaapkamer-van-achttien-graden',
      title: 'De slaapkamer van achttien graden',
      lead: 'Koel slapen is goed slapen. Zo houdt u uw bed warm en uw kamer fris.',
      html: '<p>Uw lichaam moet een graad afkoelen om in slaap te vallen. Een warme kamer houdt dat tegen. Zet de verwarming om acht uur laag en het raam op een kier.</p><h2>Lagen in plaats van graden</h2><p>Een wollen dekbed met een deken aan het voeteneind is handiger dan één dik dekbed. U trekt erbij wat u nodig heeft, en uw partner doet hetzelfde.</p>',
      about: ['duvets', 'bed-linen'],
    },
    {
      path: '/magazine/een-dag-in-de-werkplaats',
      title: 'Een dag in de werkplaats',
      lead: 'Om zes uur gaat het licht aan. Om vier uur staat er een bed.',
      html: '<p>Kees zaagt al elf jaar de poten. Hij ruikt aan het hout voordat hij begint: te nat ruikt zoet. Goed eiken ruikt naar niets.</p><p>Aan het eind van de middag wordt elk bed één keer in elkaar gezet en weer uit elkaar. Kraakt het, dan gaat het terug. Dat gebeurt twee keer per maand, en dan is Kees niet blij.</p>',
      about: ['bed-frames', 'nightstands'],
    },
    {
      path: '/magazine/kussen-op-maat',
      title: 'Waarom uw kussen waarschijnlijk te hoog is',
      lead: 'Nekpijn begint vaak op een kussen dat uit gewoonte is gekocht.',
      html: '<p>De meeste kussens zijn vijftien centimeter hoog, omdat dat er in de winkel royaal uitziet. De meeste nekken hebben aan twaalf genoeg.</p><h2>De handdoekproef</h2><p>Vouw een badlaken tot het goed voelt en meet de hoogte. Dat is het kussen dat u zoekt.</p>',
      about: ['pillows'],
    },
    {
      path: '/magazine/linnen-kreukt-en-dat-mag',
      title: 'Linnen kreukt, en dat mag',
      lead: 'Een ode aan beddengoed dat er geslapen uitziet.',
      html: '<p>Vlas heeft weinig water nodig en groeit om de hoek, in Zeeland en Vlaanderen. De stof neemt vocht op, droogt snel en gaat langer mee dan katoen.</p><p>Strijken hoeft niet. Hang het nat op, trek de hoeken recht en laat de rest aan de nacht over.</p>',
      about: ['bed-linen', 'duvets'],
    },
    {
      path: '/magazine/boxspring-of-ledikant',
      title: 'Boxspring of ledikant?',
      lead: 'De ene kiest u met uw rug, de andere met uw ogen. Of toch niet?',
      html: '<p>Een boxspring is hoog, zacht en warm. Een ledikant met een goede lattenbodem is luchtiger en gaat een leven mee, ook als u het matras vervangt.</p><h2>Drie vragen</h2><ul><li>Staat u moeilijk op? Dan een boxspring.</li><li>Heeft u het snel warm? Dan een ledikant.</li><li>Verhuist u vaak? Meet eerst de trap.</li></ul>',
      about: ['box-springs', 'bed-frames'],
    },
  ],
};

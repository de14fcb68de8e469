import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Helder: brillen met glazen, voor één prijs',
    description: 'Brillen, zonnebrillen en lenzen uit eigen slijperij. Vier monturen thuis proberen, vijf dagen lang.',
    hero: {
      heading: 'Alles scherp, behalve de prijs',
      body: 'Montuur, glazen, ontspiegeling en een etui: één bedrag. Geslepen in Nijmegen, meestal binnen een week.',
      link: 'Bekijk de brillen',
    },
    kiosk: {
      heading: 'Zet er gerust vijf op',
      body: 'Scan de poot en zie welke maten er vandaag liggen. Je ogen meten we in tien minuten.',
    },
    app: { heading: 'Je recept staat klaar', body: 'Kies een montuur en wij slijpen je eigen sterkte erin.' },
    promise: 'Glazen op sterkte inbegrepen, retour zonder reden',
    offer: 'Twee weken lang: een tweede bril voor de helft, ook op zonnesterkte',
    popular: 'Staat nu op de meeste neuzen',
    chosen: 'Door onze opticiens uit de la gehaald',
  },
  about: {
    path: '/over-ons',
    title: 'Over Helder',
    description: 'Een slijperij die ook winkels heeft.',
    html: '<p>Helder begon in 2013 met één slijpmachine en een ergernis: waarom kost een glas meer dan het montuur eromheen? Wij kochten de machine, en nu weten we het. Het hoeft niet.</p><p>Elk glas komt uit Nijmegen of Reading, elk montuur uit drie fabriekjes die we elk jaar bezoeken.</p>',
  },
  service: {
    path: '/service',
    title: 'Klantenservice',
    description: 'Meten, bezorgen, bijstellen en terugsturen.',
    html: '<h2>Meten</h2><p>Een oogmeting duurt tien minuten en kost niets als je een bril bij ons neemt.</p><h2>Bezorgen</h2><p>Zonder sterkte morgen, met sterkte binnen een week.</p><h2>Terugsturen</h2><p>Dertig dagen, ook met geslepen glazen. Echt.</p>',
  },
  sale: {
    path: '/aanbiedingen',
    title: 'Aanbiedingen',
    description: 'Laatste kleuren en maten.',
    html: '<p>Een kleur die uit de collectie gaat is nog steeds een mooie kleur. Alles hieronder heeft dezelfde glazen en dezelfde garantie.</p>',
  },
  magazine: { path: '/magazine', title: 'Magazine', description: 'Over kijken, licht en de mensen achter het glas.' },
  stories: [
    {
      path: '/magazine/welke-bril-bij-welk-gezicht',
      title: 'Welke bril bij welk gezicht? Vergeet het schema',
      lead: 'Rond bij hoekig, hoekig bij rond: het klopt, tot het niet klopt.',
      html: '<p>Opticien Noor verkoopt al vijftien jaar brillen en gelooft niet in schema’s. ‘Ik kijk naar wenkbrauwen,’ zegt ze. ‘De bovenrand hoort ze te volgen of net te bedekken. De rest is karakter.’</p><h2>Drie foto’s</h2><p>Zet een bril op, maak een foto, en doe dat met drie brillen. Kijk een dag later. Je weet het meteen.</p>',
      about: ['optical-frames', 'reading-glasses'],
    },
    {
      path: '/magazine/zeven-minuten-slijpen',
      title: 'Zeven minuten slijpen',
      lead: 'Van een plak kunststof naar jouw sterkte, op duizendsten van een millimeter.',
      html: '<p>De diamant draait zesduizend keer per minuut en raakt het glas nauwelijks. Wat eraf komt is poeder, wat overblijft ben jij: min twee komma vijfentwintig, met een cilinder op tachtig graden.</p><p>Daarna controleert Hassan elk glas met de hand. De machine heeft altijd gelijk, zegt hij, maar hij wil het zelf zien.</p>',
      about: ['optical-frames', 'sunglasses'],
    },
    {
      path: '/magazine/licht-boven-water',
      title: 'Licht boven water',
      lead: 'Waarom schippers, vissers en roeiers polariserend glas dragen.',
      html: '<p>Licht dat op water kaatst trilt in één richting. Een gepolariseerd glas is een heel fijn hekje dat juist die richting tegenhoudt. Je kijkt dus niet donkerder, je kijkt dieper.</p><p>Nadeel: schermen verdwijnen ook. Wie zeilt op een plotter neemt beter bruin.</p>',
      about: ['sunglasses'],
    },
    {
      path: '/magazine/eerste-bril',
      title: 'De eerste bril, en hoe je hem op houdt',
      lead: 'Tips van ouders, van een orthoptist en van Mees, zes jaar.',
      html: '<p>‘Alles heeft randjes gekregen,’ zei Mees toen hij buiten kwam. Bomen bleken uit blaadjes te bestaan.</p><h2>Laat kiezen</h2><p>Een bril die een kind zelf kiest blijft vaker op. Ook als hij paars is. Juist als hij paars is.</p>',
      about: ['kids-frames', 'cases'],
    },
    {
      path: '/magazine/twintig-twintig-twintig',
      title: 'Twintig, twintig, twintig',
      lead: 'Een regel tegen moeie ogen die je wel onthoudt.',
      html: '<p>Kijk elke twintig minuten twintig seconden naar iets op twintig stappen afstand. De spier die je lens bol houdt laat dan los.</p><p>En knipper. Achter een scherm doen we het de helft minder, en dat is de helft van de droogte.</p>',
      about: ['contact-lenses', 'lens-care'],
    },
    {
      path: '/magazine/een-bril-die-mee-mag',
      title: 'Een bril die mee mag op reis',
      lead: 'Wat je inpakt als je zonder bril de bus niet kunt lezen.',
      html: '<p>Neem er twee mee, in twee tassen. Zet je recept in je telefoon. En stop een doekje in elke jas, want dat ene doekje ligt altijd thuis.</p>',
      about: ['cases', 'sunglasses', 'lens-care'],
    },
  ],
};

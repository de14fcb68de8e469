import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Zalf: verzorging met een kort etiket',
    description: 'Handcrèmes, zalven, zepen en zonnebrand, gemaakt in kleine ketels in Haarlem.',
    hero: {
      heading: 'Een kort etiket, een lange winter',
      body: 'Wat wij weglaten, hoeft u niet uit te zoeken. Zalven, zepen en crèmes van ingrediënten die u kunt aanwijzen.',
      link: 'Begin bij uw handen',
    },
    kiosk: {
      heading: 'Steek uw handen uit',
      body: 'Naast dit scherm staan de proefpotjes. Scan het potje en lees wat erin zit.',
    },
    app: {
      heading: 'Bijna op?',
      body: 'Uw vaste crème staat klaar. Bestel bij, of haal hem vanmiddag op in de winkel.',
    },
    promise: 'Voor 22 uur besteld, morgen in huis; vanaf 30 euro gratis',
    offer: 'Twee weken lang: bij twee zepen de derde cadeau',
    popular: 'Raakt het snelst op',
    chosen: 'Voor koude dagen',
  },
  about: {
    path: '/over-ons',
    title: 'Over Zalf',
    description: 'Van één ketel in Haarlem naar een winkel in York.',
    html: '<p>In 2011 roerde Marijke haar eerste zalf in een jampan, voor de handen van haar vader, die schipper was. Hij bracht de blikjes mee naar andere schippers, en zo is het gekomen.</p><p>De pan is een ketel geworden, het recept is hetzelfde. Wij gebruiken niets wat wij niet kunnen uitspreken.</p>',
  },
  service: {
    path: '/service',
    title: 'Klantenservice',
    description: 'Bezorgen, retour en vragen over uw huid.',
    html: '<h2>Bezorgen</h2><p>Wat u voor tien uur ’s avonds bestelt, is er morgen, in een doos zonder plastic.</p><h2>Retour</h2><p>Geopend mag ook. U heeft dertig dagen om te merken of uw huid het ermee eens is.</p><h2>Huidvragen</h2><p>Wij zijn geen artsen, maar wij weten wat erin zit. Mail ons gerust.</p>',
  },
  sale: {
    path: '/aanbiedingen',
    title: 'Aanbiedingen',
    description: 'Seizoensgeuren en oude etiketten, voor minder.',
    html: '<p>Een nieuw etiket maakt de oude crème niet slechter. Hier vindt u seizoensgeuren en vorige verpakkingen, minstens een jaar houdbaar.</p>',
  },
  magazine: { path: '/magazine', title: 'Magazine', description: 'Over huid, planten en de mensen die ermee werken.' },
  stories: [
    {
      path: '/magazine/handen-van-de-haven',
      title: 'Handen van de haven',
      lead: 'Vier mensen die met hun handen werken, en wat ze er ’s avonds op smeren.',
      html: '<p>Touw, zout en wind: de handen van Ans, nettenboetster in IJmuiden, hebben alles gehad. ‘Vaseline plakt aan het garen,’ zegt ze. ‘Dit niet.’</p><p>Timmerman Joris smeert alleen in het weekend. ‘Anders glijdt de beitel.’ Wij hebben er een notitie van gemaakt.</p>',
      about: ['hand-creams', 'balms'],
    },
    {
      path: '/magazine/zes-weken-op-de-plank',
      title: 'Zes weken op de plank',
      lead: 'Waarom goede zeep tijd nodig heeft, en wat er in die tijd gebeurt.',
      html: '<p>Op maandag wordt geroerd, op dinsdag gesneden. Daarna gebeurt er zes weken niets, en dat is het werk.</p><h2>Water eruit</h2><p>Het blok wordt harder, het schuim fijner. Wie te vroeg verkoopt, verkoopt zeep die smelt in het bakje.</p>',
      about: ['soaps'],
    },
    {
      path: '/magazine/smeren-in-april',
      title: 'Smeren in april',
      lead: 'De zon is in april even sterk als in augustus. Alleen voelt u haar niet.',
      html: '<p>De zonkracht hangt af van de stand van de zon, niet van de temperatuur. Een terras in april telt dus mee, en een bureau bij het raam ook: UVA gaat door glas.</p><h2>Onthoud twee lepels</h2><p>Een theelepel voor gezicht en hals, een borrelglas voor de rest.</p>',
      about: ['sun-care'],
    },
    {
      path: '/magazine/brandnetels-plukken',
      title: 'Brandnetels plukken',
      lead: 'Eén ochtend in mei, dertig kilo, en alleen de toppen.',
      html: '<p>Om zes uur ’s ochtends prikken ze het minst, zegt men. Dat is niet waar. Wij plukken langs de Spaarne, met toestemming en met handschoenen, alleen de bovenste vier bladeren.</p><p>’s Middags gaan ze in de ketel. Wat er overblijft gaat naar de kippen van de buren.</p>',
      about: ['shampoos', 'conditioners'],
    },
    {
      path: '/magazine/een-etiket-lezen',
      title: 'Zo leest u een etiket',
      lead: 'Ingrediënten staan op volgorde van gewicht. De eerste vijf vertellen het verhaal.',
      html: '<p>Staat er ‘Aqua’ vooraan, dan koopt u vooral water, en dat is bij een crème niet erg. Staat een plant helemaal achteraan, dan is hij er voor het plaatje.</p><h2>Latijn voor beginners</h2><ul><li>Cera Alba: bijenwas</li><li>Butyrospermum Parkii: shea</li><li>Avena Sativa: haver</li></ul>',
      about: ['hand-creams', 'body-oils', 'balms'],
    },
    {
      path: '/magazine/een-cadeau-dat-opraakt',
      title: 'Een cadeau dat opraakt',
      lead: 'Vijf ideeën voor mensen die zeggen dat ze niets nodig hebben.',
      html: '<p>Het beste cadeau neemt geen plaats in. Een stuk zeep is na zes weken weg, en al die tijd denkt iemand even aan u, met natte handen.</p><p>Onze tip: koop er twee, en houd er een.</p>',
      about: ['gift-sets', 'soaps'],
    },
  ],
};

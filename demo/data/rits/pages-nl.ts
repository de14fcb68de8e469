import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Rits: herenkleding, van het rek en op maat',
    description: 'Pakken, colberts en overhemden, vermaakt in de winkel of gesneden in ons atelier in Enschede.',
    hero: {
      heading: 'Goed gekleed is niet opgevallen',
      body: 'Pakken die blijven zitten als u gaat zitten. Van het rek en ter plekke vermaakt, of op maat in vier tot acht weken.',
      link: 'Bekijk de pakken',
    },
    kiosk: {
      heading: 'Trek uw jas maar uit',
      body: 'Scan het label en zie welke maten er hangen. De coupeur is over vijf minuten bij u.',
    },
    app: { heading: 'Uw maten zijn bekend', body: 'Kies een stof, wij weten de rest. De levertijd staat bij elk pak.' },
    promise: 'Vermaken is bij de prijs inbegrepen, zolang u het draagt',
    offer: 'Twee weken lang: een overhemd cadeau bij elk pak',
    popular: 'Gaat het vaakst mee naar huis',
    chosen: 'Door onze coupeurs klaargehangen',
  },
  about: {
    path: '/over-ons',
    title: 'Over Rits',
    description: 'Een atelier met zeven winkels eraan vast.',
    html: '<p>In Enschede stonden ooit honderd textielfabrieken. In 1998 kocht Gerrit Rits van de laatste twaalf naaimachines, en van de mensen die erachter zaten namen er negen de telefoon op. Twee van hen naaien nog steeds.</p><p>Nee, de naam komt niet van de sluiting. Maar wij hebben hem wel laten maken.</p>',
  },
  service: {
    path: '/service',
    title: 'Klantenservice',
    description: 'Aanmeten, levertijden, vermaken en ruilen.',
    html: '<h2>Aanmeten</h2><p>In elke winkel, zonder afspraak. Een halfuur voor een pak, tien minuten voor een overhemd.</p><h2>Levertijd</h2><p>Van het rek is er morgen. Maatwerk duurt vier tot acht weken; is de stof nog bij de wever, dan zeggen wij dat erbij.</p><h2>Ruilen</h2><p>Ongedragen dertig dagen. Maatwerk ruilen wij niet, dat maken wij goed.</p>',
  },
  sale: {
    path: '/aanbiedingen',
    title: 'Aanbiedingen',
    description: 'Laatste maten en stoffen die niet terugkomen.',
    html: '<p>Een rol stof heeft een eind. Wat er dan nog hangt, hangt hier, en wordt net zo zorgvuldig vermaakt als de rest.</p>',
  },
  magazine: { path: '/magazine', title: 'Magazine', description: 'Over stof, snit en de mensen met de schaar.' },
  stories: [
    {
      path: '/magazine/een-pak-in-vijf-delen',
      title: 'Een pak in vijf delen',
      lead: 'Wat u betaalt als u een pak betaalt, uit elkaar gehaald op tafel.',
      html: '<p>Coupeur Anja tornt een colbert los en legt de delen neer: stof, paardenhaar, voering, knopen, tijd. De tijd neemt de meeste plaats in.</p><h2>Veertien uur</h2><p>Vijf daarvan zitten in de borst, waar u ze niet ziet. Goedkope pakken plakken dat stuk. Na een regenbui ziet u het wel.</p>',
      about: ['suits', 'made-to-measure'],
    },
    {
      path: '/magazine/de-kleerkast-van-zeven',
      title: 'De kleerkast van zeven',
      lead: 'Twee pakken, een colbert, vier overhemden. Meer is hobby.',
      html: '<p>Marine voor door de week, grijs voor als het erom gaat, een colbert voor de rest. De broeken wisselen mee. Wie zo begint heeft in een maand nooit twee dagen hetzelfde aan.</p><p>De vijfde das is de eerste die u niet nodig heeft.</p>',
      about: ['suits', 'jackets', 'shirts'],
    },
    {
      path: '/magazine/waar-wol-vandaan-komt',
      title: 'Waar de wol vandaan komt',
      lead: 'Van een schaap in Drenthe naar een rol in Enschede, met een omweg.',
      html: '<p>Nederlandse wol werd jarenlang weggegooid: te grof, te kort, te weinig. Een wever in Tilburg mengt haar nu met merino en krijgt er een loden van dat elke bui overleeft.</p><h2>Stug is niet slecht</h2><p>Na een winter is de jas zacht. Na twee winters is hij van u.</p>',
      about: ['coats', 'swatches'],
    },
    {
      path: '/magazine/de-doorpas',
      title: 'De doorpas',
      lead: 'Een halfuur voor de spiegel met vijftig spelden. Wat er eigenlijk gebeurt.',
      html: '<p>U staat, de coupeur loopt om u heen en zegt niets. Dan trekt hij de mouw er met één ruk af. Dat hoort zo: hij zat maar met rijgdraad.</p><p>Sta zoals u altijd staat. Wie zijn buik inhoudt krijgt een pak voor iemand anders.</p>',
      about: ['made-to-measure', 'swatches'],
    },
    {
      path: '/magazine/een-knoop-is-genoeg',
      title: 'Eén knoop is genoeg',
      lead: 'De vier-in-de-hand, en waarom u de andere negentien mag vergeten.',
      html: '<p>Om, over, onder, door. Scheef is goed: een knoop die kaarsrecht staat lijkt van een winkelpop. Trek het kuiltje erin, en laat hem dan met rust.</p>',
      about: ['ties', 'shirts'],
    },
    {
      path: '/magazine/bruiloft-in-juli',
      title: 'Bruiloft in juli',
      lead: 'Dertig graden, een pak en een dansvloer. Het kan.',
      html: '<p>Open binding, halve voering, lichte kleur: dan waait het erdoorheen. Neem een tweede overhemd mee en verwissel het na het diner. Niemand merkt het, iedereen ziet het.</p><h2>Begin in april</h2><p>Op maat duurt tot acht weken, en de schoenen moeten nog.</p>',
      about: ['suits', 'trousers', 'shirts'],
    },
  ],
};

import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Nachtwit : des lits où l’on dort d’une traite',
    description: 'Lits, matelas et linge de lit en matières honnêtes. Cent nuits d’essai, montage à domicile.',
    hero: {
      heading: 'Demain se prépare cette nuit',
      body: 'Des lits en bois massif, des matelas qui se font oublier et un linge qui vieillit bien. Un seul atelier depuis vingt ans.',
      link: 'Voir les lits',
    },
    kiosk: {
      heading: 'Allongez-vous, prenez votre temps',
      body: 'Scannez le code sur le lit et envoyez votre choix chez vous. Nous vous aidons volontiers pour les dimensions.',
    },
    app: {
      heading: 'Heureux de vous revoir',
      body: 'Vos lits préférés vous attendent, avec le stock du magasin le plus proche.',
    },
    promise: 'Livraison et montage offerts, cent nuits d’essai',
    offer: 'Pendant deux semaines : un oreiller offert pour tout matelas acheté',
    popular: 'Ce que choisissent les autres dormeurs',
    chosen: 'Le choix de nos magasins',
  },
  about: {
    path: '/a-propos',
    title: 'À propos de Nachtwit',
    description: 'Qui nous sommes, et pourquoi nous ne travaillons que pour la nuit.',
    html: '<p>Nachtwit est né en 2004 dans une grange près de Tilburg, avec une scie et un lit qui n’avait pas le droit de grincer. Nous sommes quatre-vingts aujourd’hui, et le lit ne grince toujours pas.</p><p>Nous fabriquons ce dont vous avez besoin la nuit, et rien d’autre. Le bois vient de forêts européennes gérées, la laine de moutons que nous pouvons vous montrer.</p>',
  },
  service: {
    path: '/service-client',
    title: 'Service client',
    description: 'Livraison, échange, garantie : comment ça se passe chez nous.',
    html: '<h2>Livraison</h2><p>Les articles en stock arrivent sous trois jours ouvrables. Les lits sur mesure demandent quatre à six semaines ; vous choisissez le jour.</p><h2>Échange</h2><p>Matelas et surmatelas s’échangent pendant cent nuits. Nous venons les reprendre gratuitement et leur donnons une seconde vie.</p><h2>Garantie</h2><p>Chaque fiche indique le nombre d’années. Si ça grince avant, nous passons chez vous.</p>',
  },
  sale: {
    path: '/promotions',
    title: 'Promotions',
    description: 'Modèles d’exposition et dernières tailles, jusqu’à épuisement.',
    html: '<p>Nous ne jetons rien. Modèles d’exposition, dernières tailles et couleurs en fin de collection vous attendent ici, avec la même garantie.</p>',
  },
  magazine: {
    path: '/magazine',
    title: 'Magazine',
    description: 'Le sommeil, le bois, la laine et tout ce qui rend la nuit meilleure.',
  },
  stories: [
    {
      path: '/magazine/choisir-son-matelas',
      title: 'Choisir son matelas sans regret',
      lead: 'Cinq minutes d’essai ne disent rien. Un quart d’heure dit tout.',
      html: '<p>Allongez-vous comme vous dormez, pas comme vous croyez devoir le faire. Restez un quart d’heure. Apportez votre oreiller : la moitié de ce que vous sentez vient de lui.</p><h2>Regardez votre épaule</h2><p>Si vous dormez sur le côté, l’épaule doit s’enfoncer jusqu’à ce que le dos soit droit. Demandez une photo : une ligne droite de la nuque au bassin, c’est gagné.</p><p>Et n’ayez pas peur du mi-ferme. Trois clients sur quatre venus pour du ferme repartent avec lui.</p>',
      about: ['mattresses', 'toppers'],
    },
    {
      path: '/magazine/une-chambre-a-dix-huit-degres',
      title: 'Une chambre à dix-huit degrés',
      lead: 'Dormir au frais, c’est dormir mieux. Un lit chaud dans une chambre fraîche, mode d’emploi.',
      html: '<p>Pour s’endormir, le corps doit perdre un degré. Une chambre trop chauffée l’en empêche. Baissez le chauffage à vingt heures et entrouvrez la fenêtre.</p><h2>Des couches plutôt que des degrés</h2><p>Une couette en laine et une couverture au pied du lit valent mieux qu’une seule couette épaisse. Chacun tire à soi ce qu’il lui faut.</p>',
      about: ['duvets', 'bed-linen'],
    },
    {
      path: '/magazine/une-journee-a-l-atelier',
      title: 'Une journée à l’atelier',
      lead: 'À six heures, on allume. À seize heures, un lit est debout.',
      html: '<p>Kees scie les pieds depuis onze ans. Il sent le bois avant de commencer : trop humide, il sent le sucre. Un bon chêne ne sent rien.</p><p>En fin de journée, chaque lit est monté une fois, puis démonté. S’il grince, il repart. Cela arrive deux fois par mois, et ces jours-là Kees fait la tête.</p>',
      about: ['bed-frames', 'nightstands'],
    },
    {
      path: '/magazine/un-oreiller-a-votre-taille',
      title: 'Votre oreiller est sans doute trop haut',
      lead: 'Le mal de nuque commence souvent sur un oreiller acheté par habitude.',
      html: '<p>La plupart des oreillers font quinze centimètres, parce que cela paraît généreux en magasin. La plupart des nuques se contentent de douze.</p><h2>L’essai de la serviette</h2><p>Pliez un drap de bain jusqu’à ce que ce soit confortable, puis mesurez. Voilà l’oreiller qu’il vous faut.</p>',
      about: ['pillows'],
    },
    {
      path: '/magazine/le-lin-se-froisse-et-c-est-tres-bien',
      title: 'Le lin se froisse, et c’est très bien',
      lead: 'Éloge d’un linge qui a l’air d’avoir dormi.',
      html: '<p>Le lin demande peu d’eau et pousse à deux pas, en Flandre et en Hesbaye. Il absorbe l’humidité, sèche vite et dure plus longtemps que le coton.</p><p>Inutile de repasser. Suspendez-le mouillé, tirez sur les coins et laissez la nuit faire le reste.</p>',
      about: ['bed-linen', 'duvets'],
    },
    {
      path: '/magazine/boxspring-ou-lit-en-bois',
      title: 'Boxspring ou lit en bois ?',
      lead: 'L’un se choisit avec le dos, l’autre avec les yeux. Quoique.',
      html: '<p>Un boxspring est haut, moelleux et chaud. Un lit en bois avec un bon sommier à lattes respire mieux et dure une vie, même quand on change de matelas.</p><h2>Trois questions</h2><ul><li>Vous vous levez avec peine ? Le boxspring.</li><li>Vous avez vite chaud ? Le lit en bois.</li><li>Vous déménagez souvent ? Mesurez d’abord l’escalier.</li></ul>',
      about: ['box-springs', 'bed-frames'],
    },
  ],
};

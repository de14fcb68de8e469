import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Zalf : des soins à l’étiquette courte',
    description: 'Crèmes pour les mains, baumes, savons et solaires, faits en petits chaudrons.',
    hero: {
      heading: 'Une étiquette courte pour un long hiver',
      body: 'Ce que nous n’y mettons pas, vous n’avez pas à le chercher. Des baumes, des savons et des crèmes dont vous pourriez montrer chaque ingrédient dans un champ.',
      link: 'Commencez par vos mains',
    },
    kiosk: {
      heading: 'Tendez les mains',
      body: 'Les pots d’essai sont à côté de cet écran. Scannez-en un et lisez ce qu’il contient.',
    },
    app: {
      heading: 'Bientôt vide ?',
      body: 'Votre crème habituelle est prête. Commandez-la, ou passez la prendre cet après-midi.',
    },
    promise: 'Livraison offerte dès 35 euros, dans un carton sans plastique',
    offer: 'Pendant deux semaines : pour deux savons, le troisième est offert',
    popular: 'Les premiers à finir',
    chosen: 'Pour les jours froids',
  },
  about: {
    path: '/a-propos',
    title: 'À propos de Zalf',
    description: 'D’un chaudron à Haarlem à une boutique à Lyon.',
    html: '<p>En 2011, Marijke a remué son premier baume dans une bassine à confiture, pour les mains de son père, qui était batelier. Il en a offert aux autres bateliers, et voilà comment tout a commencé.</p><p>« Zalf » veut dire baume en néerlandais. La bassine est devenue un chaudron ; la recette est la même. Nous n’utilisons rien que nous ne sachions prononcer.</p>',
  },
  service: {
    path: '/aide',
    title: 'Aide',
    description: 'Livraison, retours et questions de peau.',
    html: '<h2>Livraison</h2><p>Commandez avant vingt heures et le colis part de Lille le lendemain, dans un carton sans plastique.</p><h2>Retours</h2><p>Même ouvert. Vous avez trente jours pour savoir si votre peau est d’accord.</p><h2>Questions de peau</h2><p>Nous ne sommes pas médecins, mais nous savons ce qu’il y a dans la boîte. Écrivez-nous.</p>',
  },
  sale: {
    path: '/bonnes-affaires',
    title: 'Bonnes affaires',
    description: 'Parfums de saison et anciennes étiquettes, pour moins cher.',
    html: '<p>Une nouvelle étiquette ne rend pas l’ancienne crème moins bonne. Voici les parfums de saison et les anciens emballages, à utiliser pendant un an au moins.</p>',
  },
  magazine: {
    path: '/magazine',
    title: 'Magazine',
    description: 'Sur la peau, les plantes et ceux qui les travaillent.',
  },
  stories: [
    {
      path: '/magazine/les-mains-du-port',
      title: 'Les mains du port',
      lead: 'Quatre personnes qui travaillent de leurs mains, et ce qu’elles y mettent le soir.',
      html: '<p>Corde, sel et vent : les mains d’Yvonne, qui répare les filets au Guilvinec, ont tout connu. « La vaseline colle au fil, dit-elle. Ça, non. »</p><p>Joris, menuisier, n’en met que le week-end. « Sinon le ciseau glisse. » Nous avons pris note.</p>',
      about: ['hand-creams', 'balms'],
    },
    {
      path: '/magazine/six-semaines-sur-la-planche',
      title: 'Six semaines sur la planche',
      lead: 'Pourquoi un bon savon prend son temps, et ce qui se passe entre-temps.',
      html: '<p>Le lundi, on remue ; le mardi, on coupe. Puis il ne se passe rien pendant six semaines, et c’est là le travail.</p><h2>L’eau s’en va</h2><p>Le pain durcit, la mousse s’affine. Qui vend trop tôt vend un savon qui fond dans le porte-savon.</p>',
      about: ['soaps'],
    },
    {
      path: '/magazine/de-la-creme-en-avril',
      title: 'De la crème en avril',
      lead: 'Le soleil d’avril est aussi fort que celui d’août. Simplement, on ne le sent pas.',
      html: '<p>Ce qui brûle, c’est la hauteur du soleil, pas la chaleur du jour. Une terrasse en avril compte donc, et un bureau près de la fenêtre aussi : les UVA traversent le verre.</p><h2>Deux mesures</h2><p>Une cuillère à café pour le visage et le cou, un petit verre pour le reste.</p>',
      about: ['sun-care'],
    },
    {
      path: '/magazine/cueillir-les-orties',
      title: 'Cueillir les orties',
      lead: 'Un matin de mai, trente kilos, et seulement les pointes.',
      html: '<p>On dit qu’à six heures du matin elles piquent moins. C’est faux. Nous cueillons au bord de l’eau, avec une autorisation et des gants, les quatre feuilles du haut et pas une de plus.</p><p>L’après-midi, elles sont dans le chaudron. Le reste va aux poules des voisins.</p>',
      about: ['shampoos', 'conditioners'],
    },
    {
      path: '/magazine/lire-une-etiquette',
      title: 'Lire une étiquette',
      lead: 'Les ingrédients sont classés par poids. Les cinq premiers racontent l’histoire.',
      html: '<p>Si « Aqua » vient en tête, vous achetez surtout de l’eau, et pour une crème ce n’est pas grave. Si la plante vient tout à la fin, elle est là pour la photo.</p><h2>Latin pour débutants</h2><ul><li>Cera Alba : cire d’abeille</li><li>Butyrospermum Parkii : karité</li><li>Avena Sativa : avoine</li></ul>',
      about: ['hand-creams', 'body-oils', 'balms'],
    },
    {
      path: '/magazine/un-cadeau-qui-se-finit',
      title: 'Un cadeau qui se finit',
      lead: 'Cinq idées pour ceux qui disent n’avoir besoin de rien.',
      html: '<p>Le meilleur cadeau ne prend pas de place. Un savon disparaît en six semaines, et pendant tout ce temps quelqu’un pense à vous, les mains mouillées.</p><p>Notre conseil : prenez-en deux, et gardez-en un.</p>',
      about: ['gift-sets', 'soaps'],
    },
  ],
};

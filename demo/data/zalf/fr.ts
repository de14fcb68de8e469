import type { BrandCopy } from '../types.ts';
import { pages } from './pages-fr.ts';

export const fr: BrandCopy = {
  groups: {
    body: { title: 'Mains et corps', handle: 'mains-et-corps' },
    'bath-hair': { title: 'Bain et cheveux', handle: 'bain-et-cheveux' },
    sun: { title: 'Soleil', handle: 'soleil' },
    gifts: { title: 'Cadeaux', handle: 'cadeaux' },
  },
  categories: {
    'hand-creams': {
      title: 'Crèmes pour les mains',
      handle: 'cremes-mains',
      noun: 'creme-mains',
      titles: {
        'shea-butter': 'Crème mains {line} au karité',
        oat: 'Crème mains {line} à l’avoine',
        beeswax: 'Crème mains {line} à la cire d’abeille',
      },
      openings: [
        '{line} pénètre avant que vous ayez retrouvé vos clés.',
        'Pour les mains qui lavent, jardinent et tapent : {line} ne laisse pas de traces grasses.',
      ],
      care: 'Déposez une noisette sur le dos d’une main et frottez les deux dos l’un contre l’autre. Gardez le tube à moins de 25 °C.',
      banner: 'Les mains racontent tout. Faites-leur dire quelque chose de gentil.',
      story: {
        heading: 'D’abord le dos, ensuite la paume',
        html: '<p>Les paumes ont assez de gras à elles. Frottez dos contre dos, et gardez le reste pour les cuticules. On y gagne la moitié du tube.</p>',
      },
      happy: [
        'Pénètre vite et ne colle pas.',
        'Mes crevasses ont disparu en une semaine.',
        'Le petit tube vit dans mon manteau.',
      ],
      mixed: ['Agréable, même si le parfum est un peu fort.', 'Bien, mais le tube est vite fini.'],
      unhappy: ['Reste gras sur moi.', 'Le bouchon s’est cassé à la première chute.'],
    },
    balms: {
      title: 'Baumes',
      handle: 'baumes',
      noun: 'baume',
      titles: {
        calendula: 'Baume au souci {line}',
        beeswax: 'Baume à la cire {line}',
        lanolin: 'Baume à la lanoline {line}',
      },
      openings: [
        '{line} est le baume de nos débuts : cinq ingrédients et une petite boîte.',
        'Pour les lèvres, les coudes et tout ce qui gerce : un rien de {line} suffit.',
      ],
      care: 'Réchauffez le baume entre deux doigts. À utiliser dans les douze mois après ouverture.',
      banner: 'Une seule boîte pour les lèvres, les coudes et les talons.',
      story: {
        heading: 'Pourquoi il ne contient pas d’eau',
        html: '<p>Une crème est faite d’eau aux deux tiers, il faut donc la conserver. Un baume, non. Voilà pourquoi la boîte est petite et dure des mois.</p>',
      },
      happy: ['Sauve mes lèvres chaque hiver.', 'Il en faut trois fois rien.', 'Parfait aussi pour le bébé.'],
      mixed: ['Efficace, mais dur quand il fait froid.', 'Le couvercle s’ouvre mal.'],
      unhappy: ['Trop gras à mon goût.', 'Je sens surtout le mouton.'],
    },
    'body-oils': {
      title: 'Huiles pour le corps',
      handle: 'huiles-corps',
      noun: 'huile',
      titles: {
        almond: 'Huile d’amande {line}',
        'sea-buckthorn': 'Huile d’argousier {line}',
        jojoba: 'Huile de jojoba {line}',
      },
      openings: [
        '{line} se met sur peau mouillée ; elle est sèche quand vous raccrochez la serviette.',
        'Trois gouttes de {line} suffisent pour deux jambes.',
      ],
      care: 'Appliquez sur peau humide, juste après la douche. Gardez le flacon à l’abri du soleil.',
      banner: 'L’huile après la douche : le chemin le plus court vers une peau douce.',
      story: {
        heading: 'Sur peau mouillée',
        html: '<p>L’huile retient l’eau mais n’en fabrique pas. Ne vous séchez donc pas : tamponnez, huilez, habillez-vous. La peau garde l’eau et reste souple toute la journée.</p>',
      },
      happy: ['Sent merveilleusement bon et ne colle pas.', 'Fini les tibias secs.', 'Le flacon dure des mois.'],
      mixed: ['Bonne huile, mais la pompe crachote.', 'Il faut attendre un peu avant de s’habiller.'],
      unhappy: ['A taché mon chemisier.', 'Ma peau en est devenue plus sèche.'],
    },
    soaps: {
      title: 'Savons',
      handle: 'savons',
      noun: 'savon',
      titles: {
        olive: 'Savon à l’huile d’olive {line}',
        'goat-milk': 'Savon au lait de chèvre {line}',
        clay: 'Savon à l’argile {line}',
      },
      openings: [
        '{line} repose six semaines sur des planches de bois avant d’être emballé.',
        'Un pain de {line} remplace deux flacons et ne pèse presque rien dans la valise.',
      ],
      care: 'Posez le savon sur un support sec : il durera plus de six semaines.',
      banner: 'Sans flacon, sans pompe, sans plastique.',
      story: {
        heading: 'Six semaines de patience',
        html: '<p>Un savon à froid n’est doux que lorsque toute la soude a réagi. Cela prend six semaines, et rien ne l’accélère. Chaque pain y perd un dixième de son poids, alors nous les coupons plus gros.</p>',
      },
      happy: [
        'Mousse bien et ne dessèche pas.',
        'Toute la salle de bains en est parfumée.',
        'Dure bien plus qu’un flacon.',
      ],
      mixed: ['Joli savon, mais il ramollit s’il reste mouillé.', 'Le parfum est plus discret que prévu.'],
      unhappy: ['M’a laissé la peau tirée.', 'S’est cassé en deux au bout de quinze jours.'],
    },
    shampoos: {
      title: 'Shampooings',
      handle: 'shampooings',
      noun: 'shampooing',
      titles: {
        nettle: 'Shampooing à l’ortie {line}',
        oat: 'Shampooing à l’avoine {line}',
        aloe: 'Shampooing à l’aloès {line}',
      },
      openings: [
        '{line} mousse peu. C’est voulu : beaucoup de mousse emporte aussi ce qui est bon.',
        'Avec {line}, vous pouvez attendre un jour de plus.',
      ],
      care: 'Massez sur cheveux mouillés, laissez une minute et rincez bien.',
      banner: 'Moins de mousse, plus de cheveux.',
      story: {
        heading: 'Un lavage de moins',
        html: '<p>Qui lave chaque jour apprend au cuir chevelu à graisser chaque jour. Sautez un jour la première semaine, un autre la troisième. Au bout d’un mois, vos cheveux ont compris.</p>',
      },
      happy: [
        'Mes cheveux restent frais un jour de plus.',
        'Plus de démangeaisons.',
        'Doux, même sans après-shampooing.',
      ],
      mixed: ['Mousse peu, il faut s’y faire.', 'Bien, mais j’en utilise beaucoup.'],
      unhappy: ['Mes cheveux sont devenus plats.', 'La pompe ne marchait pas.'],
    },
    conditioners: {
      title: 'Après-shampooings',
      handle: 'apres-shampooings',
      noun: 'apres-shampooing',
      titles: {
        oat: 'Après-shampooing {line} à l’avoine',
        flaxseed: 'Après-shampooing {line} au lin',
        'shea-butter': 'Après-shampooing {line} au karité',
      },
      openings: ['{line} démêle sans alourdir.', 'Deux minutes de {line}, et le peigne passe d’un trait.'],
      care: 'Sur les longueurs seulement ; laissez deux minutes et rincez à l’eau tiède.',
      banner: 'Pour les cheveux qui n’écoutent pas.',
      story: {
        heading: 'De bas en haut',
        html: '<p>Commencez aux pointes, arrêtez-vous aux oreilles. Le cuir chevelu n’en a pas besoin ; les dix derniers centimètres, si, car ils ont peut-être trois ans.</p>',
      },
      happy: ['Plus de larmes pour les nœuds de ma fille.', 'De la brillance sans le gras.', 'Il en faut très peu.'],
      mixed: ['Bien, mais le parfum ne tient pas.', 'Un peu lourd pour mes cheveux fins.'],
      unhappy: ['Il faut rincer trois fois.', 'Je n’ai vu aucune différence.'],
    },
    'sun-care': {
      title: 'Solaires',
      handle: 'solaires',
      noun: 'creme-solaire',
      titles: {
        zinc: 'Crème solaire minérale {line}',
        'light-fluid': 'Fluide solaire {line}',
        tinted: 'Crème solaire teintée {line}',
      },
      openings: [
        '{line} protège des UVA et des UVB sans masque blanc.',
        'La plupart des gens en mettent la moitié. {line} s’étale si bien que vous en mettrez assez.',
      ],
      care: 'Appliquez généreusement, puis toutes les deux heures et après la baignade. Ne laissez pas le tube dans une voiture chaude.',
      banner: 'En avril et derrière une vitre aussi : mettez-en avant de sortir.',
      story: {
        heading: 'Une cuillère à café pour le visage',
        html: '<p>C’est ce qu’il faut pour atteindre l’indice du tube. Pour tout le corps, un petit verre. Avec la moitié, vous n’avez qu’un quart de la protection.</p>',
      },
      happy: [
        'Ni traces blanches ni yeux qui piquent.',
        'Des vacances entières sans coup de soleil.',
        'Les enfants ne s’enfuient plus.',
      ],
      mixed: ['Protège bien, mais un peu épaisse.', 'Très bonne, un peu chère pour toute la famille.'],
      unhappy: ['Jaunit les chemises blanches.', 'Brûlé quand même après une heure dans l’eau.'],
    },
    'gift-sets': {
      title: 'Coffrets',
      handle: 'coffrets',
      noun: 'coffret',
      titles: {
        'thank-you': 'Coffret merci {line}',
        'new-home': 'Coffret nouvelle maison {line}',
        'winter-hands': 'Coffret mains d’hiver {line}',
      },
      openings: [
        '{line} est un cadeau qui se finit, et c’est là tout son charme.',
        'Pour qui a déjà tout : {line} reste un mois au bord du lavabo, puis disparaît.',
      ],
      care: 'À conserver au frais et au sec. Se garde au moins dix-huit mois.',
      banner: 'Avec une carte que nous écrivons à la main.',
      story: {
        heading: 'La carte',
        html: '<p>Écrivez votre mot en commandant. Marijke le recopie au stylo plume sur un papier épais. En décembre, tout l’entrepôt s’y met.</p>',
      },
      happy: ['Ma belle-mère en est restée muette.', 'Très bel emballage.', 'La carte écrite à la main a tout fait.'],
      mixed: ['Joli coffret, mais la boîte est arrivée cabossée.', 'Mignon, les savons sont un peu petits.'],
      unhappy: ['Arrivé le lendemain de l’anniversaire.', 'Ce n’était pas le parfum commandé.'],
    },
  },
  attributes: {
    volume: { label: 'Contenance', unit: 'ml' },
    scent: {
      label: 'Parfum',
      values: {
        unscented: ['Sans parfum'],
        rosemary: ['Romarin'],
        'orange-blossom': ['Fleur d’oranger'],
        'sea-fennel': ['Criste-marine'],
        'damask-rose': ['Rose'],
      },
    },
    spf: { label: 'SPF', values: { '20': ['SPF 20'], '30': ['SPF 30'], '50': ['SPF 50'] } },
    base: {
      label: 'Base',
      values: {
        'shea-butter': [
          'Karité',
          'Le karité d’une coopérative de femmes du Burkina Faso assouplit la peau et la laisse respirer.',
        ],
        oat: ['Avoine', 'L’avoine calme ce qui démange, votre grand-mère le savait, et reste douce tous les jours.'],
        beeswax: ['Cire d’abeille', 'La cire d’abeille laisse un film fin qui arrête le vent et l’eau.'],
        calendula: ['Souci', 'Les fleurs de souci macèrent quatre semaines au soleil, dans l’huile de tournesol.'],
        lanolin: ['Lanoline', 'La lanoline purifiée est, de toutes les graisses, la plus proche de la vôtre.'],
        almond: ['Amande', 'L’huile d’amande douce est légère et ne sent presque rien.'],
        'sea-buckthorn': [
          'Argousier',
          'L’argousier des dunes donne à l’huile sa couleur orange et beaucoup de vitamine E.',
        ],
        jojoba: ['Jojoba', 'Le jojoba est en fait une cire liquide, voilà pourquoi il pénètre si vite.'],
        olive: ['Huile d’olive', 'L’huile d’olive donne une mousse douce et crémeuse.'],
        'goat-milk': ['Lait de chèvre', 'Le lait de chèvre frais garde la peau souple.'],
        clay: ['Argile', 'L’argile blanche prend la saleté et le gras sans frotter.'],
        nettle: ['Ortie', 'L’ortie, que nous cueillons en mai, apaise un cuir chevelu gras.'],
        aloe: ['Aloès', 'L’aloès hydrate et ne laisse pas de film.'],
        flaxseed: ['Lin', 'La graine de lin fait un gel lisse qui gaine chaque cheveu.'],
      },
    },
    skin: {
      label: 'Type de peau',
      values: {
        dry: ['Sèche', 'Pour les peaux sèches, qui demandent du gras plus que de l’eau.'],
        sensitive: [
          'Sensible',
          'Testé sur peaux sensibles ; la version sans parfum ne contient aucune huile essentielle.',
        ],
        'all-skin': ['Toutes les peaux', 'Pour toutes les peaux, du bébé au grand-père.'],
      },
    },
    hair: {
      label: 'Type de cheveux',
      values: {
        fine: ['Fins', 'Pour les cheveux fins, vite aplatis.'],
        'dry-hair': ['Secs', 'Pour les cheveux secs et les longueurs colorées.'],
        'all-hair': ['Tous les cheveux', 'Pour toute la famille, boucles comprises.'],
      },
    },
    filter: {
      label: 'Filtre',
      values: {
        zinc: ['Minéral', 'L’oxyde de zinc reste sur la peau et renvoie le soleil.'],
        'light-fluid': ['Fluide léger', 'Le fluide est aussi fin que du lait et se porte sous le maquillage.'],
        tinted: ['Teinté', 'Un soupçon de couleur efface le blanc du zinc.'],
      },
    },
    occasion: {
      label: 'Occasion',
      values: {
        'thank-you': ['Merci', 'Composé pour dire merci sans fleurs.'],
        'new-home': ['Nouvelle maison', 'Pour le premier soir entre les cartons : savon, huile et serviette.'],
        'winter-hands': ['Mains d’hiver', 'Tout ce qu’il faut aux mains qui travaillent dehors en janvier.'],
      },
    },
    wrapping: {
      label: 'Emballage',
      values: {
        'linen-pouch': ['Pochette de lin', 'Dans une pochette de lin qui gardera ensuite les chaussettes en voyage.'],
        'paper-box': ['Boîte en carton', 'La boîte est en carton recyclé, avec un couvercle qui soupire.'],
      },
    },
    natural: { label: 'D’origine naturelle', unit: '%' },
    weight: { label: 'Poids', unit: 'g' },
    waterResistance: { label: 'Résiste à l’eau', unit: 'minutes' },
    pieces: { label: 'Pièces', unit: 'pièces' },
    ingredients: { label: 'Ingrédients (INCI)' },
    care: { label: 'Mode d’emploi' },
  },
  closings: [
    'Fait en petits chaudrons, jamais testé sur les animaux.',
    'Nous reprenons le contenant vide dans nos boutiques.',
    'Essayez d’abord le petit ; le grand attendra.',
  ],
  seo: '{title} par Zalf : une étiquette courte, de petits chaudrons.',
  replies: {
    thanks: ['Comme c’est gentil, merci.', 'Merci ! Marijke l’a épinglé dans la cuisine.'],
    sorry: [
      'Nous sommes désolés. Un autre est en route ; gardez donc le premier.',
      'Aucune peau ne ressemble à une autre. Écrivez-nous, nous trouverons autre chose pour la vôtre.',
    ],
  },
  pages,
};

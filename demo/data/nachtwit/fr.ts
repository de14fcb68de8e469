// Longer than a file of code may be: in one file because a brand's words in one language are read, and translated, as a whole.
/** All that this brand says in French. */
import type { BrandCopy } from '../types.ts';
import { pages } from './pages-fr.ts';

export const fr: BrandCopy = {
  groups: {
    beds: { title: 'Lits', handle: 'lits' },
    'mattresses-toppers': { title: 'Matelas et surmatelas', handle: 'matelas-et-surmatelas' },
    bedding: { title: 'Linge et literie', handle: 'linge-et-literie' },
  },
  categories: {
    mattresses: {
      title: 'Matelas',
      handle: 'matelas',
      noun: 'matelas',
      titles: {
        'pocket-springs': 'Matelas à ressorts ensachés {line}',
        'natural-latex': 'Matelas en latex {line}',
        'cold-foam': 'Matelas en mousse froide {line}',
      },
      openings: [
        'Sur le {line}, on remarque surtout ce qui n’y est pas : ni creux, ni bord, ni bruit.',
        'Le {line} est fait pour ceux qui se retournent la nuit et ne veulent plus rien sentir le matin.',
        'Un bon matelas se fait oublier. Le {line} travaille pendant que vous dormez.',
      ],
      care: 'Retournez le matelas tous les trois mois et aérez-le en changeant les draps. Housse amovible, lavable à 40 °C.',
      banner: 'Cent nuits d’essai sur chaque matelas. Il ne vous convient pas ? Nous le reprenons.',
      story: {
        heading: 'Neuf nuits pour s’y faire',
        html: '<p>La première semaine, un matelas neuf surprend. Le dos cherche l’ancien creux. Donnez-lui neuf nuits : après, vous saurez. Et si ce n’est pas le bon, nous l’échangeons.</p>',
      },
      happy: [
        'Plus de mal de dos depuis que nous l’avons.',
        'Ferme sans être dur.',
        'Mon mari bouge beaucoup, je ne sens plus rien.',
        'Une semaine pour s’habituer, et je dors d’une traite.',
      ],
      mixed: [
        'Une odeur de neuf les premiers jours.',
        'Un peu plus ferme qu’en magasin.',
        'Bon matelas, mais lourd à retourner.',
      ],
      unhappy: ['Trop souple pour moi, la hanche s’enfonce.', 'Un léger creux après deux mois déjà.'],
    },
    toppers: {
      title: 'Surmatelas',
      handle: 'surmatelas',
      noun: 'surmatelas',
      titles: {
        'memory-foam': 'Surmatelas à mémoire de forme {line}',
        'natural-latex': 'Surmatelas en latex {line}',
        horsehair: 'Surmatelas en crin {line}',
      },
      openings: [
        'Avec le {line}, un lit encore bon retrouve un dessus neuf.',
        'Le {line} se pose comme une couche calme sur le matelas et efface la jointure du milieu.',
      ],
      care: 'Aérez le surmatelas chaque semaine et retournez-le chaque mois. Housse lavable à 40 °C.',
      banner: 'Un surmatelas prolonge la vie de votre matelas de plusieurs années.',
      story: {
        heading: 'La jointure du milieu',
        html: '<p>Deux matelas, un lit, et toujours quelqu’un au milieu. Un surmatelas sur toute la largeur règle la question, et chacun garde le matelas qui lui va.</p>',
      },
      happy: ['On ne sent plus la jointure.', 'Moelleux et pourtant frais.', 'On croirait un lit neuf.'],
      mixed: ['Il reste en place, mais le drap-housse passe tout juste.', 'Un peu chaud les premières nuits.'],
      unhappy: ['Il glisse sur notre matelas.', 'Plus mince que je ne pensais.'],
    },
    'bed-frames': {
      title: 'Lits en bois',
      handle: 'lits-en-bois',
      noun: 'lit',
      titles: { oak: 'Lit en chêne {line}', beech: 'Lit en hêtre {line}', pine: 'Lit en pin {line}' },
      openings: [
        'Le {line} ne montre aucune vis. Les pieds sont encastrés, comme le ferait un ébéniste.',
        'Un lit qui ne grince pas commence par du bois sec. Le {line} est scié, séché et monté dans un seul atelier.',
      ],
      care: 'Passez un chiffon humide sur le bois et huilez-le ou cirez-le une fois par an.',
      banner: 'Nos lits sont fabriqués à la commande, dans le même atelier qu’il y a vingt ans.',
      story: {
        heading: 'Un bois qui a le droit de bouger',
        html: '<p>Le bois massif gonfle en été et se resserre en hiver. Nos assemblages sont donc à tenon et mortaise, sans colle. Dans dix ans, votre lit ne grincera toujours pas.</p>',
      },
      happy: [
        'Bois magnifique, aucun grincement.',
        'Monté en une demi-heure.',
        'Solide, même avec deux enfants dessus.',
      ],
      mixed: ['Beau lit, livré avec une semaine de retard.', 'La teinte est un peu plus foncée que sur la photo.'],
      unhappy: ['Une griffe sur la tête de lit.', 'Un pied était de travers.'],
    },
    'box-springs': {
      title: 'Boxsprings',
      handle: 'boxsprings',
      noun: 'boxspring',
      titles: {
        'wool-blend': 'Boxspring en laine {line}',
        velvet: 'Boxspring en velours {line}',
        'linen-look': 'Boxspring {line} aspect lin',
      },
      openings: [
        'Le {line} est assez haut pour se lever sans effort, assez moelleux pour remettre cela à plus tard.',
        'Des ressorts sur des ressorts : le {line} amortit chaque mouvement deux fois.',
      ],
      care: 'Aspirez le tissu avec une brosse douce. Tamponnez les taches à l’eau tiède, sans frotter.',
      banner: 'Complet avec matelas et surmatelas, monté chez vous par deux personnes.',
      story: {
        heading: 'Pourquoi un boxspring est plus haut',
        html: '<p>Sous le matelas se trouve une seconde couche de ressorts. Elle reprend le poids que le matelas transmet. Le lit y gagne en hauteur, et vos genoux vous en remercient le matin.</p>',
      },
      happy: [
        'Comme à l’hôtel.',
        'Monté en une heure par l’équipe.',
        'Le tissu est encore plus beau que sur la photo.',
      ],
      mixed: ['Excellent lit, un peu haut pour ma mère.', 'Très bien, mais mesurez d’abord l’escalier.'],
      unhappy: ['Un des sommiers couine.', 'La couleur tire beaucoup plus sur le gris.'],
    },
    nightstands: {
      title: 'Tables de chevet',
      handle: 'tables-de-chevet',
      noun: 'chevet',
      titles: { oak: 'Chevet en chêne {line}', beech: 'Chevet en hêtre {line}', pine: 'Chevet en pin {line}' },
      openings: [
        'Un livre, des lunettes, un verre d’eau : on n’en demande pas plus au {line}.',
        'Le {line} est à la hauteur exacte où votre main le cherche dans le noir.',
      ],
      care: 'Nettoyez avec un chiffon humide. Posez les verres sur un dessous.',
      banner: 'Des chevets du même bois que votre lit.',
      story: {
        heading: 'Ce qu’il y a sur un chevet',
        html: '<p>Nous avons posé la question à cent clients. Le livre arrive premier, le téléphone deuxième. Qui range le sien dans le tiroir s’endort vingt minutes plus tôt : voilà pourquoi presque tous nos chevets en ont un.</p>',
      },
      happy: ['Parfaitement assorti au lit.', 'Le tiroir coulisse très bien.', 'Petit, mais tout y tient.'],
      mixed: ['Joli, mais une soirée de montage.', 'Un peu plus bas que prévu.'],
      unhappy: ['Le tiroir coince par temps humide.', 'Il manquait une tablette.'],
    },
    duvets: {
      title: 'Couettes',
      handle: 'couettes',
      noun: 'couette',
      titles: {
        'goose-down': 'Couette en duvet {line}',
        'merino-wool': 'Couette en laine {line}',
        kapok: 'Couette en kapok {line}',
      },
      openings: [
        'Une couette ne doit pas réveiller. La {line} tient chaud là où il faut et laisse passer le reste.',
        'La {line} épouse le corps au lieu de peser dessus.',
      ],
      care: 'Aérez la couette dehors, à l’ombre. Après lavage, séchez-la avec deux balles de tennis dans le tambour.',
      banner: 'Ni trop chaud ni trop froid : choisir sa couette selon la saison.',
      story: {
        heading: 'Chaud ne veut pas dire lourd',
        html: '<p>La chaleur tient dans l’air immobile. Le duvet et la laine le retiennent sans peser. Frileux, prenez du duvet ; si vous transpirez, de la laine ; allergique aux plumes, du kapok.</p>',
      },
      happy: [
        'Légère comme un nuage et pourtant chaude.',
        'Enfin les pieds au chaud.',
        'Je ne me réveille plus en sueur.',
      ],
      mixed: ['Très agréable, mais elle bruisse un peu.', 'Pas tout à fait assez chaude pour l’hiver.'],
      unhappy: ['Le garnissage fait des paquets après lavage.', 'Des plumes s’échappent.'],
    },
    pillows: {
      title: 'Oreillers',
      handle: 'oreillers',
      noun: 'oreiller',
      titles: {
        'goose-down': 'Oreiller en duvet {line}',
        'natural-latex': 'Oreiller en latex {line}',
        buckwheat: 'Oreiller en sarrasin {line}',
      },
      openings: [
        'C’est la nuque qui choisit l’oreiller, pas la mode. Le {line} existe en plus d’une fermeté.',
        'Le {line} comble le creux de la nuque et laisse l’épaule tranquille.',
      ],
      care: 'Secouez l’oreiller chaque matin. Enveloppe lavable à 60 °C.',
      banner: 'Sur le côté ou sur le dos ? La hauteur de l’oreiller fait la différence.',
      story: {
        heading: 'Mesurez votre épaule',
        html: '<p>Si vous dormez sur le côté, l’oreiller doit combler l’espace entre l’oreille et l’épaule : douze centimètres, le plus souvent. Sur le dos, dix suffisent. Un mètre ruban en dit plus long qu’un conseil.</p>',
      },
      happy: [
        'Mes douleurs de nuque ont disparu.',
        'Il garde sa forme toute la nuit.',
        'J’en ai aussitôt commandé un deuxième.',
      ],
      mixed: ['Ferme, il m’a fallu une semaine.', 'Bon oreiller, la taie remonte un peu.'],
      unhappy: ['Bien trop haut quand on dort sur le dos.', 'Déjà plat après un mois.'],
    },
    'bed-linen': {
      title: 'Housses de couette',
      handle: 'housses-de-couette',
      noun: 'housse',
      titles: {
        percale: 'Housse de couette en percale {line}',
        sateen: 'Housse de couette en satin de coton {line}',
        'washed-linen': 'Housse de couette en lin lavé {line}',
        flannel: 'Housse de couette en flanelle {line}',
      },
      openings: [
        'La {line} s’adoucit à chaque lavage et garde sa couleur.',
        'Un lit bien fait, c’est une nuit à moitié gagnée : la {line} tombe bien sans repassage.',
      ],
      care: 'Lavez à l’envers avec des couleurs proches, boutons fermés. Suspendue mouillée, elle se passe de fer.',
      banner: 'Des draps propres le vendredi : le luxe le moins cher qui soit.',
      story: {
        heading: 'Percale ou satin ?',
        html: '<p>La percale est tissée comme une bonne chemise : fraîche, mate, un rien croustillante. Le satin est plus lisse et plus chaud. Le lin fait les deux, mais il se froisse, et c’est normal.</p>',
      },
      happy: [
        'Toute douce dès le premier lavage.',
        'La couleur est celle de la photo.',
        'Toujours belle après vingt lavages.',
      ],
      mixed: ['Jolie, mais elle se froisse beaucoup.', 'Le rabat est juste pour un matelas haut.'],
      unhappy: ['Elle a rétréci, même à 40 degrés.', 'Un bouton s’est vite décousu.'],
    },
  },
  attributes: {
    size: { label: 'Dimensions' },
    firmness: { label: 'Fermeté', values: { medium: ['Mi-ferme'], firm: ['Ferme'] } },
    warmth: { label: 'Chaleur', values: { summer: ['Été'], 'all-year': ['Quatre saisons'], winter: ['Hiver'] } },
    support: { label: 'Soutien', values: { soft: ['Souple'], medium: ['Mi-ferme'], firm: ['Ferme'] } },
    colour: {
      label: 'Couleur',
      values: {
        natural: ['Naturel'],
        white: ['Blanc'],
        black: ['Noir'],
        walnut: ['Noyer'],
        sand: ['Sable'],
        anthracite: ['Anthracite'],
        sage: ['Sauge'],
        'night-blue': ['Bleu nuit'],
        blush: ['Rose poudré'],
      },
    },
    core: {
      label: 'Âme',
      values: {
        'pocket-springs': [
          'Ressorts ensachés',
          'Des centaines de ressorts ensachés suivent chacun leur part du dos : vous ne sentez plus bouger votre voisin.',
        ],
        'natural-latex': [
          'Latex naturel',
          'Le latex d’hévéa reprend aussitôt sa forme et respire par des milliers de petits canaux.',
        ],
        'cold-foam': [
          'Mousse froide',
          'La mousse est taillée en sept zones : plus souple à l’épaule, plus ferme au bassin.',
        ],
      },
    },
    cover: {
      label: 'Coutil',
      values: {
        lyocell: ['Lyocell', 'Le coutil en lyocell évacue vite l’humidité et reste frais au toucher.'],
        wool: ['Laine vierge', 'Le coutil contient de la laine vierge, qui réchauffe l’hiver et garde au sec l’été.'],
        'organic-cotton': ['Coton biologique', 'Le coutil est en coton biologique, sans blanchiment.'],
      },
    },
    filling: {
      label: 'Garnissage',
      values: {
        'memory-foam': [
          'Mousse à mémoire de forme',
          'La mousse cède à la chaleur et répartit la pression sur tout le corps.',
        ],
        'natural-latex': ['Latex naturel', 'Le latex reprend vite sa forme et garde sa hauteur pendant des années.'],
        horsehair: ['Crin de cheval', 'Le crin frisé fait ressort, ventile et dure une demi-vie.'],
        'goose-down': [
          'Duvet d’oie',
          'Garnie de duvet d’oie européen lavé, piqué en petits carreaux pour qu’il reste en place.',
        ],
        'merino-wool': [
          'Laine mérinos',
          'La laine mérinos absorbe un tiers de son poids en humidité sans devenir moite.',
        ],
        kapok: ['Kapok', 'Le kapok est une fibre végétale, aussi légère que le duvet, sans la plume.'],
        buckwheat: ['Balle de sarrasin', 'Les balles suivent la nuque et restent fraîches toute la nuit.'],
      },
    },
    wood: {
      label: 'Bois',
      values: {
        oak: ['Chêne', 'Chêne massif huilé, dont le veinage rend chaque pièce unique.'],
        beech: ['Hêtre', 'Le hêtre est dur, clair et ne change presque pas de teinte.'],
        pine: ['Pin', 'Le pin du Nord pousse lentement : il est solide, avec de petits nœuds bien pris.'],
      },
    },
    headboard: {
      label: 'Tête de lit',
      values: {
        slatted: ['Barreaux', 'Les barreaux de la tête de lit gardent la chambre lumineuse.'],
        solid: ['Pleine', 'Contre la tête de lit pleine, on lit volontiers un chapitre de plus.'],
        woven: ['Tressée', 'La tête de lit est tressée à la main en corde de papier.'],
      },
    },
    headboardHeight: { label: 'Hauteur de la tête de lit', unit: 'cm' },
    fabric: {
      label: 'Tissu',
      values: {
        'wool-blend': ['Laine mélangée', 'La laine mélangée résiste à l’usure et ne bouloche pas.'],
        velvet: ['Velours', 'Le velours accroche la lumière et se nettoie d’un chiffon humide.'],
        'linen-look': ['Aspect lin', 'Le tissu a la trame libre du lin et la facilité du polyester.'],
      },
    },
    base: {
      label: 'Version',
      values: {
        fixed: ['Fixe', 'Les sommiers fixes reposent sur des pieds en métal noir.'],
        adjustable: ['Réglage électrique', 'Tête et pieds se règlent séparément, avec un moteur qu’on n’entend pas.'],
        storage: ['Avec coffre', 'Sous le lit, un coffre s’ouvre pour les couvertures et les valises.'],
      },
    },
    storage: {
      label: 'Rangement',
      values: {
        drawer: ['Un tiroir', 'Le tiroir se referme seul sur les derniers centimètres.'],
        'two-drawers': ['Deux tiroirs', 'Deux tiroirs, dont celui du bas assez profond pour une bouilloire.'],
        'open-shelf': ['Niche ouverte', 'La niche ouverte a la largeur d’un magazine.'],
      },
    },
    shell: {
      label: 'Enveloppe',
      values: {
        'cotton-percale': [
          'Percale de coton',
          'L’enveloppe en percale de coton est si serrée que rien ne s’en échappe.',
        ],
        'organic-cotton': ['Coton biologique', 'L’enveloppe est en coton biologique et ne bruisse pas.'],
      },
    },
    weave: {
      label: 'Tissage',
      values: {
        percale: ['Percale', 'La percale est fraîche, un peu croustillante, comme une chemise repassée du matin.'],
        sateen: ['Satin de coton', 'Le satin de coton a un reflet doux et un beau tombé.'],
        'washed-linen': ['Lin lavé', 'Le lin est prélavé, donc souple dès la première nuit.'],
        flannel: ['Flanelle', 'La flanelle est grattée des deux côtés : en janvier, on la sent chaude tout de suite.'],
      },
    },
    closing: {
      label: 'Fermeture',
      values: {
        buttons: ['Boutons', 'Les boutons sont en corozo et ne craignent pas la machine.'],
        envelope: ['Rabat', 'Un large rabat maintient la couette en place.'],
      },
    },
    height: { label: 'Hauteur', unit: 'cm' },
    width: { label: 'Largeur', unit: 'cm' },
    warranty: { label: 'Garantie', unit: 'ans' },
    washing: { label: 'Lavage à', unit: '°C' },
    threads: { label: 'Fils au pouce carré', unit: 'tc' },
    care: { label: 'Entretien' },
  },
  closings: [
    'Nous livrons le jour de votre choix et reprenons l’ancien.',
    'Venez l’essayer dans un de nos magasins ; le café est prêt.',
    'Pas convaincu ? Vous avez cent nuits pour changer d’avis.',
  ],
  seo: '{title} par Nachtwit : livraison offerte et cent nuits d’essai.',
  replies: {
    thanks: ['Merci, cela fait plaisir à lire. Bonne nuit !', 'Tant mieux. Nous le dirons à l’atelier.'],
    sorry: [
      'Ce n’est pas normal. Appelez-nous, nous trouverons une solution.',
      'Nous en sommes désolés. Un message avec une proposition vous attend.',
    ],
  },
  pages,
};

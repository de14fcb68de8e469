import type { MarketingCopy } from '../types.ts';

export const marketing: Readonly<Record<string, MarketingCopy>> = {
  nl: {
    audiences: {
      new: {
        heading: 'Vijf ingrediënten, om te beginnen',
        body: 'Onze eerste zalf is nog steeds de beste om mee te beginnen: een klein blikje, een lange adem, en niets wat u moet opzoeken.',
        link: 'Begin met één blikje',
        rail: 'Klein beginnen',
        popUp: 'Voor het eerst hier? Twee proefjes naar keuze gaan mee in de doos.',
      },
      comparing: {
        heading: 'Crème, zalf of olie?',
        body: 'Water erin of water erop: dat is het hele verschil. Wij leggen drie etiketten naast elkaar, en dan weet u het.',
        link: 'Leg ze naast elkaar',
        rail: 'Nog even naast elkaar',
        popUp: 'Vertel ons uw huid in één zin. Marijke schrijft binnen een dag terug.',
      },
      loyal: {
        heading: 'Bijna op? Hij staat al klaar',
        body: 'Uw vaste crème, in de grote tube, en iets van dezelfde ketel om ernaast te proberen.',
        link: 'Vul aan',
        rail: 'Uit dezelfde ketel als de uwe',
        popUp: 'Voor vaste klanten: breng vijf lege blikjes terug, het zesde vullen wij.',
      },
      lapsed: {
        heading: 'De winter is terug. Uw handen ook?',
        body: 'Het recept is hetzelfde gebleven. Het etiket is één woord korter geworden.',
        link: 'Kijk wat er nieuw is',
        rail: 'Nieuw uit de ketel',
        popUp: 'Een tube van dertig milliliter gaat gratis mee, welkom terug.',
      },
    },
    campaigns: [
      { text: 'Sinterklaas: de kaart schrijven wij, tot 3 december', fromDay: 12, untilDay: 18 },
      { text: 'Schrale weken: elke tweede zalf voor de helft', fromDay: 40, untilDay: 68 },
    ],
    chosenInstead: 'Wat er bij ons thuis op de wastafel staat',
  },
  en: {
    audiences: {
      new: {
        heading: 'Five ingredients, to begin with',
        body: 'Our first balm is still the one to start from: a small tin, a long life, and nothing on it you need to look up.',
        link: 'Start with one tin',
        rail: 'Begin small',
        popUp: 'First time here? Two samples of your choice go in the box.',
      },
      comparing: {
        heading: 'Cream, balm or oil?',
        body: 'Water in it or water under it: that is the whole difference. We put three labels side by side, and there you have it.',
        link: 'Put them side by side',
        rail: 'Once more, side by side',
        popUp: 'Tell us about your skin in one sentence. Marijke writes back within the day.',
      },
      loyal: {
        heading: 'Nearly empty? It’s ready for you',
        body: 'Your usual cream, in the large tube, and something from the same kettle to try with it.',
        link: 'Top up',
        rail: 'From the same kettle as yours',
        popUp: 'For regulars: bring back five empty tins and the sixth is on us.',
      },
      lapsed: {
        heading: 'Winter is back. Are your hands?',
        body: 'The recipe is what it was. The label is one word shorter.',
        link: 'See the new ones',
        rail: 'New from the kettle',
        popUp: 'A one-ounce tube goes in the box, with our welcome back.',
      },
    },
    campaigns: [
      { text: 'Christmas post: we write the card if you order by the 17th', fromDay: 12, untilDay: 34 },
      { text: 'Chapped weeks: every second balm at half price', fromDay: 40, untilDay: 68 },
    ],
    chosenInstead: 'On the basin in our own homes',
  },
  fr: {
    audiences: {
      new: {
        heading: 'Cinq ingrédients, pour commencer',
        body: 'Notre premier baume reste le meilleur début : une petite boîte, une longue vie, et rien que vous deviez chercher.',
        link: 'Commencer par une boîte',
        rail: 'Commencer petit',
        popUp: 'Première visite ? Deux échantillons au choix dans votre colis.',
      },
      comparing: {
        heading: 'Crème, baume ou huile ?',
        body: 'De l’eau dedans ou de l’eau dessous : voilà toute la différence. Nous posons trois étiquettes côte à côte, et vous savez.',
        link: 'Les mettre côte à côte',
        rail: 'Encore une fois, côte à côte',
        popUp: 'Décrivez votre peau en une phrase. Marijke répond dans la journée.',
      },
      loyal: {
        heading: 'Presque vide ? Elle est déjà prête',
        body: 'Votre crème habituelle, en grand tube, et quelque chose du même chaudron à essayer avec.',
        link: 'Compléter',
        rail: 'Du même chaudron que la vôtre',
        popUp: 'Pour nos fidèles : rapportez cinq boîtes vides, nous remplissons la sixième.',
      },
      lapsed: {
        heading: 'L’hiver est revenu. Et vos mains ?',
        body: 'La recette n’a pas changé. L’étiquette compte un mot de moins.',
        link: 'Voir les nouveautés',
        rail: 'Du nouveau dans le chaudron',
        popUp: 'Un tube de trente millilitres est offert, heureux de vous revoir.',
      },
    },
    campaigns: [
      { text: 'Noël : nous écrivons la carte, pour toute commande avant le 17', fromDay: 12, untilDay: 34 },
      { text: 'Semaines gercées : un baume sur deux à moitié prix', fromDay: 40, untilDay: 68 },
    ],
    chosenInstead: 'Sur le lavabo, chez nous',
  },
};

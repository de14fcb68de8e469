import type { MarketingCopy } from '../types.ts';

export const marketing: Readonly<Record<string, MarketingCopy>> = {
  nl: {
    audiences: {
      new: {
        heading: 'Begin met een kwartier liggen',
        body: 'Geen praatje, wel een kussen dat past bij uw schouder. In elke winkel staat een bed apart voor wie voor het eerst komt.',
        link: 'Zo kiest u een matras',
        rail: 'Waar de meeste mensen mee beginnen',
        popUp: 'Voor het eerst hier? Wij sturen u de drie stoffen van elk matras, zonder kosten.',
      },
      comparing: {
        heading: 'Latex, veren of schuim: leg ze naast elkaar',
        body: 'Hoogte, kern, tijk en garantie op één regel. En honderd nachten om te merken welke regel klopte.',
        link: 'Vergelijk de matrassen',
        rail: 'Nog even naast elkaar',
        popUp: 'Twijfelt u tussen twee? Bel ons: wij slapen er zelf op.',
      },
      loyal: {
        heading: 'Uw bed is goed. Nu de rest van de kamer',
        body: 'Het nachtkastje van hetzelfde hout, het dekbed van hetzelfde jaar: gemaakt om bij het uwe te staan.',
        link: 'Bekijk wat erbij hoort',
        rail: 'Bij wat u al heeft',
        popUp: 'Voor vaste klanten: wij lakken of oliën uw bed dit voorjaar thuis bij.',
      },
      lapsed: {
        heading: 'Slaapt u nog goed?',
        body: 'Een matras van tien jaar is een kuil met een hoes. Wij nemen het oude mee, wat u ook kiest.',
        link: 'Bekijk wat er nieuw is',
        rail: 'Nieuw sinds de vorige keer',
        popUp: 'Deze maand halen wij uw oude matras gratis op, ook zonder nieuw.',
      },
    },
    campaigns: [
      { text: 'Voor de kerst geleverd: bestel voorraadbedden tot 18 december', fromDay: 12, untilDay: 34 },
      { text: 'Witte weken: al het linnen voor minder', fromDay: 45, untilDay: 66 },
    ],
    chosenInstead: 'Zo slapen onze verkopers zelf',
  },
  fr: {
    audiences: {
      new: {
        heading: 'Commencez par un quart d’heure allongé',
        body: 'Pas de discours, mais un oreiller à la hauteur de votre épaule. Dans chaque boutique, un lit attend ceux qui viennent pour la première fois.',
        link: 'Bien choisir un matelas',
        rail: 'Par quoi l’on commence souvent',
        popUp: 'Première visite ? Nous vous envoyons les trois tissus de chaque matelas, sans frais.',
      },
      comparing: {
        heading: 'Latex, ressorts ou mousse : côte à côte',
        body: 'Hauteur, âme, coutil et garantie sur une ligne. Et cent nuits pour savoir laquelle disait vrai.',
        link: 'Comparer les matelas',
        rail: 'Encore une fois, côte à côte',
        popUp: 'Vous hésitez entre deux ? Appelez-nous : nous dormons dessus.',
      },
      loyal: {
        heading: 'Le lit est bon. Et le reste de la chambre ?',
        body: 'Le chevet du même bois, la couette de la même année : faits pour aller avec les vôtres.',
        link: 'Voir ce qui va avec',
        rail: 'Avec ce que vous avez déjà',
        popUp: 'Pour nos fidèles : ce printemps, nous huilons votre lit chez vous.',
      },
      lapsed: {
        heading: 'Dormez-vous toujours bien ?',
        body: 'Un matelas de dix ans est un creux avec une housse. Nous reprenons l’ancien, quel que soit le nouveau.',
        link: 'Voir les nouveautés',
        rail: 'Nouveau depuis la dernière fois',
        popUp: 'Ce mois-ci, nous reprenons votre ancien matelas, même sans achat.',
      },
    },
    campaigns: [
      { text: 'Livré avant Noël : lits en stock jusqu’au 18 décembre', fromDay: 12, untilDay: 34 },
      { text: 'Semaines du blanc : tout le linge à prix doux', fromDay: 45, untilDay: 66 },
    ],
    chosenInstead: 'Là-dessus dorment nos vendeurs',
  },
  de: {
    audiences: {
      new: {
        heading: 'Fangen Sie mit einer Viertelstunde Liegen an',
        body: 'Kein Verkaufsgespräch, aber ein Kissen in der Höhe Ihrer Schulter. In jedem Laden steht ein Bett für alle, die zum ersten Mal kommen.',
        link: 'So wählen Sie eine Matratze',
        rail: 'Womit die meisten anfangen',
        popUp: 'Zum ersten Mal hier? Wir schicken Ihnen die drei Stoffe jeder Matratze, kostenlos.',
      },
      comparing: {
        heading: 'Latex, Federn oder Schaum: nebeneinander',
        body: 'Höhe, Kern, Bezug und Garantie in einer Zeile. Und hundert Nächte, um zu merken, welche Zeile recht hatte.',
        link: 'Matratzen vergleichen',
        rail: 'Noch einmal nebeneinander',
        popUp: 'Unentschieden zwischen zweien? Rufen Sie an: Wir schlafen selbst darauf.',
      },
      loyal: {
        heading: 'Das Bett ist gut. Nun der Rest des Zimmers',
        body: 'Der Nachttisch aus demselben Holz, die Decke aus demselben Jahr: gemacht, um neben Ihrem Bett zu stehen.',
        link: 'Was dazugehört',
        rail: 'Zu dem, was Sie schon haben',
        popUp: 'Für Stammkunden: Im Frühjahr ölen wir Ihr Bett bei Ihnen zu Hause nach.',
      },
      lapsed: {
        heading: 'Schlafen Sie noch gut?',
        body: 'Eine Matratze von zehn Jahren ist eine Kuhle mit Bezug. Die alte nehmen wir mit, was immer Sie wählen.',
        link: 'Was es Neues gibt',
        rail: 'Neu seit dem letzten Mal',
        popUp: 'Diesen Monat holen wir Ihre alte Matratze kostenlos ab, auch ohne neue.',
      },
    },
    campaigns: [
      { text: 'Vor Weihnachten geliefert: Lagerbetten bis 16. Dezember bestellen', fromDay: 12, untilDay: 34 },
      { text: 'Weiße Wochen: Bettwäsche für weniger', fromDay: 45, untilDay: 66 },
    ],
    chosenInstead: 'Darauf schlafen unsere Verkäufer',
  },
};

import type { MarketingCopy } from '../types.ts';

export const marketing: Readonly<Record<string, MarketingCopy>> = {
  nl: {
    audiences: {
      new: {
        heading: 'Vier brillen, vijf dagen, nul euro',
        body: 'Kies vier monturen, zet ze thuis op en stuur terug wat je niet wilt. Wij betalen de post, jij hebt de spiegel al.',
        link: 'Stel je doos samen',
        rail: 'Hier beginnen de meeste mensen mee',
        popUp: 'Voor het eerst hier? De pasdoos met vier monturen is gratis.',
      },
      comparing: {
        heading: 'Twee brillen over? Leg ze naast elkaar',
        body: 'Glasbreedte, brug, poten, gewicht: de maten die ertoe doen op één regel, en een opticien die meekijkt.',
        link: 'Vergelijk de maten',
        rail: 'Nog even naast elkaar',
        popUp: 'Twijfel je? Stuur een foto, een opticien kijkt binnen een uur mee.',
      },
      loyal: {
        heading: 'Jouw sterkte ligt al in de machine',
        body: 'Een tweede paar voor de zon of voor op het werk: je recept kennen we, dus je hoeft alleen te kiezen.',
        link: 'Kies je volgende',
        rail: 'Bij wat je al draagt',
        popUp: 'Voor vaste klanten: twee jaar lang gratis nieuwe neusvleugels en schroefjes.',
      },
      lapsed: {
        heading: 'Zie je nog scherp?',
        body: 'Ogen veranderen stilletjes. Na twee jaar is een nieuwe meting geen luxe, en hij duurt tien minuten.',
        link: 'Kom langs',
        rail: 'Nieuw sinds de vorige keer',
        popUp: 'De oogmeting is deze maand gratis, ook zonder bril.',
      },
    },
    campaigns: [
      { text: 'Eindejaar: verzekeraars vergoeden nog tot 31 december', fromDay: 12, untilDay: 40 },
      { text: 'Wintersport: zonnebrillen op sterkte binnen drie dagen', fromDay: 40, untilDay: 90 },
    ],
    chosenInstead: 'Onze opticiens dragen ze zelf',
  },
  de: {
    audiences: {
      new: {
        heading: 'Vier Brillen, fünf Tage, null Euro',
        body: 'Such dir vier Fassungen aus, setz sie zu Hause auf und schick zurück, was du nicht willst. Wir zahlen das Porto, den Spiegel hast du schon.',
        link: 'Stell deine Box zusammen',
        rail: 'Damit fangen die meisten an',
        popUp: 'Zum ersten Mal hier? Die Probierbox mit vier Fassungen ist gratis.',
      },
      comparing: {
        heading: 'Noch zwei im Rennen? Leg sie nebeneinander',
        body: 'Glasbreite, Steg, Bügel, Gewicht: die Maße, auf die es ankommt, in einer Zeile, und eine Optikerin schaut mit.',
        link: 'Maße vergleichen',
        rail: 'Noch einmal nebeneinander',
        popUp: 'Unentschlossen? Schick ein Foto, in einer Stunde schaut jemand mit.',
      },
      loyal: {
        heading: 'Deine Stärke liegt schon in der Maschine',
        body: 'Ein zweites Paar für die Sonne oder den Schreibtisch: Dein Rezept kennen wir, du musst nur noch wählen.',
        link: 'Such die nächste aus',
        rail: 'Zu dem, was du schon trägst',
        popUp: 'Für Stammkunden: zwei Jahre lang Nasenpads und Schrauben umsonst.',
      },
      lapsed: {
        heading: 'Siehst du noch scharf?',
        body: 'Augen ändern sich leise. Nach zwei Jahren ist ein neuer Sehtest kein Luxus, und er dauert zehn Minuten.',
        link: 'Komm vorbei',
        rail: 'Neu seit dem letzten Mal',
        popUp: 'Der Sehtest ist diesen Monat gratis, auch ohne Brille.',
      },
    },
    campaigns: [
      { text: 'Zum Jahresende: noch schnell die Brille für die Steuer', fromDay: 12, untilDay: 40 },
      { text: 'Skisaison: Sonnenbrillen in deiner Stärke in drei Tagen', fromDay: 40, untilDay: 90 },
    ],
    chosenInstead: 'Tragen unsere Optiker selbst',
  },
  en: {
    audiences: {
      new: {
        heading: 'Four pairs, five days, nothing to pay',
        body: 'Choose four frames, try them on at home and send back the ones you don’t want. We pay the postage; you have the mirror.',
        link: 'Fill your box',
        rail: 'Where most people start',
        popUp: 'First time here? The home trial of four frames is free.',
      },
      comparing: {
        heading: 'Down to two? Put them side by side',
        body: 'Lens width, bridge, arms, weight: the measurements of each on one line, and an optician to look along.',
        link: 'Compare the sizes',
        rail: 'Once more, side by side',
        popUp: 'In two minds? Send a photo and an optician looks within the hour.',
      },
      loyal: {
        heading: 'Your prescription is in the machine',
        body: 'A second pair for the sun or the desk: we know your prescription, so all you do is choose.',
        link: 'Choose the next',
        rail: 'To go with what you wear',
        popUp: 'For regulars: two years of nose pads and screws, on the house.',
      },
      lapsed: {
        heading: 'Still seeing sharp?',
        body: 'Eyes change quietly. After two years a new test is no luxury, and it takes ten minutes.',
        link: 'Drop in',
        rail: 'New since last time',
        popUp: 'Eye tests are free this month, even without a pair.',
      },
    },
    campaigns: [
      { text: 'Before Christmas: order by the 17th and unwrap it in time', fromDay: 12, untilDay: 40 },
      { text: 'Off to the snow: prescription sunglasses in three days', fromDay: 40, untilDay: 90 },
    ],
    chosenInstead: 'What our opticians wear themselves',
  },
};

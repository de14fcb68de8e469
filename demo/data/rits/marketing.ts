import type { MarketingCopy } from '../types.ts';

export const marketing: Readonly<Record<string, MarketingCopy>> = {
  nl: {
    audiences: {
      new: {
        heading: 'Uw eerste pak begint met een meetlint',
        body: 'Een halfuur, geen verplichting, wel koffie. Daarna weet u uw maten, en die zijn overal bruikbaar.',
        link: 'Laat u aanmeten',
        rail: 'Waar een garderobe begint',
        popUp: 'Voor het eerst bij Rits? Het stalenboekje sturen wij gratis.',
      },
      comparing: {
        heading: 'Van het rek of op maat?',
        body: 'Het eerste heeft u morgen, het tweede past over tien jaar nog. Wij zetten stof, snit, levertijd en prijs naast elkaar.',
        link: 'Zet ze naast elkaar',
        rail: 'Nog een keer bij elkaar gehangen',
        popUp: 'Vraag twee stalen aan en leg ze thuis bij het raam. Dat beslist vlugger dan een foto.',
      },
      loyal: {
        heading: 'Uw patroon hangt nog in Enschede',
        body: 'Een tweede pak kost geen tweede meting. Kies een stof, wij snijden hem naar het patroon dat er al is.',
        link: 'Kies uw stof',
        rail: 'Bij wat u al in de kast heeft',
        popUp: 'Voor vaste klanten: de nieuwe winterstoffen, een week voor ze in de winkel hangen.',
      },
      lapsed: {
        heading: 'Past het nog?',
        body: 'Een pak uit de kast, een halfuur bij de coupeur: innemen of uitleggen doen wij kosteloos, ook na jaren.',
        link: 'Breng het langs',
        rail: 'Nieuw op de rol',
        popUp: 'Breng een oud pak mee en wij persen het gratis op, terwijl u rondkijkt.',
      },
    },
    campaigns: [
      { text: 'Feestdagen: smokings en fluweel, vermaakt binnen drie dagen', fromDay: 12, untilDay: 40 },
      { text: 'Trouwseizoen: wie nu laat meten, draagt het in mei', fromDay: 40, untilDay: 100 },
    ],
    chosenInstead: 'Zo hangen ze bij onze coupeurs thuis',
  },
};

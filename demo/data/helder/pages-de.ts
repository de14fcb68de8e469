import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Helder: Brillen mit Gläsern, zu einem Preis',
    description:
      'Brillen, Sonnenbrillen und Linsen aus eigener Schleiferei. Vier Fassungen fünf Tage zu Hause probieren.',
    hero: {
      heading: 'Alles scharf, nur der Preis nicht',
      body: 'Fassung, Gläser, Entspiegelung und ein Etui: ein Betrag. In Nimwegen geschliffen, meist innerhalb einer Woche.',
      link: 'Zu den Brillen',
    },
    kiosk: {
      heading: 'Setz ruhig fünf auf',
      body: 'Scanne den Bügel und sieh, welche Größen heute da sind. Ein Sehtest dauert zehn Minuten.',
    },
    app: { heading: 'Dein Rezept liegt bereit', body: 'Such dir eine Fassung aus, wir schleifen deine Stärke hinein.' },
    promise: 'Gläser in deiner Stärke inklusive, Rückgabe ohne Grund',
    offer: 'Zwei Wochen lang: die zweite Brille zum halben Preis, auch als Sonnenbrille',
    popular: 'Sitzt gerade auf den meisten Nasen',
    chosen: 'Aus der Schublade unserer Optiker',
  },
  about: {
    path: '/ueber-uns',
    title: 'Über Helder',
    description: 'Eine Schleiferei, die auch Läden hat.',
    html: '<p>„Helder“ heißt auf Niederländisch klar. Angefangen haben wir 2013 mit einer Schleifmaschine und einer Frage: Warum kostet ein Glas mehr als die Fassung drum herum? Wir haben die Maschine gekauft, jetzt wissen wir es. Es muss nicht sein.</p><p>Jedes Glas kommt aus Nimwegen oder Reading, jede Fassung aus drei kleinen Fabriken, die wir jedes Jahr besuchen.</p>',
  },
  service: {
    path: '/service',
    title: 'Kundenservice',
    description: 'Sehtest, Lieferung, Anpassen und Rückgabe.',
    html: '<h2>Sehtest</h2><p>Er dauert zehn Minuten und kostet nichts, wenn du eine Brille bei uns nimmst.</p><h2>Lieferung</h2><p>Ohne Stärke übermorgen, mit Stärke innerhalb einer Woche.</p><h2>Rückgabe</h2><p>Dreißig Tage, auch mit geschliffenen Gläsern. Wirklich.</p>',
  },
  sale: {
    path: '/angebote',
    title: 'Angebote',
    description: 'Letzte Farben und Größen.',
    html: '<p>Eine Farbe, die ausläuft, ist immer noch eine schöne Farbe. Alles hier hat dieselben Gläser und dieselbe Garantie.</p>',
  },
  magazine: {
    path: '/magazin',
    title: 'Magazin',
    description: 'Vom Sehen, vom Licht und von den Menschen hinter dem Glas.',
  },
  stories: [
    {
      path: '/magazin/welche-brille-zu-welchem-gesicht',
      title: 'Welche Brille zu welchem Gesicht? Vergiss das Schema',
      lead: 'Rund zu eckig, eckig zu rund: Das stimmt, bis es nicht mehr stimmt.',
      html: '<p>Optikerin Jule verkauft seit fünfzehn Jahren Brillen und glaubt nicht an Schemata. „Ich schaue auf die Augenbrauen“, sagt sie. „Der obere Rand soll ihnen folgen oder sie gerade bedecken. Der Rest ist Charakter.“</p><h2>Drei Fotos</h2><p>Brille aufsetzen, Foto machen, und das mit drei Brillen. Einen Tag später anschauen. Du weißt es sofort.</p>',
      about: ['optical-frames', 'reading-glasses'],
    },
    {
      path: '/magazin/sieben-minuten-schleifen',
      title: 'Sieben Minuten schleifen',
      lead: 'Vom Kunststoffrohling zu deiner Stärke, auf Tausendstelmillimeter.',
      html: '<p>Der Diamant dreht sich sechstausendmal in der Minute und berührt das Glas kaum. Was abfällt, ist Staub, was bleibt, bist du: minus zwei Komma zwei fünf, mit einem Zylinder auf achtzig Grad.</p><p>Danach prüft Hassan jedes Glas von Hand. Die Maschine hat immer recht, sagt er, aber er will es selbst sehen.</p>',
      about: ['optical-frames', 'sunglasses'],
    },
    {
      path: '/magazin/licht-auf-dem-wasser',
      title: 'Licht auf dem Wasser',
      lead: 'Warum Segler, Angler und Ruderer polarisierte Gläser tragen.',
      html: '<p>Licht, das vom Wasser zurückkommt, schwingt in einer Richtung. Ein polarisiertes Glas ist ein sehr feiner Zaun quer zu genau dieser Richtung. Du siehst nicht dunkler, du siehst tiefer.</p><p>Der Haken: Bildschirme verschwinden auch. Wer nach dem Plotter steuert, nimmt besser Braun.</p>',
      about: ['sunglasses'],
    },
    {
      path: '/magazin/die-erste-brille',
      title: 'Die erste Brille, und wie sie oben bleibt',
      lead: 'Rat von Eltern, einer Orthoptistin und Mats, sechs Jahre.',
      html: '<p>„Alles hat jetzt Ränder“, sagte Mats, als er hinauskam. Bäume bestanden plötzlich aus Blättern.</p><h2>Aussuchen lassen</h2><p>Eine Brille, die ein Kind selbst aussucht, bleibt öfter oben. Auch wenn sie lila ist. Gerade wenn sie lila ist.</p>',
      about: ['kids-frames', 'cases'],
    },
    {
      path: '/magazin/zwanzig-zwanzig-zwanzig',
      title: 'Zwanzig, zwanzig, zwanzig',
      lead: 'Eine Regel gegen müde Augen, die man sich merken kann.',
      html: '<p>Schau alle zwanzig Minuten zwanzig Sekunden lang auf etwas in zwanzig Schritten Entfernung. Der Muskel, der deine Linse rund hält, lässt dann los.</p><p>Und blinzle. Vor dem Bildschirm tun wir es halb so oft, und damit ist die halbe Trockenheit erklärt.</p>',
      about: ['contact-lenses', 'lens-care'],
    },
    {
      path: '/magazin/eine-brille-fuer-die-reise',
      title: 'Eine Brille für die Reise',
      lead: 'Was in die Tasche gehört, wenn du ohne Brille keinen Bus lesen kannst.',
      html: '<p>Nimm zwei mit, in zwei Taschen. Leg das Rezept ins Handy. Und steck in jede Jacke ein Tuch, denn das eine Tuch liegt immer zu Hause.</p>',
      about: ['cases', 'sunglasses', 'lens-care'],
    },
  ],
};

import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Nachtwit: Betten zum Durchschlafen',
    description:
      'Betten, Matratzen und Bettwäsche aus ehrlichem Material. Hundert Nächte zur Probe, bei Ihnen aufgebaut.',
    hero: {
      heading: 'Morgen wird heute Nacht gemacht',
      body: 'Betten aus massivem Holz, Matratzen, die man nicht spürt, und Leinen, das mit Ihnen älter wird. Seit zwanzig Jahren aus einer Werkstatt.',
      link: 'Zu den Betten',
    },
    kiosk: {
      heading: 'Legen Sie sich ruhig hin',
      body: 'Scannen Sie den Code am Bett und schicken Sie Ihre Auswahl nach Hause. Bei der Größe helfen wir gern.',
    },
    app: {
      heading: 'Willkommen zurück',
      body: 'Ihre gemerkten Betten stehen bereit, mit dem Bestand im Laden in Ihrer Nähe.',
    },
    promise: 'Kostenlos geliefert und aufgebaut, hundert Nächte zur Probe',
    offer: 'Zwei Wochen lang: zu jeder Matratze ein Kopfkissen geschenkt',
    popular: 'Darauf schlafen andere',
    chosen: 'Von unseren Läden ausgesucht',
  },
  about: {
    path: '/ueber-uns',
    title: 'Über Nachtwit',
    description: 'Wer wir sind und warum wir nur Dinge für die Nacht machen.',
    html: '<p>Nachtwit begann 2004 in einer Scheune bei Tilburg, mit einer Säge und einem Bett, das nicht knarren durfte. Heute arbeiten dort achtzig Menschen, und das Bett knarrt immer noch nicht.</p><p>Wir machen, was man nachts braucht, und sonst nichts. Das Holz kommt aus bewirtschafteten Wäldern in Europa, die Wolle von Schafen, auf die wir zeigen können.</p>',
  },
  service: {
    path: '/service',
    title: 'Kundenservice',
    description: 'Lieferung, Umtausch, Garantie: So ist es bei uns geregelt.',
    html: '<h2>Lieferung</h2><p>Lagerware ist in drei Werktagen da. Betten nach Maß dauern vier bis sechs Wochen; den Tag wählen Sie.</p><h2>Umtausch</h2><p>Matratzen und Topper tauschen wir innerhalb von hundert Nächten. Wir holen sie kostenlos ab und geben ihnen ein zweites Leben.</p><h2>Garantie</h2><p>Wie viele Jahre, steht bei jedem Artikel. Knarrt es vorher, kommen wir vorbei.</p>',
  },
  sale: {
    path: '/angebote',
    title: 'Angebote',
    description: 'Ausstellungsstücke und letzte Größen, solange sie da sind.',
    html: '<p>Wir werfen nichts weg. Ausstellungsstücke, letzte Größen und auslaufende Farben stehen hier, mit derselben Garantie.</p>',
  },
  magazine: {
    path: '/magazin',
    title: 'Magazin',
    description: 'Vom Schlafen, von Holz, Wolle und allem, was die Nacht besser macht.',
  },
  stories: [
    {
      path: '/magazin/matratze-ohne-reue',
      title: 'Eine Matratze ohne Reue',
      lead: 'Fünf Minuten Probeliegen sagen wenig. Eine Viertelstunde sagt alles.',
      html: '<p>Legen Sie sich hin, wie Sie schlafen, nicht wie es sich gehört. Bleiben Sie eine Viertelstunde. Bringen Sie Ihr Kissen mit, denn die Hälfte dessen, was Sie spüren, kommt von dort.</p><h2>Achten Sie auf die Schulter</h2><p>In der Seitenlage muss die Schulter einsinken, bis der Rücken gerade liegt. Lassen Sie ein Foto machen: Eine gerade Linie vom Nacken zum Steiß ist richtig.</p><p>Und keine Angst vor Mittel. Drei von vier Kunden, die nach Fest fragen, gehen mit Mittel nach Hause.</p>',
      about: ['mattresses', 'toppers'],
    },
    {
      path: '/magazin/schlafzimmer-mit-achtzehn-grad',
      title: 'Das Schlafzimmer mit achtzehn Grad',
      lead: 'Kühl schläft es sich gut. So bleibt das Bett warm und das Zimmer frisch.',
      html: '<p>Zum Einschlafen muss der Körper um ein Grad abkühlen. Ein warmes Zimmer verhindert das. Drehen Sie die Heizung um acht herunter und stellen Sie das Fenster auf Kipp.</p><h2>Schichten statt Grade</h2><p>Eine Wolldecke mit einem Plaid am Fußende ist klüger als eine dicke Decke. Jeder zieht heran, was er braucht.</p>',
      about: ['duvets', 'bed-linen'],
    },
    {
      path: '/magazin/ein-tag-in-der-werkstatt',
      title: 'Ein Tag in der Werkstatt',
      lead: 'Um sechs geht das Licht an. Um vier steht ein Bett.',
      html: '<p>Kees sägt seit elf Jahren die Füße. Bevor er anfängt, riecht er am Holz: Zu nasses riecht süß. Gute Eiche riecht nach nichts.</p><p>Am Nachmittag wird jedes Bett einmal aufgebaut und wieder zerlegt. Knarrt es, geht es zurück. Das kommt zweimal im Monat vor, und dann ist Kees schlecht gelaunt.</p>',
      about: ['bed-frames', 'nightstands'],
    },
    {
      path: '/magazin/kissen-nach-mass',
      title: 'Warum Ihr Kissen wohl zu hoch ist',
      lead: 'Nackenschmerzen beginnen oft auf einem Kissen, das aus Gewohnheit gekauft wurde.',
      html: '<p>Die meisten Kissen sind fünfzehn Zentimeter hoch, weil das im Laden großzügig aussieht. Den meisten Nacken genügen zwölf.</p><h2>Die Handtuchprobe</h2><p>Falten Sie ein Badetuch, bis es sich gut anfühlt, und messen Sie die Höhe. Das ist das Kissen, das Sie suchen.</p>',
      about: ['pillows'],
    },
    {
      path: '/magazin/leinen-knittert',
      title: 'Leinen knittert, und das darf es',
      lead: 'Ein Lob auf Bettwäsche, die nach Schlaf aussieht.',
      html: '<p>Flachs braucht wenig Wasser und wächst um die Ecke, in Zeeland und Flandern. Der Stoff nimmt Feuchtigkeit auf, trocknet schnell und hält länger als Baumwolle.</p><p>Bügeln muss nicht sein. Nass aufhängen, Ecken gerade ziehen, den Rest erledigt die Nacht.</p>',
      about: ['bed-linen', 'duvets'],
    },
    {
      path: '/magazin/boxspring-oder-bettgestell',
      title: 'Boxspring oder Bettgestell?',
      lead: 'Das eine wählt der Rücken, das andere das Auge. Oder doch nicht?',
      html: '<p>Ein Boxspringbett ist hoch, weich und warm. Ein Gestell mit gutem Lattenrost ist luftiger und hält ein Leben, auch wenn Sie die Matratze wechseln.</p><h2>Drei Fragen</h2><ul><li>Fällt das Aufstehen schwer? Dann Boxspring.</li><li>Wird Ihnen schnell warm? Dann ein Gestell.</li><li>Ziehen Sie oft um? Messen Sie zuerst die Treppe.</li></ul>',
      about: ['box-springs', 'bed-frames'],
    },
  ],
};

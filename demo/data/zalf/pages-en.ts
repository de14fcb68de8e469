import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Zalf: skincare with a short label',
    description: 'Hand creams, balms, soaps and sun care, made in small kettles.',
    hero: {
      heading: 'A short label for a long winter',
      body: 'What we leave out, you need not look up. Balms, soaps and creams from ingredients you could point at in a field.',
      link: 'Start with your hands',
    },
    kiosk: {
      heading: 'Hold out your hands',
      body: 'The tester pots are next to this screen. Scan one and read what is in it.',
    },
    app: {
      heading: 'Running low?',
      body: 'Your usual cream is ready. Top up, or collect it in the shop this afternoon.',
    },
    promise: 'Free delivery over £30, in a box without plastic',
    offer: 'For two weeks: buy two soaps, have the third on us',
    popular: 'The first to run out',
    chosen: 'For cold days',
  },
  about: {
    path: '/about',
    title: 'About Zalf',
    description: 'From one kettle in Haarlem to a shop in York.',
    html: '<p>In 2011 Marijke stirred her first balm in a jam pan, for the hands of her father, who was a bargeman. He took the tins to other bargemen, and that is how it began.</p><p>“Zalf” is Dutch for balm. The pan has become a kettle; the recipe is the same. We use nothing that we cannot pronounce.</p>',
  },
  service: {
    path: '/help',
    title: 'Help',
    description: 'Delivery, returns and questions about your skin.',
    html: '<h2>Delivery</h2><p>Order by eight in the evening and it leaves Northampton the next morning, in a box without plastic.</p><h2>Returns</h2><p>Opened is fine. You have thirty days to find out whether your skin agrees.</p><h2>Skin questions</h2><p>We are no doctors, but we know what is in the tin. Do write to us.</p>',
  },
  sale: {
    path: '/sale',
    title: 'Sale',
    description: 'Seasonal scents and last year’s labels, for less.',
    html: '<p>A new label does not make the old cream any worse. Here are seasonal scents and previous packaging, good for at least another year.</p>',
  },
  magazine: { path: '/magazine', title: 'Magazine', description: 'On skin, plants and the people who work with them.' },
  stories: [
    {
      path: '/magazine/harbour-hands',
      title: 'Harbour hands',
      lead: 'Four people who work with their hands, and what they put on them at night.',
      html: '<p>Rope, salt and wind: the hands of Morag, who mends nets in Pittenweem, have had it all. “Petroleum jelly sticks to the twine,” she says. “This doesn’t.”</p><p>Joiner Pete uses it at weekends only. “Otherwise the chisel slips.” We have made a note.</p>',
      about: ['hand-creams', 'balms'],
    },
    {
      path: '/magazine/six-weeks-on-the-shelf',
      title: 'Six weeks on the shelf',
      lead: 'Why good soap takes time, and what happens meanwhile.',
      html: '<p>We stir on Monday and cut on Tuesday. Then nothing happens for six weeks, and that is the work.</p><h2>Letting the water out</h2><p>The bar grows harder and the lather finer. Sell it too soon, and you sell soap that melts in the dish.</p>',
      about: ['soaps'],
    },
    {
      path: '/magazine/sun-cream-in-april',
      title: 'Sun cream in April',
      lead: 'The April sun is as strong as August’s. You just cannot feel it.',
      html: '<p>What burns is the height of the sun, not the warmth of the day. A pub garden in April counts, and so does a desk by the window: UVA passes through glass.</p><h2>Two measures</h2><p>A teaspoon for face and neck, a shot glass for the rest.</p>',
      about: ['sun-care'],
    },
    {
      path: '/magazine/picking-nettles',
      title: 'Picking nettles',
      lead: 'One morning in May, thirty kilos, and only the tops.',
      html: '<p>They say nettles sting least at six in the morning. They are wrong. We pick along the river, with permission and with gloves, the top four leaves and no more.</p><p>By the afternoon they are in the kettle. What is left goes to the neighbours’ hens.</p>',
      about: ['shampoos', 'conditioners'],
    },
    {
      path: '/magazine/how-to-read-a-label',
      title: 'How to read a label',
      lead: 'Ingredients are listed by weight. The first five tell the story.',
      html: '<p>If “Aqua” comes first you are buying mostly water, which in a cream is no bad thing. If the plant on the front comes last, it is there for the picture.</p><h2>Latin for beginners</h2><ul><li>Cera Alba: beeswax</li><li>Butyrospermum Parkii: shea</li><li>Avena Sativa: oat</li></ul>',
      about: ['hand-creams', 'body-oils', 'balms'],
    },
    {
      path: '/magazine/a-present-that-runs-out',
      title: 'A present that runs out',
      lead: 'Five ideas for people who say they need nothing.',
      html: '<p>The best present takes up no room. A bar of soap is gone in six weeks, and all that time somebody thinks of you, with wet hands.</p><p>Our advice: buy two, and keep one.</p>',
      about: ['gift-sets', 'soaps'],
    },
  ],
};

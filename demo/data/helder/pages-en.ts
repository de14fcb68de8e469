import type { BrandPages } from '../types.ts';

export const pages: BrandPages = {
  home: {
    title: 'Helder: glasses with the lenses in, at one price',
    description: 'Glasses, sunglasses and contact lenses from our own lens lab. Try four frames at home for five days.',
    hero: {
      heading: 'Everything sharp, but the price',
      body: 'Frame, lenses, anti-glare coating and a case: one figure. Ground in Reading, mostly within the week.',
      link: 'See the glasses',
    },
    kiosk: {
      heading: 'Go on, try five',
      body: 'Scan an arm to see which sizes are here today. Testing your eyes takes ten minutes.',
    },
    app: { heading: 'Your prescription is ready', body: 'Choose a frame and we grind your own lenses for it.' },
    promise: 'Prescription lenses included, returns without a reason',
    offer: 'For two weeks: a second pair at half price, sunglasses too',
    popular: 'On most noses right now',
    chosen: 'Our opticians’ own drawer',
  },
  about: {
    path: '/about',
    title: 'About Helder',
    description: 'A lens lab that also has shops.',
    html: '<p>“Helder” is Dutch for clear. We began in 2013 with one grinding machine and one question: why does a lens cost more than the frame around it? We bought the machine to find out. It doesn’t have to.</p><p>Every lens comes from Nijmegen or Reading, every frame from three small factories we visit each year.</p>',
  },
  service: {
    path: '/help',
    title: 'Help',
    description: 'Eye tests, delivery, adjusting and returns.',
    html: '<h2>Eye tests</h2><p>A test takes ten minutes and costs nothing when you buy a pair.</p><h2>Delivery</h2><p>Without a prescription tomorrow, with one within the week.</p><h2>Returns</h2><p>Thirty days, even when the lenses have been cut. Really.</p>',
  },
  sale: {
    path: '/sale',
    title: 'Sale',
    description: 'Last colours and sizes.',
    html: '<p>A colour on its way out is still a good colour. Everything below has the same lenses and the same guarantee.</p>',
  },
  magazine: { path: '/magazine', title: 'Magazine', description: 'On seeing, light and the people behind the glass.' },
  stories: [
    {
      path: '/magazine/which-frame-for-which-face',
      title: 'Which frame for which face? Forget the chart',
      lead: 'Round for square, square for round: true, until it isn’t.',
      html: '<p>Optician Priya has fitted glasses for fifteen years and has no time for charts. “I look at eyebrows,” she says. “The top rim should follow them or just cover them. The rest is character.”</p><h2>Three photographs</h2><p>Put on a pair, take a picture, and do so with three. Look at them a day later. You will know at once.</p>',
      about: ['optical-frames', 'reading-glasses'],
    },
    {
      path: '/magazine/seven-minutes-of-grinding',
      title: 'Seven minutes of grinding',
      lead: 'From a blank of plastic to your prescription, to a thousandth of a millimetre.',
      html: '<p>The diamond turns six thousand times a minute and hardly touches the lens. What comes off is powder; what is left is you: minus two and a quarter, with a cylinder at eighty degrees.</p><p>Then Joan checks every lens by hand. The machine is always right, she says, but she likes to see for herself.</p>',
      about: ['optical-frames', 'sunglasses'],
    },
    {
      path: '/magazine/light-over-water',
      title: 'Light over water',
      lead: 'Why skippers, anglers and rowers wear polarised lenses.',
      html: '<p>Light that bounces off water swings one way. A polarised lens is a very fine fence across exactly that way. You do not see darker, you see deeper.</p><p>The catch: screens vanish, too. If you steer by a chart plotter, take brown.</p>',
      about: ['sunglasses'],
    },
    {
      path: '/magazine/a-first-pair',
      title: 'A first pair, and how to keep it on',
      lead: 'Advice from parents, an orthoptist and Alfie, aged six.',
      html: '<p>“Everything has edges,” said Alfie when he came outside. Trees turned out to be made of leaves.</p><h2>Let them choose</h2><p>A pair a child has chosen stays on longer. Even if it is purple. Above all if it is purple.</p>',
      about: ['kids-frames', 'cases'],
    },
    {
      path: '/magazine/twenty-twenty-twenty',
      title: 'Twenty, twenty, twenty',
      lead: 'A rule against tired eyes you might remember.',
      html: '<p>Every twenty minutes look for twenty seconds at something twenty feet away. The muscle holding your lens round can let go.</p><p>And blink. In front of a screen we do it half as often, and there is half of the dryness explained.</p>',
      about: ['contact-lenses', 'lens-care'],
    },
    {
      path: '/magazine/glasses-to-travel-with',
      title: 'Glasses to travel with',
      lead: 'What to pack if you cannot read the front of a bus without them.',
      html: '<p>Take two pairs, in two bags. Keep the prescription in your telephone. And put a cloth in every coat, because the one cloth you own is always at home.</p>',
      about: ['cases', 'sunglasses', 'lens-care'],
    },
  ],
};

import type { BrandRange } from '../data/types.ts';
import type { Random } from '../random.ts';

/** A landscape of 1600 x 900: a sky with a sun or moon, and hills that lie differently for every name. */
export function drawScene(brand: BrandRange, name: string, random: Random): string {
  const [sky, far, near, light] = random.pick(brand.scenery, name, 'scenery');
  const x = random.whole(260, 1340, name, 'light');
  const y = random.whole(150, 330, name, 'height');
  const radius = random.whole(60, 120, name, 'radius');
  return [
    `<rect width="1600" height="900" fill="${sky}"/>`,
    `<circle cx="${x}" cy="${y}" r="${radius * 2.1}" fill="${light}" opacity=".22"/>`,
    `<circle cx="${x}" cy="${y}" r="${radius}" fill="${light}"/>`,
    hill(far, 0.45, random.whole(430, 520, name, 'far'), name, random),
    hill(far, 0.9, random.whole(540, 620, name, 'middle'), name, random),
    hill(near, 1, random.whole(670, 760, name, 'near'), name, random),
  ].join('');
}

function hill(colour: string, opacity: number, level: number, name: string, random: Random): string {
  const bend = (at: number) => level + random.whole(-90, 90, name, level, at);
  const path = `M0 ${bend(0)}C260 ${bend(1)} 420 ${bend(2)} 760 ${bend(3)}S1280 ${bend(4)} 1600 ${bend(5)}V900H0Z`;
  return `<path d="${path}" fill="${colour}" opacity="${opacity}"/>`;
}

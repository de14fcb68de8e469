/** What all shapes are drawn with, and by. */
export interface Paint {
  readonly main: string;
  readonly dark: string;
  readonly light: string;
  readonly accent: string;
  readonly label: string;
  /** Degrees by which small things lean. */
  readonly turn: number;
  /** What the product is like, by trait and option: `form` is `round`. */
  readonly values: Readonly<Record<string, string>>;
}

export type Draw = (paint: Paint) => string;

export const rect = (x: number, y: number, width: number, height: number, radius: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}" ${more}/>`;

export const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;

export const line = (d: string, colour: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;

export const circle = (x: number, y: number, radius: number, fill: string, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}" ${more}/>`;

export const stitches = (d: string, colour: string) =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="4" stroke-dasharray="14 12" opacity=".55"/>`;

export const label = ({ label: text }: Paint, x: number, y: number, size: number, colour: string) =>
  `<text x="${x}" y="${y}" font-family="Georgia, serif" font-size="${size}" text-anchor="middle" fill="${colour}">${text}</text>`;

export const leaning = ({ turn }: Paint, drawing: string) => `<g transform="rotate(${turn} 600 960)">${drawing}</g>`;

export const lowered = (by: number, drawing: string) => `<g transform="translate(0 ${by})">${drawing}</g>`;

/** The drawing and its mirror image, left and right of x = 600. */
export const bothSides = (drawing: string) => `${drawing}<g transform="translate(1200 0) scale(-1 1)">${drawing}</g>`;

import type { RouteHandler } from '../../src/config/define.ts';
import type { Dam } from './backend.ts';

/** Serves `/media/{assetId}.svg?w=480&h=480`: the picture, no larger than asked; `w` and `h` are pixels, 1 to 4,000. */
export function serveMedia(dam: Dam): RouteHandler {
  return (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const [, assetId] = /^\/media\/([\w.-]+)\.svg$/.exec(pathname) ?? [];
    if (!assetId) return new Response('expected /media/{asset}.svg', { status: 404 });
    const box: { width?: number; height?: number } = {};
    for (const [parameter, side] of [
      ['w', 'width'],
      ['h', 'height'],
    ] as const) {
      const value = searchParams.get(parameter);
      if (!value) continue;
      if (!/^[1-9]\d{0,3}$/.test(value) || Number(value) > 4000)
        return new Response(`${parameter}: expected pixels from 1 to 4000`, { status: 400 });
      box[side] = Number(value);
    }
    const svg = dam.draw(assetId, box);
    if (svg === undefined) return new Response('no such asset', { status: 404 });
    return new Response(svg, {
      headers: {
        'content-type': 'image/svg+xml; charset=utf-8',
        'cache-control': 'public, max-age=86400',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': '*',
      },
    });
  };
}

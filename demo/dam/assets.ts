/** Ids of assets tell what they show: `nw-101.front`, `nachtwit.story-3`. */
export const views = ['front', 'detail', 'scene'] as const;

export type View = (typeof views)[number];

export function viewsOf(articleId: string): readonly { readonly assetId: string; readonly view: View }[] {
  return views.map((view) => ({ assetId: `${articleId}.${view}`, view }));
}

/** The picture of a magazine story, by its place in the list. */
export function storyAsset(brand: string, place: number): string {
  return `${brand}.story-${place + 1}`;
}

/** The picture on top of a brand's pages: `home`, `kiosk`, `app`, or the key of a category. */
export function sceneAsset(brand: string, name: string): string {
  return `${brand}.${name}`;
}

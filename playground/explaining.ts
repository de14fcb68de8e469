/** Whether answers are to be explained: the playground's choice, kept in the browser for all sites. */
const key = 'etalage-playground:explain';

export function isExplaining(): boolean {
  return localStorage.getItem(key) !== 'off';
}

export function setExplaining(on: boolean): void {
  if (on) localStorage.removeItem(key);
  else localStorage.setItem(key, 'off');
}

/** The header that asks for it. */
export function explainHeaders(): Record<string, string> {
  return isExplaining() ? { 'etalage-explain': '1' } : {};
}

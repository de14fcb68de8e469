/** Fields in the texts of content: `Hallo {{visitor.firstName|daar}}`, with what stands there for who is not known. */

/** What a text is read as where the field stands. */
export type TextContext = 'TEXT' | 'HTML' | 'URL';

const field = /\{\{\s*([A-Za-z][\w.]*)\s*(?:\|([^{}]*))?\}\}/g;
/** Longer is no name to greet anybody by. */
const longest = 60;
/** What moves a cursor, hides or turns text around it: none of it belongs in a name. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** The names that fields may have. */
export const fieldNames = ['visitor.firstName'] as const;

/** Whether a text holds fields. */
export function hasFields(text: string): boolean {
  return text.includes('{{');
}

/** The names of the fields of a text, also those that may not be there. */
export function fieldsOf(text: string): readonly string[] {
  return Array.from(text.matchAll(field), ([, name = '']) => name);
}

/**
 * Puts values in the places of fields. A value is a stranger's text: it is made harmless for what the text is, and in HTML
 * for where in it the field stands. The fallback is the author's own, and stays as it is.
 *
 * @param ask the value of a field, or null. Null for the whole: nobody may be named here, and every field is its fallback.
 */
export function insertFields(
  text: string,
  context: TextContext,
  ask: ((name: string) => string | null) | null,
): string {
  if (!hasFields(text)) return text;
  return text.replace(field, (_, name: string, fallback: string | undefined, at: number) => {
    const allowed = (fieldNames as readonly string[]).includes(name);
    const value = allowed ? clean(ask?.(name) ?? null) : null;
    if (value === null) return fallback ?? '';
    if (context === 'TEXT') return value;
    if (context === 'URL') return encodeUrl(value);
    const place = placeInHtml(text.slice(0, at));
    if (place === 'URL') return encodeUrl(value);
    return place === 'NOWHERE' ? (fallback ?? '') : encodeHtml(value);
  });
}

function clean(value: string | null): string | null {
  const text = value?.normalize('NFC').replace(unseen, '').trim() ?? '';
  return text === '' ? null : [...text].slice(0, longest).join('');
}

/** For texts and quoted attributes: https://cheatsheetseries.owasp.org/cheatsheets/Cross_Site_Scripting_Prevention_Cheat_Sheet.html */
function encodeHtml(value: string): string {
  return value.replace(/[^\p{L}\p{M}\p{N} .,_-]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** One component of a URL, also within quotes of HTML: no scheme, host or path can come of it. */
function encodeUrl(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Attributes whose value is a URL. */
const urls = /^(href|src|srcset|action|formaction|poster|cite|background|data|ping)$/i;
/** Attributes and elements whose value is code or style: nobody's name belongs there. */
const code = /^(on.*|style|srcdoc)$/i;
const raw = /<(script|style|iframe|textarea|title|noscript|template)\b(?![\s\S]*<\/\1)/i;

/** Where the end of this HTML is: between tags, in the quoted value of an attribute, in a URL, or where nothing may be put. */
function placeInHtml(before: string): 'TEXT' | 'URL' | 'NOWHERE' {
  if (raw.test(before)) return 'NOWHERE';
  const tag = /<(?:[^<>"']|"[^"]*"|'[^']*')*(?:"[^"]*|'[^']*)?$/.exec(before)?.[0];
  if (tag === undefined) return 'TEXT';
  const attribute = /([^\s"'<>/=]+)\s*=\s*(?:"[^"]*|'[^']*)$/.exec(tag)?.[1];
  if (attribute === undefined || code.test(attribute)) return 'NOWHERE';
  return urls.test(attribute) ? 'URL' : 'TEXT';
}

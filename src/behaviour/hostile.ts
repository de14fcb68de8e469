/** What of the properties of an event is refused before anybody looks at what they mean. */

/** Levels of objects and lists, values in all, and characters in all. */
export const mostDepth = 4;
export const mostValues = 700;
export const mostCharacters = 16_384;

export type Refused = 'TOO_LARGE' | 'NOT_TEXT' | 'PERSONAL_DATA';

/**
 * Local part, an at sign (also as it is written in a URL), a domain; not `hero@2x.png`, which is a picture. Every run is
 * bounded, so that it takes linear time.
 */
const address = /[^\s@%<>]{1,64}(?:@|%40)(?!\dx\.(?:png|jpe?g|webp|avif|gif|svg)\b)[\p{L}\p{N}-]{1,63}\.\p{L}{2}/iu;
/** International form: the plus sign, then 8 to 15 digits (ITU-T E.164). */
const telephone = /\+\d(?:[\s().-]{0,2}\d){7,14}/;

/**
 * Looks at every key and value, declared or not: whoever sends an address under any name is to hear of it, and not to find
 * it left out in silence. Null when nothing is to be refused.
 */
export function refuse(properties: unknown): Refused | null {
  let values = 0;
  let characters = 0;

  function look(value: unknown, depth: number): Refused | null {
    values += 1;
    if (values > mostValues || depth > mostDepth) return 'TOO_LARGE';
    if (typeof value === 'string') return lookAtText(value);
    if (typeof value !== 'object' || value === null) return null;
    for (const [key, inner] of Object.entries(value)) {
      const refused = (Array.isArray(value) ? null : lookAtText(key)) ?? look(inner, depth + 1);
      if (refused) return refused;
    }
    return null;
  }
  function lookAtText(text: string): Refused | null {
    characters += text.length;
    if (characters > mostCharacters) return 'TOO_LARGE';
    if (!isText(text)) return 'NOT_TEXT';
    // What looks alike is alike: full-width letters and signs.
    return isPersonal(text.normalize('NFKC')) ? 'PERSONAL_DATA' : null;
  }
  return look(properties, 0);
}

/** Whether it can be kept in every database, and shown. */
export function isText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
  return text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
}

/** Whether it looks like an e-mail address or a telephone number. */
export function isPersonal(text: string): boolean {
  return (/@|%40/.test(text) && address.test(text)) || telephone.test(text);
}

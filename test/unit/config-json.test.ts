import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/config/parse-json.ts';

const parse = (text: string) => parseJson('sites.json', text);

describe('config: JSON with places', () => {
  it('reads what JSON.stringify writes, at any indentation', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses exactly the texts that JSON.parse refuses', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '1',
      '-',
      '0',
      '.5',
      'e',
      'true',
      ' ',
      '\\',
      '"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (tokens) => {
        const text = tokens.join('');
        const refused = (read: () => unknown, except?: string) => {
          try {
            read();
            return false;
          } catch (error) {
            return !except || !String(error).includes(except);
          }
        };
        expect(refused(() => parse(text), 'each key once')).toBe(refused(() => JSON.parse(text)));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: expected "," or "}", found `"b":`'],
    ['{\n  "a": 1,\n}', 'line 3, column 1: expected a key in double quotes, found `}`'],
    ["{ 'a': 1 }", "line 1, column 3: expected a key in double quotes, found `'a':`"],
    ['{ "a" 1 }', 'line 1, column 7: expected ":" after the key "a", found `1`'],
    ['{ "a": yes }', 'line 1, column 8: expected a JSON value, found `yes`'],
    ['{ "a": [1, 2 }', 'line 1, column 14: expected "," or "]", found `}`'],
    ['{ "a": 1', 'line 1, column 9: expected "," or "}", found the end of the line or file'],
    ['', 'line 1, column 1: expected a JSON value, found the end of the line or file'],
    ['{} {}', 'line 1, column 4: expected nothing more after the value, found `{}`'],
  ])('says where %j goes wrong', (text, message) => {
    expect(() => parse(text)).toThrow(`sites.json has 1 problem(s):\n  ${message}`);
  });

  it('refuses a key that an object has twice, and says where', () => {
    expect(() => parse('{ "sites": {\n  "nl": 1,\n  "nl": 2 } }')).toThrow(
      'sites.nl: expected each key once in an object, found "nl" again on line 3, column 3',
    );
  });

  it('reads past a byte order mark', () => {
    expect(parse('\uFEFF{"a":1}')).toEqual({ a: 1 });
  });
});

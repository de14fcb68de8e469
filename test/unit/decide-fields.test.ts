import fc from 'fast-check';
import sanitize from 'sanitize-html';
import { describe, expect, it } from 'vitest';
import { insertFields } from '../../src/experience/fields.ts';

const named = (name: string | null) => () => name;

describe('experience: fields', () => {
  it('put a value or its fallback, and nothing where there is neither', () => {
    const hello = 'Hallo {{visitor.firstName|daar}}!';
    expect(insertFields(hello, 'TEXT', named('Ada'))).toBe('Hallo Ada!');
    expect(insertFields(hello, 'TEXT', named(null))).toBe('Hallo daar!');
    expect(insertFields(hello, 'TEXT', named('  '))).toBe('Hallo daar!');
    expect(insertFields(hello, 'TEXT', null)).toBe('Hallo daar!');
    expect(insertFields('Hallo{{ visitor.firstName }}', 'TEXT', null)).toBe('Hallo');
    expect(insertFields('{{visitor.firstName|a}} {{visitor.firstName|b}}', 'TEXT', named('Ada'))).toBe('Ada Ada');
  });

  it('ask for allowed names only', () => {
    const asked: string[] = [];
    const ask = (name: string) => {
      asked.push(name);
      return 'secret';
    };
    const text = '{{visitor.email|your address}} {{visitorId|x}} {{constructor|y}} {{visitor.firstName.length|z}}';
    expect(insertFields(text, 'TEXT', ask)).toBe('your address x y z');
    expect(asked).toEqual([]);
  });

  it('read nobody’s name where nobody may be named', () => {
    expect(insertFields('{{visitor.firstName|you}}', 'HTML', null)).toBe('you');
  });

  it('put no field in a value', () => {
    expect(insertFields('{{visitor.firstName|x}}', 'TEXT', named('{{visitor.firstName|y}}'))).toBe(
      '{{visitor.firstName|y}}',
    );
  });

  it('take out what hides or turns text, and cut what is no name', () => {
    expect(insertFields('{{visitor.firstName}}', 'TEXT', named('A\u202Ed\u0000a\u200B\n'))).toBe('Ada');
    expect([...insertFields('{{visitor.firstName}}', 'TEXT', named('😀'.repeat(100)))]).toHaveLength(60);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '"><script>alert(1)</script>',
      "' onload='alert(1)",
      'javascript:alert(1)',
      '</p><b>',
      '&lt;',
      '{{x}}',
    ),
  );

  it('leave HTML as its author wrote it, between tags, in attributes and in addresses', () => {
    const html =
      '<p title="Hi {{visitor.firstName|you}}">Hi {{visitor.firstName|you}} <a href="https://shop.example/?n={{visitor.firstName|you}}">go</a></p>';
    const shape = (text: string) => {
      const tags: string[] = [];
      sanitize(text, {
        allowedTags: false,
        allowVulnerableTags: true,
        allowedAttributes: false,
        transformTags: {
          '*': (tagName, attribs) => {
            tags.push(`${tagName} ${Object.keys(attribs)}`);
            if (attribs.href) tags.push(new URL(attribs.href).origin + new URL(attribs.href).pathname);
            return { tagName, attribs };
          },
        },
      });
      return tags;
    };
    const expected = shape(insertFields(html, 'HTML', null));
    fc.assert(
      fc.property(hostile, (name) => {
        expect(shape(insertFields(html, 'HTML', named(name)))).toEqual(expected);
      }),
    );
  });

  it('put nobody’s name in code, in style, in tags and without quotes', () => {
    const places = [
      '<a onclick="greet(\'{{visitor.firstName|you}}\')">x</a>',
      '<p style="content: {{visitor.firstName|you}}">x</p>',
      '<script>var name = "{{visitor.firstName|you}}"</script>',
      '<p title={{visitor.firstName|you}}>x</p>',
      '<{{visitor.firstName|you}}>',
      '<!-- {{visitor.firstName|you}} -->',
    ];
    for (const html of places) {
      expect(insertFields(html, 'HTML', named('Ada'))).toBe(html.replace('{{visitor.firstName|you}}', 'you'));
    }
  });

  it('put one component in an address, which can name no scheme, host or path', () => {
    const url = (text: string, name: string) => insertFields(text, 'URL', named(name));
    expect(url('https://shop.example/?n={{visitor.firstName|}}', 'A&b=c/d#e')).toBe(
      'https://shop.example/?n=A%26b%3Dc%2Fd%23e',
    );
    expect(url('{{visitor.firstName}}', "javascript:alert('1')")).toBe('javascript%3Aalert%28%271%27%29');
    fc.assert(
      fc.property(hostile, (name) => {
        const { origin, pathname } = new URL(url('https://shop.example/a?n={{visitor.firstName|x}}', name));
        expect([origin, pathname]).toEqual(['https://shop.example', '/a']);
      }),
    );
  });
});

import type { PlaygroundBootstrap } from '../src/http/playground.ts';

/**
 * One way of looking at a site: what a visitor would bring along, as a request header. Whatever is chosen stands in the
 * page's URL, so that a view can be shared, survives a reload, and goes along to another site. A new lens is one more
 * entry in `lensesOf`.
 */
export interface Lens {
  /** Parameter of the page's URL. */
  readonly name: string;
  readonly label: string;
  readonly header: string;
  /** The first is what the server assumes without the header. */
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    /** The header's value where it is not the one in the URL. */
    readonly sends?: string;
  }[];
}

export function lensesOf({ channels, personas = [] }: PlaygroundBootstrap): readonly Lens[] {
  return [
    {
      name: 'channel',
      label: 'Channel',
      header: 'etalage-channel',
      choices: channels.map((value) => ({ value, label: value.charAt(0) + value.slice(1).toLowerCase() })),
    },
    ...(personas.length > 0 ? [personaLens(personas)] : []),
  ];
}

/** The URL names the person; their token, which is for a while and is nobody else's business, goes into the header only. */
function personaLens(personas: NonNullable<PlaygroundBootstrap['personas']>): Lens {
  return {
    name: 'persona',
    label: 'Visitor',
    header: 'etalage-visitor',
    choices: [
      { value: '', label: 'Anonymous' },
      ...personas.map(({ key, title, token }) => ({ value: key.split('-').at(-1) ?? key, label: title, sends: token })),
    ],
  };
}

/** What is chosen in the URL; a value that is no choice counts as none. */
export function chosen(lens: Lens): string {
  const value = new URLSearchParams(location.search).get(lens.name);
  const choice = lens.choices.find((candidate) => candidate.value === value) ?? lens.choices[0];
  return choice?.value ?? '';
}

export function choose(lens: Lens, value: string): void {
  const url = new URL(location.href);
  if (value === lens.choices[0]?.value) url.searchParams.delete(lens.name);
  else url.searchParams.set(lens.name, value);
  history.replaceState(null, '', url);
}

/** The request headers of the present view. */
export function viewHeaders(lenses: readonly Lens[]): Record<string, string> {
  return Object.fromEntries(lenses.map((lens) => [lens.header, sent(lens)]).filter(([, value]) => value));
}

function sent(lens: Lens): string {
  const value = chosen(lens);
  return lens.choices.find((choice) => choice.value === value)?.sends ?? value;
}

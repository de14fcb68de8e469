/** What a run found, one row for each thing that was measured. */
import { ratioOf, type Sample, type Series, seriesOf } from './measure.ts';

export interface Row {
  readonly scenario: string;
  /** What was measured. */
  readonly measured: string;
  readonly unit: '/s' | 'ms' | '%' | 'bytes' | 'entries';
  readonly value: Series;
  /** What it is compared with. */
  readonly against?: { readonly name: string; readonly value: Series };
  /** Median over the rounds of the value by what it is compared with. */
  readonly ratio?: Series;
  readonly target?: { readonly text: string; readonly met: boolean };
  /**
   * Processor time per request in microseconds, of this server and of what it is compared with, and how the two compare,
   * round by round as rates do: on a machine that is busy with other things it holds where they do not.
   */
  readonly serverMicros?: { readonly value: number; readonly against?: number; readonly ratio?: number };
  /** What else a reader must know of the row. */
  readonly note?: string;
}

export interface RateOptions {
  readonly scenario: string;
  readonly measured: string;
  readonly samples: readonly Sample[];
  readonly against?: { readonly name: string; readonly samples: readonly Sample[] };
  /** The ratio that it shall reach. */
  readonly atLeast?: number;
}

/** A rate, beside another one. */
export function rateRow({ scenario, measured, samples, against, atLeast }: RateOptions): Row {
  const ratio = against && ratioOf(samples, against.samples);
  const median = (list: readonly Sample[], of: keyof Sample) => seriesOf(list.map((sample) => sample[of])).median;
  const sending = median(samples, 'loadMicros');
  const serving = median(samples, 'serverMicros');
  return {
    scenario,
    measured,
    unit: '/s',
    value: seriesOf(samples.map(({ perSecond }) => perSecond)),
    serverMicros: {
      value: serving,
      ...(against && {
        against: median(against.samples, 'serverMicros'),
        ratio: ratioOf(against.samples, samples, 'serverMicros').median,
      }),
    },
    ...(against && {
      against: { name: against.name, value: seriesOf(against.samples.map(({ perSecond }) => perSecond)) },
      ratio,
    }),
    ...(ratio && atLeast !== undefined && { target: { text: `>= ${atLeast}`, met: ratio.median >= atLeast } }),
    ...(sending > serving && {
      note: `sending took ${sending.toFixed(0)} µs of processor per request, serving ${serving.toFixed(0)}: the load is the limit`,
    }),
  };
}

/** A single number. */
export const exactly = (value: number): Series => ({ median: value, min: value, max: value });

/** Rows as text for a terminal, in columns. */
export function formatRows(rows: readonly Row[]): string {
  const head = [
    'scenario',
    'measured',
    'value',
    'against',
    'value',
    'ratio',
    'target',
    'met',
    'µs per request',
    'ratio of these',
  ];
  const cells = rows.map(({ scenario, measured, unit, value, against, ratio, target, serverMicros }) => [
    scenario,
    measured,
    formatSeries(value, unit),
    against?.name ?? '',
    against ? formatSeries(against.value, unit) : '',
    ratio ? formatRatio(ratio) : '',
    target?.text ?? '',
    target ? (target.met ? 'yes' : 'NO') : '',
    ...formatMicros(serverMicros),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((text, at) => text.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const notes = rows.flatMap(({ scenario, measured, note }) => (note ? [`${scenario}, ${measured}: ${note}.`] : []));
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line), ...notes].join('\n');
}

function formatMicros({ value, against, ratio }: Partial<NonNullable<Row['serverMicros']>> = {}): [string, string] {
  if (value === undefined) return ['', ''];
  return against === undefined
    ? [value.toFixed(0), '']
    : [`${value.toFixed(0)} / ${against.toFixed(0)}`, (ratio ?? against / value).toFixed(2)];
}

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

function formatSeries({ median, min, max }: Series, unit: Row['unit']): string {
  const text = (value: number) => (unit === '%' || unit === 'ms' ? fine : whole).format(value);
  return `${text(median)}${unit === '/s' ? '' : ' '}${unit}${min === max ? '' : ` (${text(min)}-${text(max)})`}`;
}

function formatRatio({ median, min, max }: Series): string {
  const text = (value: number) => value.toFixed(value < 10 ? 2 : 0);
  return min === max ? text(median) : `${text(median)} (${text(min)}-${text(max)})`;
}

import { stripVTControlCharacters } from 'node:util';

/**
 * Lays out rows in columns, two spaces apart; the first row is the head. Cells may be coloured. A column that is empty
 * in every row but the head is left out.
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const shown = widths.flatMap((_, column) => (rows.slice(1).some((row) => row[column]) ? [column] : []));
  return rows
    .map((row) =>
      shown
        .map((column) => {
          const cell = row[column] ?? '';
          return cell + ' '.repeat((widths[column] ?? 0) - width(cell));
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function width(cell: string): number {
  return stripVTControlCharacters(cell).length;
}

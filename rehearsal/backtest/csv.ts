import type { Line } from './slot-minute.ts';

const SLOT_FIELDS = ['requests', 'errors', 'slow', 'p50', 'p90', 'p99'] as const;
const COLUMNS = ['minute', ...['canary', 'live'].flatMap((slot) => SLOT_FIELDS.map((field) => `${slot}_${field}`))];

/** Columns by their names in the header; an empty cell is a value that was not measured. */
export function linesOfCsv(text: string): Line[] {
  const [header = '', ...rows] = text.split(/\r?\n/);
  const names = header.split(',').map((name) => name.trim());
  const missing = COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new Error(`Line 1: the header lacks ${missing.map((name) => `"${name}"`).join(', ')}.`);
  }
  return rows.flatMap((row, i) => (row.trim() === '' ? [] : [{ line: i + 2, value: minuteOf(names, row, i + 2) }]));
}

function minuteOf(names: readonly string[], row: string, line: number): unknown {
  const cells = row.split(',');
  if (cells.length !== names.length) {
    throw new Error(`Line ${line}: ${cells.length} cells under ${names.length} columns.`);
  }
  const cell = new Map(names.map((name, i) => [name, numberOf(cells[i] ?? '', name, line)]));
  const slot = (name: string) => Object.fromEntries(SLOT_FIELDS.map((field) => [field, cell.get(`${name}_${field}`)]));
  return {
    minute: cell.get('minute'),
    weight: cell.get('weight') ?? undefined,
    canary: slot('canary'),
    live: slot('live'),
  };
}

function numberOf(cell: string, name: string, line: number): number | null {
  if (cell.trim() === '') return null;
  const value = Number(cell);
  if (Number.isNaN(value)) throw new Error(`Line ${line}: "${name}": "${cell.trim()}" is not a number.`);
  return value;
}

import type { Replay } from './replay.ts';
import type { NamedPolicy } from './schedule.ts';

export interface Compared {
  readonly named: NamedPolicy;
  readonly replay: Replay;
}

/** One line per policy over the same minutes: how it ended, when, and what the canary served until then. */
export function comparison(compared: readonly Compared[]): string {
  const rows = [HEADER, ...compared.map(row)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

const HEADER = ['policy', 'outcome', 'at minute', 'canary requests', 'canary errors', 'highest evidence'];

function row({ named, replay: { outcome, looks } }: Compared): string[] {
  const served = (count: 'requests' | 'errors') => looks.reduce((sum, { recorded }) => sum + recorded.canary[count], 0);
  const last = looks.at(-1);
  return [
    named.name,
    outcome,
    String(last?.recorded.minute ?? '-'),
    String(served('requests')),
    String(served('errors')),
    (1 / (last?.verdict.anytimePValue ?? 1)).toPrecision(3),
  ];
}

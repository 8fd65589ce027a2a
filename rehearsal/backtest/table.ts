import type { Minute, SlotMinute } from '#domain/judge/minute.ts';
import { shareThere } from '#domain/judge/sufficiency.ts';
import type { Replay, ReplayedLook } from './replay.ts';
import type { NamedPolicy } from './schedule.ts';

/** Longer traces show a look per hour, and every look that decides something. */
const MOST_ROWS = 90;

export function table({ name }: NamedPolicy, { outcome, looks }: Replay): string {
  const last = looks.at(-1);
  const shown = looks.filter((look, i) => looks.length <= MOST_ROWS || i % 60 === 59 || look === last || decides(look));
  const rows = [HEADER, ...shown.map(row)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const lines = rows.map((cells) => cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join('  '));
  const minute = last === undefined ? '' : ` at minute ${last.recorded.minute}`;
  return [...lines, '', `${name}: ${outcome}${minute}. ${last?.verdict.explanation ?? ''}`, ''].join('\n');
}

const decides = ({ verdict }: ReplayedLook): boolean =>
  verdict.decision !== 'continue' && verdict.decision !== 'extend';

const HEADER = [
  'minute',
  'weight',
  'canary',
  'errors',
  'live',
  'errors',
  'p99',
  'live',
  'evidence',
  'data',
  'decision',
];

function row({ recorded, weight, verdict }: ReplayedLook): string[] {
  const { canary, live } = recorded;
  return [
    String(recorded.minute),
    `${weight} %`,
    String(canary.requests),
    errorRate(canary),
    String(live.requests),
    errorRate(live),
    milliseconds(canary.p99),
    milliseconds(live.p99),
    twoDigits((100 * verdict.evidence) / verdict.rollbackAt),
    `${Math.round(100 * shareThere(verdict.sufficiency))} %`,
    decisionWords(verdict),
  ];
}

const twoDigits = (percent: number): string =>
  `${percent >= 100 ? Math.round(percent) : Number(percent.toPrecision(2))} %`;

const errorRate = ({ requests, errors }: SlotMinute): string =>
  requests === 0 ? '-' : `${((100 * errors) / requests).toFixed(2)} %`;

const milliseconds = (seconds: Minute['canary']['p99']): string =>
  seconds === null ? '-' : `${Math.round(1000 * seconds)} ms`;

function decisionWords(verdict: ReplayedLook['verdict']): string {
  switch (verdict.decision) {
    case 'extend':
    case 'inconclusive':
      return `${verdict.decision} (${verdict.reason})`;
    case 'rollback':
      return `rollback (${verdict.reason.kind === 'evidence' ? verdict.reason.stream : verdict.reason.kind})`;
    default:
      return verdict.decision;
  }
}

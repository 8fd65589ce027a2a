import { defaultSettings } from '#domain/judge/policy.ts';
import type { JudgeLook, SlotReading } from '../record.ts';
import { color, swatch } from './legend.ts';
import { height, latencyScale, linePath } from './line-panels.ts';
import { element, type Markup, type Part } from './markup.ts';
import { plotWidth, round, type Panel, type TimeAxis } from './plot.ts';
import { linearScale, logScale, type Scale } from './scale.ts';
import type { Values } from './series.ts';
import { count, decimal, milliseconds, percent, stopwatch } from './words.ts';

type Slot = 'canary' | 'live';

const slots = ['live', 'canary'];
const ofCanary = color(slots, 'canary');
const ofLive = color(slots, 'live');

/** The judge's view: the evidence against the canary, and the measurements behind it. */
export const judgePanels = (looks: readonly JudgeLook[], time: TimeAxis): Panel[] =>
  [evidencePanel, errorRatePanel, slowestPanel].map((panel) => panel(looks, time));

/** Below it the chart shows no differences any more: the canary is clearly no worse. */
const LOWEST_EVIDENCE = 0.01;

function evidencePanel(looks: readonly JudgeLook[], time: TimeAxis): Panel {
  const values = looks.map(({ evidence }) => Math.max(LOWEST_EVIDENCE, evidence));
  const rollbackAt = looks[0]?.rollbackAt ?? 100;
  const y = logScale(LOWEST_EVIDENCE, Math.max(rollbackAt, ...values));
  const line = round(height * (1 - y.place(rollbackAt)));
  return {
    id: 'evidence',
    title: 'Evidence that the canary is worse, powers of ten',
    description: `From 1 at the start; at ${decimal(rollbackAt)} the canary is rolled back. Highest ${decimal(Math.max(...values))}.`,
    height,
    y,
    sayY: String,
    legend: [swatch('evidence', 'line', ofCanary), swatch(`rolls back at ${decimal(rollbackAt)}`, 'dashed', 'limit')],
    shapes: [
      element('path', { class: 'curve tail limit', d: `M0,${line}H${plotWidth}` }),
      element('path', { class: `curve ${ofCanary}`, d: drawn(looks, values, time, y) }),
    ],
    readings: readings(looks, ({ evidence }) => `evidence ${decimal(evidence)}`),
  };
}

function errorRatePanel(looks: readonly JudgeLook[], time: TimeAxis): Panel {
  const rates = (slot: Slot) => looks.map((look) => errorPercent(look[slot]));
  const highest = Math.max(0, ...[...rates('canary'), ...rates('live')].map((rate) => rate ?? 0));
  const y = linearScale(Math.max(1, 1.2 * highest), 2);
  const range = (slot: Slot) => looks.map((look) => errorRange(look[slot]));
  return {
    id: 'judged-errors',
    title: 'Failed requests a minute',
    description: `Percentage of failed requests of both slots, and what it may really be; highest ${percent(highest)}.`,
    height,
    y,
    sayY: percent,
    legend: [...bothSlots, swatch('range, 95 % sure', 'area', `${ofCanary} interval`)],
    shapes: [
      band(looks, range('live'), ofLive, time, y),
      band(looks, range('canary'), ofCanary, time, y),
      ...curves(looks, rates, time, y),
    ],
    readings: readings(looks, ({ canary, live }) => `canary ${failures(canary)}, live ${failures(live)}`),
  };
}

function slowestPanel(looks: readonly JudgeLook[], time: TimeAxis): Panel {
  const values = (slot: Slot) => looks.map((look) => (look[slot].p99 === null ? undefined : 1000 * look[slot].p99));
  const { scale, logarithmic } = latencyScale(
    [...values('canary'), ...values('live')].filter((value) => value !== undefined),
  );
  const margin = defaultSettings.latencyMargins.p99;
  const tolerated = values('live').map((value) =>
    value === undefined ? undefined : ([value, margin * value] as const),
  );
  return {
    id: 'judged-latency',
    title: logarithmic ? 'p99 latency a minute, powers of ten' : 'p99 latency a minute',
    description:
      'The 99th percentile of the response time of both slots, and how much more than the live slot is tolerated.',
    height,
    y: scale,
    sayY: milliseconds,
    legend: [...bothSlots, swatch(`tolerated, ${percent(100 * (margin - 1))} more`, 'area', `${ofLive} interval`)],
    shapes: [band(looks, tolerated, ofLive, time, scale), ...curves(looks, values, time, scale)],
    readings: readings(looks, ({ canary, live }) => `canary ${slowest(canary)}, live ${slowest(live)}`),
  };
}

const bothSlots = [swatch('live', 'line', ofLive), swatch('canary', 'line', ofCanary)];

const errorPercent = ({ requests, errors }: SlotReading): number | undefined =>
  requests === 0 ? undefined : (100 * errors) / requests;

const failures = ({ requests, errors }: SlotReading): string => `${count(errors)} of ${count(requests)} failed`;

const slowest = ({ p99 }: SlotReading): string => (p99 === null ? 'nothing' : milliseconds(1000 * p99));

type Range = readonly [low: number, high: number] | undefined;

const Z_95 = 1.96;

/** The interval of the true percentage, from this minute alone (Wilson's interval): few requests give a wide one. */
export function errorRange({ requests, errors }: SlotReading): Range {
  if (requests === 0) return undefined;
  const rate = Math.min(1, errors / requests);
  const spread = Z_95 ** 2 / requests;
  const middle = (rate + spread / 2) / (1 + spread);
  const half = (Z_95 * Math.sqrt((rate * (1 - rate)) / requests + spread / (4 * requests))) / (1 + spread);
  return [100 * Math.max(0, middle - half), 100 * Math.min(1, middle + half)];
}

const places = (looks: readonly JudgeLook[], time: TimeAxis): number[] =>
  looks.map(({ elapsedSeconds }) => time.place(elapsedSeconds));

const drawn = (looks: readonly JudgeLook[], values: Values, time: TimeAxis, y: Scale): string =>
  linePath(values, places(looks, time), y);

const curves = (looks: readonly JudgeLook[], values: (slot: Slot) => Values, time: TimeAxis, y: Scale): Markup[] =>
  (['live', 'canary'] as const).map((slot) =>
    element('path', { class: `curve ${color(slots, slot)}`, d: drawn(looks, values(slot), time, y) }),
  );

/** Between two edges, where both are known; what lies above the axis is cut off. */
function band(
  looks: readonly JudgeLook[],
  ranges: readonly Range[],
  className: string,
  time: TimeAxis,
  y: Scale,
): Part {
  const x = places(looks, time).map((place) => round(place * plotWidth));
  const down = (value: number) => round(height * (1 - Math.min(1, y.place(value))));
  const runs: number[][] = [[]];
  ranges.forEach((range, i) => {
    if (range === undefined) runs.push([]);
    else runs.at(-1)?.push(i);
  });
  const edge = (run: readonly number[], side: 0 | 1) => run.map((i) => `${x[i]},${down(ranges[i]?.[side] ?? 0)}`);
  return runs
    .filter((run) => run.length > 1)
    .map((run) =>
      element('path', {
        class: `interval ${className}`,
        d: `M${edge(run, 1).join('L')}L${edge(run.toReversed(), 0).join('L')}Z`,
      }),
    );
}

const readings = (looks: readonly JudgeLook[], say: (look: JudgeLook) => string): Panel['readings'] =>
  looks.map((look, i) => ({
    from: looks[i - 1]?.elapsedSeconds ?? look.elapsedSeconds - minuteOf(looks),
    to: look.elapsedSeconds,
    text: `${stopwatch(look.elapsedSeconds)}  minute ${look.minute} at ${look.weight} %: ${say(look)}`,
  }));

/** How long a judged minute took on the clock of the record: a rehearsal may run faster than real time. */
export function minuteOf([first, second]: readonly JudgeLook[]): number {
  if (first === undefined || second === undefined) return 60;
  return (second.elapsedSeconds - first.elapsedSeconds) / Math.max(1, second.minute - first.minute);
}

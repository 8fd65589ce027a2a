import { readFileSync } from 'node:fs';
import type { SlotMinute } from '#domain/judge/minute.ts';
import { color, swatch } from '../report/legend.ts';
import { element, html, Markup } from '../report/markup.ts';
import { drawPanels, type Mark, type Panel, plotWidth, round, timeAxis, type TimeAxis } from '../report/plot.ts';
import { linearScale, logScale, type Scale } from '../report/scale.ts';
import { capitalized } from '../report/words.ts';
import type { Replay, ReplayedLook } from './replay.ts';
import type { NamedPolicy } from './schedule.ts';

const height = 150;
const slots = ['live', 'canary'];

/** One page that needs nothing else: the evidence against the rollback line, and what it was made of. */
export function chart({ name }: NamedPolicy, { outcome, looks }: Replay): string {
  const first = looks[0]?.recorded.minute ?? 0;
  const time = timeAxis({ from: 60 * first, to: 60 * ((looks.at(-1)?.recorded.minute ?? first) + 1) });
  const panels = [evidencePanel(looks, time), errorPanel(looks, time), latencyPanel(looks, time)];
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Backtest of ${name}: ${outcome}</title>
        <style>
          ${beside('style.css')}
        </style>
      </head>
      <body>
        <header class="masthead">
          <p class="brand">Sluice</p>
          <p>Backtest of <code>${name}</code></p>
        </header>
        <main>
          <h1>${capitalized(outcome)} at minute ${looks.at(-1)?.recorded.minute ?? first}</h1>
          <p>${looks.at(-1)?.verdict.explanation ?? ''}</p>
          ${drawPanels(panels, time, marks(looks))}
        </main>
        <script>
          ${beside('hover.js')};
        </script>
      </body>
    </html> `;
  return page.source;
}

const beside = (file: string): Markup =>
  new Markup(readFileSync(new URL(`../report/${file}`, import.meta.url), 'utf8'));

/** Where a step was left, or the canary ended. */
const marks = (looks: readonly ReplayedLook[]): Mark[] =>
  looks
    .filter(({ verdict }) => verdict.decision !== 'continue' && verdict.decision !== 'extend')
    .map(({ recorded, weight, verdict }, i) => ({
      elapsedSeconds: 60 * recorded.minute + 30,
      label: String(i + 1),
      what: `${verdict.decision} at ${weight} %`,
      kind: verdict.decision === 'rollback' ? 'fault' : 'decision',
    }));

function evidencePanel(looks: readonly ReplayedLook[], time: TimeAxis): Panel {
  const values = looks.map(({ verdict }) => Math.max(0.01, verdict.evidence));
  const rollbackAt = looks[0]?.verdict.rollbackAt ?? 100;
  const y = logScale(0.01, Math.max(rollbackAt, ...values));
  const line = round(height * (1 - y.place(rollbackAt)));
  return {
    id: 'evidence',
    title: 'Evidence that the canary is worse',
    description: `The combined evidence, from 1 at the start; at ${rollbackAt} the canary is rolled back.`,
    height,
    y,
    sayY: String,
    legend: [swatch('evidence', 'line', color(slots, 'canary')), swatch('rollback', 'dashed', color(slots, 'live'))],
    shapes: [
      curve(looks, values, time, y, `curve ${color(slots, 'canary')}`),
      element('path', { class: `curve tail ${color(slots, 'live')}`, d: `M0,${line}H${plotWidth}` }),
    ],
    readings: readings(looks, ({ verdict }) => `evidence ${verdict.evidence.toPrecision(3)}, ${verdict.decision}`),
  };
}

function errorPanel(looks: readonly ReplayedLook[], time: TimeAxis): Panel {
  const rate = ({ requests, errors }: SlotMinute) => (requests === 0 ? undefined : (100 * errors) / requests);
  const y = linearScale(highest(looks, rate), 3);
  return {
    id: 'errors',
    title: 'Errors',
    description: 'The share of requests that failed, in the canary and in the live slot.',
    height,
    y,
    sayY: (tick) => `${tick} %`,
    legend: slots.map((slot) => swatch(slot, 'line', color(slots, slot))),
    shapes: bothSlots(looks, rate, time, y),
    readings: readings(
      looks,
      ({ recorded: { canary, live } }) =>
        `canary ${canary.errors} of ${canary.requests} failed, live ${live.errors} of ${live.requests}`,
    ),
  };
}

function latencyPanel(looks: readonly ReplayedLook[], time: TimeAxis): Panel {
  const p99 = (slot: SlotMinute) => (slot.p99 === null ? undefined : 1000 * slot.p99);
  const y = linearScale(highest(looks, p99), 3);
  return {
    id: 'latency',
    title: 'p99 latency',
    description: 'The 99th percentile of the response time, in the canary and in the live slot.',
    height,
    y,
    sayY: (tick) => `${tick} ms`,
    legend: slots.map((slot) => swatch(slot, 'line', color(slots, slot))),
    shapes: bothSlots(looks, p99, time, y),
    readings: readings(
      looks,
      ({ recorded }) =>
        `p99 canary ${Math.round(p99(recorded.canary) ?? 0)} ms, live ${Math.round(p99(recorded.live) ?? 0)} ms`,
    ),
  };
}

type Measure = (slot: SlotMinute) => number | undefined;

const highest = (looks: readonly ReplayedLook[], measure: Measure): number =>
  Math.max(1, ...looks.flatMap(({ recorded }) => [measure(recorded.canary) ?? 0, measure(recorded.live) ?? 0]));

const bothSlots = (looks: readonly ReplayedLook[], measure: Measure, time: TimeAxis, y: Scale): Markup[] =>
  (['live', 'canary'] as const).map((slot) => {
    const values = looks.map(({ recorded }) => measure(recorded[slot]));
    return curve(looks, values, time, y, `curve ${color(slots, slot)}`);
  });

/** Broken where nothing was measured. */
function curve(
  looks: readonly ReplayedLook[],
  values: readonly (number | undefined)[],
  time: TimeAxis,
  y: Scale,
  className: string,
): Markup {
  const path = values.map((value, i) => {
    if (value === undefined) return '';
    const x = round(plotWidth * time.place(60 * (looks[i]?.recorded.minute ?? 0) + 30));
    return `${values[i - 1] === undefined ? 'M' : 'L'}${x},${round(height * (1 - y.place(value)))}`;
  });
  return element('path', { class: className, d: path.join('') });
}

const readings = (looks: readonly ReplayedLook[], say: (look: ReplayedLook) => string): Panel['readings'] =>
  looks.map((look) => {
    const from = 60 * look.recorded.minute;
    return { from, to: from + 60, text: `minute ${look.recorded.minute}  ${say(look)}` };
  });

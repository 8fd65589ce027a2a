import type { Measured, RehearsalRecord } from '../record.ts';
import { html, type Markup } from './markup.ts';
import { symbol } from './symbol.ts';
import { count, duration, figure, outcomeWords, percent, things } from './words.ts';

interface Figure {
  label: string;
  value: string;
  beside?: string;
}

function promisesHeld(promises: RehearsalRecord['promises']): string {
  const held = promises.filter((promise) => promise.held).length;
  if (promises.length === 0) return 'no promise was checked';
  return held === promises.length && held > 1
    ? `all ${held} promises held`
    : `${held} of ${things(promises.length, 'promise')} held`;
}

/** Why the outcome is what it is. */
export function explain({ outcome, promises, timeline }: RehearsalRecord): string {
  const held = promisesHeld(promises);
  if (outcome === 'held') return `It ended as the scenario expects, and ${held}.`;
  if (outcome === 'failed') {
    const last = timeline.at(-1);
    const seen = last === undefined ? '' : ` The last thing seen: ${last.what}.`;
    return `It could not be played to its end; ${held}.${seen}`;
  }
  const broken = promises.filter((promise) => !promise.held).map((promise) => promise.id);
  if (broken.length === 0) return `It did not end as the scenario expects, although ${held}.`;
  return `${broken.join(', ')} did not hold; ${held}.`;
}

// The first one that was measured shows how fast traffic moved.
const movements: [name: string, label: string, beside: string][] = [
  ['failoverSeconds', 'Failover', 'until the other region answered'],
  ['rollbackSeconds', 'Rollback', 'until all traffic was back'],
  ['shiftSeconds', 'Traffic shift', 'from the first weight to the last'],
];

function movement({ measured, stages, promises }: RehearsalRecord): Figure {
  for (const [name, label, beside] of movements) {
    const seconds = measured[name];
    if (seconds !== undefined) return { label, value: duration(seconds), beside };
  }
  const shift = stages.find((stage) => stage.number === 7 && stage.endedSeconds !== undefined);
  if (shift?.endedSeconds !== undefined) {
    return { label: 'Traffic shift', value: duration(shift.endedSeconds - shift.startedSeconds), beside: 'stage 7' };
  }
  const held = promises.filter((promise) => promise.held).length;
  return { label: 'Promises held', value: promises.length === 0 ? 'none checked' : `${held} of ${promises.length}` };
}

export function tellingFigures(record: RehearsalRecord): Figure[] {
  const { requests, failedRequests } = record.measured;
  const share = requests === 0 ? 'nothing was asked' : `${percent((failedRequests / requests) * 100)} of all`;
  return [
    { label: 'Requests', value: count(requests), beside: 'sent by the traffic generator' },
    { label: 'Failed', value: count(failedRequests), beside: share },
    movement(record),
    { label: 'Duration', value: duration(record.seconds), beside: 'from start to end' },
  ];
}

export function verdict(record: RehearsalRecord): Markup {
  const figures = tellingFigures(record).map(
    ({ label, value, beside }) =>
      html`<div>
        <dt>${label}</dt>
        <dd><span class="value">${value}</span><span class="beside">${beside}</span></dd>
      </div>`,
  );
  return html`<section class="verdict" aria-label="Verdict">
    <h1>${record.title}</h1>
    <p class="outcome ${record.outcome}">
      ${symbol(record.outcome, 22)}<strong>${outcomeWords[record.outcome]}.</strong> ${explain(record)}
    </p>
    <dl class="figures">${figures}</dl>
  </section>`;
}

function isTold(name: string, measured: Measured): boolean {
  const moved = movements.find(([movement]) => measured[movement] !== undefined);
  return name === 'requests' || name === 'failedRequests' || name === moved?.[0];
}

/** Every figure that the verdict does not show. */
export function otherFigures(measured: Measured): Markup | undefined {
  const others = Object.entries(measured).filter(([name]) => !isTold(name, measured));
  if (others.length === 0) return undefined;
  const rows = others.map(([name, value]) => figure(name, value));
  return html`<section aria-labelledby="measured">
    <h2 id="measured">Also measured</h2>
    <dl class="measured">
      ${rows.map(
        ([label, value]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

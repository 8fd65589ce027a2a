import type { RehearsalRecord, VersionTraffic } from '../record.ts';
import { errorPanel, latencyPanel } from './line-panels.ts';
import { html, type Markup } from './markup.ts';
import { drawPanels, timeAxis, type Mark } from './plot.ts';
import { shares, spanOf } from './series.ts';
import { sharePanel } from './share-panel.ts';
import { count, decimal, percent, stopwatch } from './words.ts';

/** Decisions carry the number they have in the list; faults a letter, as they are ours and not the system's. */
export function marksOf({ decisions, timeline }: RehearsalRecord): Mark[] {
  const decided = decisions.map(({ elapsedSeconds, what }, index): Mark => ({
    elapsedSeconds,
    what,
    label: String(index + 1),
    kind: 'decision',
  }));
  const faults = timeline
    .filter(({ kind }) => kind === 'fault')
    .map(({ elapsedSeconds, what }): Mark => ({ elapsedSeconds, what, label: 'F', kind: 'fault' }));
  return [...decided, ...faults].toSorted((a, b) => a.elapsedSeconds - b.elapsedSeconds);
}

function optional(value: number | undefined): string {
  return value === undefined ? '–' : decimal(value);
}

function trafficTable({ traffic }: RehearsalRecord): Markup {
  const rows = traffic.buckets.flatMap((bucket) => {
    const parts = shares(bucket, traffic.versions);
    return traffic.versions.flatMap((version, index) => {
      const measured = bucket.byVersion[version];
      return measured === undefined ? [] : [tableRow(bucket.elapsedSeconds, version, parts?.[index] ?? 0, measured)];
    });
  });
  const head = ['Time', 'Version', 'Requests', 'Share', 'Failed', 'p50 ms', 'p99 ms'];
  return html`<div class="table">
    <table>
      <caption>
        Answers in every ${traffic.bucketSeconds} seconds
      </caption>
      <thead>
        <tr>
          ${head.map((title) => html`<th scope="col">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function tableRow(elapsed: number, version: string, share: number, traffic: VersionTraffic): Markup {
  const cells = [
    count(traffic.requests),
    percent(Math.round(share)),
    count(traffic.failed),
    optional(traffic.p50Ms),
    optional(traffic.p99Ms),
  ];
  return html`<tr>
    <th scope="row">${stopwatch(elapsed)}</th>
    <td>${version}</td>
    ${cells.map((cell) => html`<td>${cell}</td>`)}
  </tr>`;
}

function weightsTable({ weights }: RehearsalRecord): Markup {
  const slot = (weight: number, version: string | undefined) =>
    version === undefined ? `${weight}` : `${weight} (${version})`;
  const rows = weights.map(
    ({ elapsedSeconds, blue, green, blueVersion, greenVersion }) =>
      html`<tr>
        <th scope="row">${stopwatch(elapsedSeconds)}</th>
        <td>${slot(blue, blueVersion)}</td>
        <td>${slot(green, greenVersion)}</td>
      </tr>`,
  );
  return html`<div class="table">
    <table>
      <caption>
        Weights as read back from the load balancer
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Blue</th>
          <th scope="col">Green</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function marksLegend(marks: Mark[]): string {
  const faults = marks.some((mark) => mark.kind === 'fault') ? ' F is a fault that the scenario put in.' : '';
  const decisions = marks.some((mark) => mark.kind === 'decision') ? ' A number is a decision, explained below.' : '';
  return `${decisions}${faults}`;
}

export function trafficSection(record: RehearsalRecord): Markup {
  const { buckets, versions } = record.traffic;
  if (buckets.length === 0 || versions.length === 0) {
    return html`<section aria-labelledby="traffic">
      <h2 id="traffic">Traffic</h2>
      <p class="empty">No traffic was sent.</p>
    </section>`;
  }
  const span = spanOf(record);
  const time = timeAxis(span);
  const marks = marksOf(record).filter((mark) => mark.elapsedSeconds >= span.from && mark.elapsedSeconds <= span.to);
  const panels = [sharePanel, errorPanel, latencyPanel].map((panel) => panel(record, time));
  return html`<section aria-labelledby="traffic">
    <h2 id="traffic">Traffic</h2>
    <p class="lead">
      Every request that the traffic generator sent, by the version that answered it. Times count from the start of the
      rehearsal.${marksLegend(marks)}
    </p>
    <div class="panels">${drawPanels(panels, time, marks)}</div>
    <details>
      <summary>The same as tables</summary>
      ${weightsTable(record)}${trafficTable(record)}
    </details>
  </section>`;
}

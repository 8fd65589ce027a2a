import type { JudgeLook, RehearsalRecord, SlotReading } from '../record.ts';
import { judgePanels, minuteOf } from './judge-panels.ts';
import { html, type Markup } from './markup.ts';
import { drawPanels, timeAxis, type Mark } from './plot.ts';
import { count, decimal, milliseconds, stopwatch } from './words.ts';

/** What the judge measured and concluded; empty where no canary was judged. */
export function judgeSection({ looks = [] }: RehearsalRecord): Markup | undefined {
  const [first, last] = [looks[0], looks.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const time = timeAxis({ from: first.elapsedSeconds - minuteOf(looks), to: last.elapsedSeconds });
  return html`<section aria-labelledby="judge">
    <h2 id="judge">The judge</h2>
    <p class="lead">
      It looks every minute at what both slots served in that minute. Trouble that they share speaks against neither.
    </p>
    <div class="panels">${drawPanels(judgePanels(looks, time), time, newWeights(looks))}</div>
    <dl class="verdicts">
      ${lastOfEachStep(looks).map(
        ({ weight, minute, explanation }) =>
          html`<dt>${weight} %, minute ${minute}</dt>
            <dd>${explanation}</dd>`,
      )}
    </dl>
    <details>
      <summary>The same as a table</summary>
      ${looksTable(looks)}
    </details>
  </section>`;
}

const lastOfEachStep = (looks: readonly JudgeLook[]): JudgeLook[] =>
  looks.filter(({ step }, i) => looks[i + 1]?.step !== step);

/** From the second step on a flag with the weight stands where it began. */
const newWeights = (looks: readonly JudgeLook[]): Mark[] =>
  looks.flatMap(({ step, weight }, i): Mark[] => {
    const before = looks[i - 1];
    if (before === undefined || before.step === step) return [];
    return [{ elapsedSeconds: before.elapsedSeconds, label: String(weight), what: `${weight} %`, kind: 'decision' }];
  });

const head = ['Time', 'Minute', 'Weight', 'Canary', 'failed', 'p99', 'Live', 'failed', 'p99', 'Evidence'];

function looksTable(looks: readonly JudgeLook[]): Markup {
  const rows = looks.map(
    ({ elapsedSeconds, minute, weight, canary, live, evidence }) =>
      html`<tr>
        <th scope="row">${stopwatch(elapsedSeconds)}</th>
        <td>${minute}</td>
        <td>${weight} %</td>
        ${[...cells(canary), ...cells(live), decimal(evidence)].map((cell) => html`<td>${cell}</td>`)}
      </tr>`,
  );
  return html`<div class="table">
    <table>
      <caption>
        What each minute showed; at ${decimal(looks[0]?.rollbackAt ?? 0)} the canary is rolled back
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

const cells = ({ requests, errors, p99 }: SlotReading): string[] => [
  count(requests),
  count(errors),
  p99 === null ? '–' : milliseconds(1000 * p99),
];

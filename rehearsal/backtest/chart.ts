import { readFileSync } from 'node:fs';
import type { JudgeLook } from '../record.ts';
import { judgePanels } from '../report/judge-panels.ts';
import { html, Markup } from '../report/markup.ts';
import { drawPanels, type Mark, timeAxis } from '../report/plot.ts';
import { capitalized } from '../report/words.ts';
import type { Replay, ReplayedLook } from './replay.ts';
import type { NamedPolicy } from './schedule.ts';

/** One self-contained page: the evidence against the rollback line, and the minutes behind it. */
export function chart({ name }: NamedPolicy, { outcome, looks }: Replay): string {
  const first = looks[0]?.recorded.minute ?? 0;
  const last = looks.at(-1);
  const time = timeAxis({ from: 60 * first, to: 60 * ((last?.recorded.minute ?? first) + 1) });
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
          <h1>${capitalized(outcome)} at minute ${last?.recorded.minute ?? first}</h1>
          <p>${last?.verdict.explanation ?? ''}</p>
          ${drawPanels(judgePanels(looks.map(asJudged), time), time, marks(looks))}
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

const asJudged = ({ recorded, step, weight, verdict }: ReplayedLook): JudgeLook => ({
  elapsedSeconds: 60 * (recorded.minute + 1),
  minute: recorded.minute,
  step,
  weight,
  evidence: verdict.evidence,
  rollbackAt: verdict.rollbackAt,
  canary: recorded.canary,
  live: recorded.live,
  explanation: verdict.explanation,
});

/** Where a step was left, or the canary ended. */
const marks = (looks: readonly ReplayedLook[]): Mark[] =>
  looks
    .filter(({ verdict }) => verdict.decision !== 'continue' && verdict.decision !== 'extend')
    .map(({ recorded, weight, verdict }, i) => ({
      elapsedSeconds: 60 * (recorded.minute + 1),
      label: String(i + 1),
      what: `${verdict.decision} at ${weight} %`,
      kind: verdict.decision === 'rollback' ? 'fault' : 'decision',
    }));

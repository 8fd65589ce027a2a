import { readFileSync } from 'node:fs';
import type { RehearsalRecord } from '../record.ts';
import { againSection, decisionsSection, promisesSection, timelineSection } from './account.ts';
import { judgeSection } from './judge-section.ts';
import { html, Markup } from './markup.ts';
import { stagesSection } from './stages.ts';
import { trafficSection } from './traffic.ts';
import { otherFigures, verdict } from './verdict.ts';
import { outcomeWords } from './words.ts';

function beside(file: string): Markup {
  return new Markup(readFileSync(new URL(file, import.meta.url), 'utf8'));
}

// The page must be readable years later from a CI archive, so it may load nothing.
const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

function when(startedAt: string): string {
  const time = new Date(startedAt);
  return Number.isNaN(time.getTime()) ? startedAt : `${day.format(time)} UTC`;
}

const gate = html`<svg class="gate" viewBox="0 0 22 22" width="22" height="22" aria-hidden="true">
  <path d="M3 2v18M19 2v18M3 4.5h16" />
  <path d="M6.5 8h9v5h-9Z" class="leaf" />
  <path d="M6 17.5c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0" class="water" />
</svg>`;

/** The whole rehearsal on one self-contained page. */
export function renderReport(record: RehearsalRecord): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <link rel="icon" href="data:," />
        <title>${outcomeWords[record.outcome]}: ${record.title}</title>
        <style>
          ${beside('style.css')}
        </style>
      </head>
      <body>
        <header class="masthead">
          <p class="brand">${gate}Sluice</p>
          <p>Rehearsal <code>${record.scenario}</code></p>
          <p class="date"><time datetime="${record.startedAt}">${when(record.startedAt)}</time></p>
        </header>
        <main>
          ${verdict(record)} ${stagesSection(record)} ${trafficSection(record)} ${judgeSection(record)}
          ${decisionsSection(record)} ${promisesSection(record)} ${otherFigures(record.measured)}
          ${timelineSection(record)} ${againSection(record)}
        </main>
        <script>
          ${beside('hover.js')};
        </script>
      </body>
    </html> `;
  return page.source;
}

import { stageNames, type RehearsalRecord, type StageRecord } from '../record.ts';
import { element, html, type Markup, type Part } from './markup.ts';
import { across } from './plot.ts';
import { timeScale } from './scale.ts';
import { symbol, type SymbolName } from './symbol.ts';
import { capitalized, duration, stopwatch } from './words.ts';

export interface StageRow {
  number: number;
  name: string;
  stage: StageRecord | undefined;
}

/** A deployment that stopped early still has eight rows, so that readers see the stages that it never reached. */
export function stageRows(stages: StageRecord[]): StageRow[] {
  const recorded = stages.toSorted((a, b) => a.number - b.number || a.startedSeconds - b.startedSeconds);
  const isDeployment = recorded.every(
    ({ name, number }) => stageNames[number - 1]?.toLowerCase() === name.toLowerCase(),
  );
  const rows = recorded.map((stage) => ({ number: stage.number, name: capitalized(stage.name), stage }));
  if (!isDeployment) return rows;
  const missing = stageNames.flatMap((name, index) =>
    recorded.some(({ number }) => number === index + 1) ? [] : [{ number: index + 1, name, stage: undefined }],
  );
  return [...rows, ...missing].toSorted((a, b) => a.number - b.number);
}

const words: Record<StageRecord['outcome'], [word: string, symbol: SymbolName]> = {
  succeeded: ['succeeded', 'held'],
  failed: ['failed', 'broken'],
  running: ['still running', 'running'],
  skipped: ['skipped', 'skipped'],
};

function took(stage: StageRecord, end: number): Part {
  if (stage.outcome === 'skipped') return '';
  return duration((stage.endedSeconds ?? end) - stage.startedSeconds);
}

function rowMarkup({ number, name, stage }: StageRow, place: (value: number) => number, end: number): Markup {
  const label = html`<span class="number">${number}</span><span class="name">${name}</span>`;
  if (stage === undefined) {
    return html`<li class="unreached">${symbol('skipped')}${label}<span class="took">not reached</span></li>`;
  }
  const [word, shape] = words[stage.outcome];
  const left = place(stage.startedSeconds);
  const style = `left:${across(left)};width:${across(place(stage.endedSeconds ?? end) - left)}`;
  const bar = element('span', { class: `bar ${stage.outcome}`, style });
  return html`<li class="${stage.outcome}">
    ${symbol(shape)}${label}
    <span class="took"><span class="unseen">${word} </span>${took(stage, end)}</span>
    <span class="track" aria-hidden="true">${bar}</span>
    ${stage.note === undefined ? undefined : html`<span class="note">${stage.note}</span>`}
  </li>`;
}

function deployment(name: string, stages: StageRecord[], record: RehearsalRecord): Markup {
  const end = Math.max(...stages.map((stage) => stage.endedSeconds ?? record.seconds));
  const { place, ticks } = timeScale(Math.min(...stages.map((stage) => stage.startedSeconds)), end, 6);
  const labels = ticks.map((tick) => html`<span style="left:${across(place(tick))}">${stopwatch(tick)}</span>`);
  return html`<h3 class="deployment">${name}</h3>
    <div class="stage-axis" aria-hidden="true"><span class="ticks">${labels}</span></div>
    <ol class="stages">
      ${stageRows(stages).map((row) => rowMarkup(row, place, end))}
    </ol>`;
}

export function stagesSection(record: RehearsalRecord): Markup {
  const names = [...new Set(record.stages.map((stage) => stage.deployment))];
  const charts = names.map((name) =>
    deployment(
      name,
      record.stages.filter((stage) => stage.deployment === name),
      record,
    ),
  );
  return html`<section aria-labelledby="stages">
    <h2 id="stages">Stages</h2>
    ${names.length === 0 ? html`<p class="empty">No stage was started.</p>` : charts}
  </section>`;
}

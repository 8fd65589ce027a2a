import type { PromiseRecord, RehearsalRecord, TimelineEntry, TimelineKind } from '../record.ts';
import { html, type Markup } from './markup.ts';
import { symbol } from './symbol.ts';
import { capitalized, stopwatch } from './words.ts';

export function decisionsSection({ decisions }: RehearsalRecord): Markup {
  const items = decisions.map(
    ({ elapsedSeconds, who, what, why }, index) =>
      html`<li>
        <span class="flag" aria-hidden="true">${index + 1}</span>
        <div>
          <p class="what">${capitalized(what)}</p>
          <p class="why">${why}</p>
          <p class="when">${stopwatch(elapsedSeconds)}, by ${who}</p>
        </div>
      </li>`,
  );
  return html`<section aria-labelledby="decisions">
    <h2 id="decisions">Decisions</h2>
    ${
      items.length === 0
        ? html`<p class="empty">Nothing had to be decided.</p>`
        : html`<ol class="decisions">
            ${items}
          </ol>`
    }
  </section>`;
}

function promiseItem({ id, promise, held, checks }: PromiseRecord): Markup {
  const state = held
    ? html`<span class="state held">${symbol('held')}held</span>`
    : html`<span class="state broken">${symbol('broken')}broken</span>`;
  const list =
    checks.length === 0
      ? undefined
      : html`<ul>
          ${checks.map((check) => html`<li>${check}</li>`)}
        </ul>`;
  return html`<li class="${held ? 'is-held' : 'is-broken'}">
    ${state}
    <div>
      <h3><span class="id">${id}</span> ${promise}</h3>
      ${list}
    </div>
  </li>`;
}

export function promisesSection({ promises }: RehearsalRecord): Markup {
  const broken = promises.filter((promise) => !promise.held).length;
  const lead =
    broken === 0
      ? 'Checked on what the rehearsal left behind, not on what it said of itself.'
      : `${broken} of ${promises.length} did not hold.`;
  return html`<section aria-labelledby="promises">
    <h2 id="promises">Promises</h2>
    ${
      promises.length === 0
        ? html`<p class="empty">No promise was checked.</p>`
        : html`<p class="lead">${lead}</p>
            <ul class="promises">
              ${promises.map(promiseItem)}
            </ul>`
    }
  </section>`;
}

const kinds: Record<TimelineKind, string> = {
  stage: 'stage',
  traffic: 'traffic',
  decision: 'decision',
  cloud: 'cloud',
  fault: 'fault',
};

function entry({ at, elapsedSeconds, what, kind }: TimelineEntry): Markup {
  const label = kind === undefined ? '' : kinds[kind];
  return html`<li${kind === 'fault' ? html` class="fault"` : undefined}><time datetime="${at}" title="${at}">${stopwatch(elapsedSeconds)}</time><span class="kind">${label}</span><span>${what}</span></li>`;
}

export function timelineSection({ timeline }: RehearsalRecord): Markup {
  return html`<section aria-labelledby="timeline">
    <h2 id="timeline">Timeline</h2>
    ${
      timeline.length === 0
        ? html`<p class="empty">Nothing was recorded.</p>`
        : html`<ol class="timeline">
            ${timeline.map(entry)}
          </ol>`
    }
  </section>`;
}

export function againSection({ scenario, endpoint }: RehearsalRecord): Markup {
  const where =
    endpoint === undefined
      ? undefined
      : html`<p class="lead">This one ran against the cloud at <code>${endpoint}</code>.</p>`;
  return html`<section aria-labelledby="again">
    <h2 id="again">Rehearse it again</h2>
    <pre><code>npm run rehearse -- ${scenario}</code></pre>
    ${where}
  </section>`;
}

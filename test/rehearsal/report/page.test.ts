import { describe, expect, it } from 'vitest';
import { stageNames, toJson, type RehearsalRecord, type TrafficBucket } from '#rehearsal/record.ts';
import { renderReport } from '#rehearsal/report/page.ts';
import { sampleLooks } from './sample-looks.ts';
import { brokenPromise, goodRelease, neverStarted, promise, rolledBack } from './sample-record.ts';

/** What a reader sees: no markup, no style, no script. */
function wordsOf(page: string): string {
  return page
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ');
}

/** The elements with this class that the page has, by their own text and what is in them up to the next of its kind. */
function itemsOf(page: string, list: string): string[] {
  const found = new RegExp(`<(ol|ul) class="${list}">(.*?)</section>`, 's').exec(page)?.[2] ?? '';
  return found
    .split(/<li class="[^"]+">/)
    .slice(1)
    .map(wordsOf);
}

const hostile = `</title><script>alert("1")</script><img src=x onerror='alert(2)'>&`;

/** Every text of the record replaced by something that tries to be markup. */
function hostileRecord(): RehearsalRecord {
  const record = rolledBack();
  return {
    ...record,
    scenario: hostile,
    title: hostile,
    startedAt: hostile,
    endpoint: hostile,
    timeline: record.timeline.map((line) => ({ ...line, at: hostile, what: hostile })),
    stages: record.stages.map((stage) => ({ ...stage, deployment: hostile, name: hostile, note: hostile })),
    traffic: {
      ...record.traffic,
      versions: [hostile],
      buckets: [{ elapsedSeconds: 44, byVersion: { [hostile]: { requests: 1, failed: 0, p50Ms: 1, p99Ms: 2 } } }],
    },
    weights: [{ elapsedSeconds: 44, blue: 100, green: 0, blueVersion: hostile }],
    decisions: [{ elapsedSeconds: 50, who: hostile, what: hostile, why: hostile }],
    looks: sampleLooks().map((look) => ({ ...look, explanation: hostile })),
    promises: [promise(hostile, hostile, [hostile])],
    measured: { ...record.measured, [hostile]: 1 },
  };
}

describe('the judge', () => {
  it('is drawn and quoted once for each step, with every look in a table', () => {
    const page = renderReport({ ...goodRelease(), looks: sampleLooks() });
    const section = /<section aria-labelledby="judge">(.*?)<\/section>/s.exec(page)?.[1] ?? '';
    expect(section.match(/<figure/g)).toHaveLength(3);
    expect(section.match(/<dt>[^<]*/g)).toEqual([
      '<dt>1 %, minute 4',
      '<dt>5 %, minute 9',
      '<dt>10 %, minute 14',
      '<dt>25 %, minute 19',
      '<dt>50 %, minute 23',
    ]);
    expect(section.match(/<th scope="row">/g)).toHaveLength(24);
    expect(wordsOf(section)).toMatch(/Rolled back: the canary is worse.*mainly from errors: 46 against 1.5 expected/);
  });

  it('has no section where it was never asked', () => {
    expect(renderReport(goodRelease())).not.toContain('id="judge"');
  });
});

describe('the report page', () => {
  it('loads nothing from any server', () => {
    const page = renderReport(goodRelease());
    const loading = page.match(
      /<(link|img|iframe|object|embed|source|video|audio)\b[^>]*>|<script[^>]+>|@import|url\(/g,
    );
    expect(loading).toEqual(['<link rel="icon" href="data:," />']);
    expect(page).toContain('content="default-src &#39;none&#39;;');
    // The page shows the address of the cloud without a link.
    expect(page.match(/(src|href|action)="[^"]*"/g)).toEqual(['href="data:,"']);
  });

  it('shows hostile text as text, wherever it comes from', () => {
    const [page, harmless] = [renderReport(hostileRecord()), renderReport(rolledBack())];
    expect(page.match(/<script/g)).toHaveLength(harmless.match(/<script/g)?.length ?? 0);
    expect(page).not.toContain('<img');
    expect(page).not.toMatch(/"[^"<>]*onerror='/);
    expect(page.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;').length).toBeGreaterThan(50);
  });

  it('shows every stage with how long it took', () => {
    const stages = itemsOf(renderReport(goodRelease()), 'stages');
    expect(stages).toHaveLength(stageNames.length);
    stageNames.forEach((name, index) => expect(stages[index]).toContain(`${index + 1} ${name}`));
    expect(stages[stageNames.indexOf('Deploy application')]).toContain('succeeded 8.2 s');
  });

  it('says which stages a deployment that was rolled back failed in and never reached', () => {
    const stages = itemsOf(renderReport(rolledBack()), 'stages');
    expect(stages.at(-2)).toMatch(/^ ?\d+ Shift traffic failed 12 s/);
    expect(stages.at(-1)).toMatch(/^ ?\d+ Clean up not reached/);
  });

  it('shows the stages of each deployment by itself', () => {
    const { stages, ...record } = goodRelease();
    const second = stages.map((stage) => ({ ...stage, deployment: 'the-second' }));
    const page = renderReport({ ...record, stages: [...stages, ...second] });
    expect(page.match(/<ol class="stages">/g)).toHaveLength(2);
    expect(wordsOf(page)).toContain('the-second');
  });

  it('shows every promise with its checks, in words', () => {
    const record = brokenPromise();
    const promises = itemsOf(renderReport(record), 'promises');
    expect(promises).toHaveLength(record.promises.length);
    record.promises.forEach(({ id, held, checks }, index) => {
      expect(promises[index]).toContain(held ? 'held' : 'broken');
      for (const text of [id, ...checks]) expect(promises[index]).toContain(text);
    });
  });

  it('says the outcome and what broke before anything else', () => {
    expect(wordsOf(renderReport(goodRelease()))).toContain(
      'Held. It ended as the scenario expects, and all 5 promises held.',
    );
    expect(wordsOf(renderReport(brokenPromise()))).toContain('A promise broke. P1 did not hold; 4 of 5 promises held.');
    expect(wordsOf(renderReport(neverStarted()))).toContain(
      'Did not finish. It could not be played to its end; no promise was checked. The last thing seen: stack sluice-ledger could not be created.',
    );
  });

  it('tells the rollback time of a rollback and the shift time of a shift', () => {
    expect(wordsOf(renderReport(rolledBack()))).toContain('Rollback 2.4 s');
    expect(wordsOf(renderReport(goodRelease()))).toContain('Traffic shift 1 min 12 s');
  });

  it('leaves no measured figure out', () => {
    const record = rolledBack();
    const words = wordsOf(renderReport({ ...record, measured: { ...record.measured, shiftSeconds: 12, p99Ms: 2400 } }));
    for (const figure of ['Rollback 2.4 s', 'Shift 12 s', 'P99 2.4 s', 'Detection 11 s', 'Exposed 2.5 %']) {
      expect(words).toContain(figure);
    }
  });

  it('renders a record without traffic', () => {
    const page = renderReport(neverStarted());
    expect(wordsOf(page)).toContain('No traffic was sent.');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('renders traffic of one version, with a bucket in which no version answered', () => {
    const record = goodRelease();
    const buckets: TrafficBucket[] = [
      { elapsedSeconds: 44, byVersion: { v1: { requests: 90, failed: 0, p50Ms: 10, p99Ms: 20 } } },
      { elapsedSeconds: 46, byVersion: {} },
      { elapsedSeconds: 48, byVersion: { v1: { requests: 80, failed: 80 } } },
    ];
    const page = renderReport({ ...record, traffic: { bucketSeconds: 2, versions: ['v1'], buckets } });
    expect(page).toContain('0:46  no answers');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('has the measured traffic as a table, for those who cannot see the charts', () => {
    const page = renderReport(goodRelease());
    const rows = page.match(/<tr>\s*<th scope="row">/g) ?? [];
    const { traffic, weights } = goodRelease();
    const measured = traffic.buckets.flatMap((bucket) => Object.keys(bucket.byVersion));
    expect(rows).toHaveLength(measured.length + weights.length);
  });

  it('gives every chart a title and a description', () => {
    const page = renderReport(goodRelease());
    const ids = [...page.matchAll(/aria-labelledby="(\w+-title) (\w+-desc)"/g)].flatMap(([, title, desc]) => [
      title,
      desc,
    ]);
    expect(ids).toHaveLength(6);
    for (const id of ids) expect(page).toContain(`id="${id ?? ''}"`);
  });

  it('says how to play the scenario again', () => {
    expect(wordsOf(renderReport(goodRelease()))).toContain('npm run rehearse -- good-release');
  });
});

describe('the record for programs', () => {
  it('has the final weights, and the facts without the series', () => {
    const json = toJson(goodRelease());
    expect(json.weights).toEqual({ blue: 0, green: 100 });
    expect(json.promises[0]).toEqual({ id: 'P1', held: true, checks: goodRelease().promises[0]?.checks });
    expect(json.timeline[0]).toEqual({
      at: '2026-03-14T09:26:12.000Z',
      elapsedSeconds: 0,
      what: 'started the local cloud',
    });
    expect(Object.keys(json)).not.toContain('traffic');
  });

  it('says null where the load balancer was never read', () => {
    expect(toJson(neverStarted()).weights).toBeNull();
  });
});

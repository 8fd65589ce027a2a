import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { repository } from '#rehearsal/repository.ts';
import { scenarios } from '#rehearsal/scenarios/all.ts';
import { weightChangedBefore } from '#rehearsal/scenarios/interference/weight-changed-before.ts';
import { type AwsEvent, recordEvents } from '#rehearsal/cloud/recorded-events.ts';
import { eventually } from '../local-cloud/support.ts';
import { playAll } from './played.ts';

const run = promisify(execFile);

/** A minute of the cloud takes three seconds, half as long as in a rehearsal that a person watches. */
const clockSpeed = 20;

const elsewhere = ['alarm-in-bake', 'stack-update-mid-canary', 'scale-out-and-in'];
const stories = scenarios
  .filter(({ name }) => !name.startsWith('canary-') && !elsewhere.includes(name))
  .toSorted((a, b) => Number('live' in a.given) - Number('live' in b.given));

const stagesOf = (events: readonly AwsEvent[]): ReadonlySet<unknown> =>
  new Set(
    events
      .filter((event) => event['detail-type'] === 'Sluice Deployment Stage Completed')
      .map(({ detail }) => detail['stage']),
  );

describe('on the local cloud', () => {
  const cloud = playAll(stories, clockSpeed, ({ scenario, measured }) => {
    // Traffic returns within seconds, not only when the guardian or a person looks.
    if (scenario === weightChangedBefore.name) expect(measured.failedRequests).toBeLessThan(150);
  });
  let told: () => Promise<AwsEvent[]>;
  beforeAll(async () => {
    const credentials = { accessKeyId: '000000000000', secretAccessKey: 'test' };
    const settings = { endpoint: cloud.endpoint(), region: 'us-east-1', credentials };
    told = await recordEvents(settings, 'sluice', 'sluice-production');
  });

  it('is reported on the bus: who began, each stage, and how it ended', async () => {
    const events: AwsEvent[] = [];
    const has = (type: string) => events.some((event) => event['detail-type'] === type);
    await eventually(
      async () => events.push(...(await told())),
      () => has('Sluice Deployment RolledBack') && has('Sluice Deployment Rejected') && stagesOf(events).size === 8,
    );
    expect(has('Sluice Deployment Started') && has('Sluice Deployment Succeeded')).toBe(true);
    const failed = events.find(({ detail }) => detail['image'] === 'v2-crash-at-start' && 'why' in detail);
    expect(failed?.detail['why']).toMatch(/^RolloutFailed: v2-crash-at-start failed to start/);
  });

  it('is shown afterwards by npm run history', async () => {
    const environment = { AWS_ENDPOINT_URL: cloud.endpoint(), AWS_REGION: 'us-east-1' };
    const { stdout } = await run(process.execPath, ['bin/history.ts', 'api', 'production', '--last', '50'], {
      cwd: repository,
      env: { ...process.env, ...environment, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    });
    expect(stdout).toContain('SUCCEEDED  v2');
    expect(stdout).toMatch(/why {4}RolloutFailed: v2-crash-at-start failed to start on (blue|green)/);
    expect(stdout).toContain('who    rehearsal: a good release');
    expect(stdout).toMatch(
      /stages 1 validate configuration: \d+ s(\n {9}\d [a-z ]+: .* s){7}\n {2}cost {3}\d+ state transitions/,
    );
    expect(stdout).toMatch(/5 deploy application: .*, FAILED/);
  });
});

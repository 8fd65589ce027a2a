import { describe, expect, it } from 'vitest';
import type { Migration } from '#domain/deployment/migration.ts';
import { goodRelease } from '#rehearsal/scenarios/deployment/good-release.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { usualSteps } from '#rehearsal/scenarios/usual-steps.ts';
import { planTrials } from '#rehearsal/simulator/explorer/plan.ts';
import { tryBatch } from '#rehearsal/simulator/explorer/explore.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { library, story, target } from './support/stories.ts';

const hook = (...command: string[]) => ({ command, timeoutSeconds: 900 });
const checked: Migration = {
  check: hook('migrate', '--check'),
  run: hook('migrate'),
  databaseCluster: 'orders',
};
const { check: _, ...destructive } = checked;

const deploying = (image: string): Scenario => ({
  ...goodRelease,
  when: [{ deploy: { image, steps: usualSteps, reason: 'a migration' } }],
});

async function play(scenario: Scenario, migration: Migration) {
  const run = await simulate(scenario, { seed: 1, library, target: { ...target, migration } });
  expect(run.promises.filter(({ held }) => !held)).toEqual([]);
  const { world } = run.account;
  const [deployment] = run.account.deployments();
  return {
    ...run,
    failure: deployment?.error,
    reason: run.remains.entries.at(-1)?.reason,
    commands: world.oneOffTasks.all.map(({ command }) => command.join(' ')),
    snapshots: [...world.ports.snapshots.begunAt.keys()],
  };
}

describe('a migration', () => {
  it('is checked, waits for a snapshot, and runs once before any task of the version', async () => {
    const { endings, commands, snapshots } = await play(deploying('v2'), checked);
    expect(endings).toEqual(['succeeded']);
    expect(commands).toEqual(['migrate --check', 'migrate']);
    expect(snapshots).toEqual([expect.stringMatching(/^sluice-\d{8}t\d{6}z-api-/)]);
  });

  it('that would lose data is refused with the output of its check, and nothing was changed', async () => {
    const { failure, reason, commands, snapshots, remains } = await play(deploying('v2-job-fails'), checked);
    expect(failure).toBe('MigrationRefused');
    expect(reason).toContain('migrate --check');
    expect({ commands, snapshots }).toEqual({ commands: ['migrate --check'], snapshots: [] });
    expect(remains.recordedVersion).toBe('v1');
  });

  it('that is declared destructive is not checked; where it fails, v1 keeps serving and its failure details are recorded', async () => {
    const { failure, reason, commands, snapshots, remains } = await play(deploying('v2-job-fails'), destructive);
    expect(failure).toBe('MigrationFailed');
    expect(reason).toMatch(/exit code 1.*Its log ends/);
    expect(commands).toEqual(['migrate']);
    expect(snapshots).toHaveLength(1);
    expect(remains.recordedVersion).toBe('v1');
  });

  it('does not run where no snapshot can be taken', async () => {
    const { failure, commands } = await play(deploying('v2'), { ...destructive, databaseCluster: 'missing' });
    expect(failure).toBe('SnapshotImpossible');
    expect(commands).toEqual([]);
  });

  it('needs no database', async () => {
    const { endings, commands, snapshots } = await play(deploying('v2'), { run: checked.run });
    expect({ endings, commands, snapshots }).toEqual({ endings: ['succeeded'], commands: ['migrate'], snapshots: [] });
  });

  it('is not run by a restore', async () => {
    const { account, commands } = await play(story('restore'), { run: checked.run });
    const restores = account.deployments().filter(({ input }) => JSON.stringify(input).includes('"restore":true'));
    expect(restores.length).toBeGreaterThan(0);
    expect(commands).toHaveLength(account.deployments().length - restores.length);
  });

  it('breaks no promise, whichever part of it fails', { timeout: 300_000 }, async () => {
    const setting = { library, target: { ...target, migration: checked } };
    const all = await planTrials({ scenarios: [deploying('v2')], seed: 1, pairs: false }, setting);
    const trials = all.filter(({ fault }) => /Migration|BackUp|hook\//.test(fault?.name ?? ''));
    expect(trials.length).toBeGreaterThan(30);
    const results = await tryBatch(trials, setting);
    expect(results.flatMap(({ violation }) => violation ?? [])).toEqual([]);
  });
});

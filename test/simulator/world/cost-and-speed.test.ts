import { describe, expect, it } from 'vitest';
import type { DeploymentPreview } from '#domain/deployment/deployment-preview.ts';
import { usdPerTransition } from '#domain/ledger/stage-history.ts';
import type { Execution } from '#rehearsal/simulator/asl/execution.ts';
import { transitionsOf } from '#rehearsal/simulator/cost-of-run.ts';
import type { Scenario } from '#rehearsal/scenarios/scenario.ts';
import { usualSteps } from '#rehearsal/scenarios/usual-steps.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, story } from '../support/stories.ts';

const seeds = [1, 2, 3];
const run = (scenario: Scenario, seed: number) => simulate(scenario, { ...setting, seed });
const secondsOf = ({ startedAt, stoppedAt = startedAt }: Pick<Execution, 'startedAt' | 'stoppedAt'>): number =>
  (Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000;
const entered = ({ history }: Execution, state: string): number =>
  Date.parse(
    history.find(({ type, details }) => type.endsWith('StateEntered') && details['name'] === state)!.timestamp,
  );

const bakeSeconds = usualSteps.reduce((sum, step) => sum + step.bakeSeconds, 0);
const ofDeployment = ({ machine }: Execution) => ['deployment', 'traffic-shift', 'rollback'].includes(machine);
const transitionsIn = (executions: readonly Execution[]): number =>
  executions.filter(ofDeployment).reduce((sum, execution) => sum + transitionsOf(execution), 0);

/** The time in which an image is scanned and copied, and in which tasks start and drain, is the account's. */
function pipelineSeconds(deployment: Execution): number {
  const between = (from: string, to: string) => (entered(deployment, to) - entered(deployment, from)) / 1000;
  const registry = between('PushImage', 'UpdateInfrastructure');
  const tasks = between('DeployApplication', 'VerifyHealth') + between('CleanUp', 'RecordSuccess');
  return secondsOf(deployment) - bakeSeconds - registry - tasks;
}

describe('a good release', () => {
  it.each(seeds)('costs a third of a cent at most, and waits for less than a minute, in world %d', async (seed) => {
    const { executions } = await run(story('good-release'), seed);
    const transitions = transitionsIn(executions);
    const seconds = pipelineSeconds(executions.find(({ machine }) => machine === 'deployment')!);
    console.log(
      `good-release ${seed}: ${transitions} state transitions, ${(transitions * usdPerTransition).toFixed(5)} USD, ${seconds.toFixed(1)} s beside tasks, images and bakes`,
    );
    expect(transitions * usdPerTransition).toBeLessThan(0.0033);
    expect(seconds).toBeLessThan(60);
  });
});

describe('a rollback', () => {
  it.each(seeds)('has all traffic back within 20 s of its decision, in world %d', async (seed) => {
    const { executions, remains, account } = await run(story('weight-changed-by-hand'), seed);
    const rollback = executions.find(({ machine }) => machine === 'rollback')!;
    const decided = (Date.parse(rollback.startedAt) - account.world.startedAt) / 1000;
    const back = remains.observations.find(
      ({ elapsedSeconds, weights }) => elapsedSeconds >= decided && weights.green === 100,
    )!;
    const seconds = back.elapsedSeconds - decided;
    console.log(`rollback ${seed}: ${seconds.toFixed(1)} s from the decision to all traffic`);
    expect(seconds).toBeLessThan(20);
  });
});

describe('a dry run', () => {
  const [scenarioEvent] = story('good-release').when;
  const scenario: Scenario = {
    ...story('good-release'),
    when: [{ deploy: { ...scenarioEvent!.deploy, dryRun: true } }],
    then: { deployments: ['succeeded'], live: 'v1', failedRequests: 0 },
  };

  it('changes nothing in the account, the ledger included', async () => {
    const { outcome, remains, account } = await run(scenario, 1);
    expect(outcome).toBe('held');
    expect(remains.entries).toEqual([]);
    expect(remains.observations).toHaveLength(1);
    expect(account.world.table.lock('api').fence).toBe(0);
  });

  it('previews what the deployment costs, by half at most', async () => {
    const { executions } = await run(scenario, 1);
    const { output } = executions.find(({ machine }) => machine === 'deployment')!;
    const { stateTransitions } = (output as unknown as DeploymentPreview).cost;
    for (const seed of seeds) {
      const measured = transitionsIn((await run(story('good-release'), seed)).executions);
      expect(stateTransitions / measured).toBeGreaterThan(0.5);
      expect(stateTransitions / measured).toBeLessThan(1.5);
    }
  });
});

/** Step Functions allows 256 KiB; a state far below that stays readable and has room to grow. */
const longest = 32 * 1024;

describe('the inputs and outputs of executions', () => {
  it.each(['good-release', 'crash-at-start', 'two-at-once-queued', 'weight-changed-by-hand', 'restore'])(
    'stays small in %s',
    async (name) => {
      const { executions } = await run(story(name), 1);
      for (const { machine, input, output } of executions) {
        expect(JSON.stringify(input).length, `input of ${machine}`).toBeLessThan(longest);
        expect(JSON.stringify(output ?? null).length, `output of ${machine}`).toBeLessThan(longest);
      }
      expect(executions.length).toBeGreaterThan(2);
    },
  );
});

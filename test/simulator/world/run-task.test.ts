import { describe, expect, it } from 'vitest';
import { Saboteur } from '#rehearsal/simulator/faults/saboteur.ts';
import { parseFaults } from '#rehearsal/simulator/faults/fault.ts';
import { runTaskResource, taskRunner } from '#rehearsal/simulator/machines/run-task.ts';
import { SeededRandom } from '#rehearsal/simulator/random.ts';
import { OneOffTasks } from '#rehearsal/simulator/world/compute/one-off-tasks.ts';
import { drawKnobs } from '#rehearsal/simulator/world/knobs.ts';
import { engineFor, machine } from '../support/machines.ts';

const run = {
  Type: 'Task',
  Resource: runTaskResource,
  Arguments: {
    TaskDefinition: '{% $states.input.version %}',
    StartedBy: 'd-1',
    Overrides: { ContainerOverrides: [{ Name: 'api', Command: ['smoke'] }] },
  },
  TimeoutSeconds: 600,
  End: true,
};

/** A machine that runs one task. Its task definition names the version. */
function running(version: string, faults = '') {
  const random = new SeededRandom(1);
  const knobs = drawKnobs(random.fork('knobs'));
  const saboteur = new Saboteur(faults === '' ? [] : parseFaults(faults), () => clock.now());
  const around = { random, knobs, saboteur };
  const integrations = {
    [runTaskResource]: (...call: Parameters<ReturnType<typeof taskRunner>>) =>
      taskRunner({ clock, ...around }, tasks)(...call),
  };
  const { clock, engine } = engineFor({ hook: machine({ Run: run }) }, { integrations });
  const tasks = new OneOffTasks({ clock, random, knobs, versionOf: (definition) => definition });
  return { clock, engine, tasks, execution: engine.start('hook', { version }, { name: 'test' }) };
}

describe('a task that a machine waits for', () => {
  it('succeeds with code 0, and is the result', async () => {
    const { clock, execution } = running('v1');
    await clock.run();
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { Containers: [{ Name: 'api', ExitCode: 0 }] } });
  });

  it('that ends with another code fails the state, with itself as the cause', async () => {
    const { clock, execution, tasks } = running('v2-job-fails');
    await clock.run();
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' });
    expect(JSON.parse(execution.cause ?? '')).toMatchObject({
      TaskArn: tasks.all[0]?.arn,
      Containers: [{ ExitCode: 1 }],
    });
    expect(tasks.all[0]?.failureDetails?.lines.at(-1)).toBe('fatal: job failed: smoke');
  });

  it('that never ends is left running by the state’s timeout', async () => {
    const { clock, execution, tasks } = running('v2-job-hangs');
    await clock.run();
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(tasks.running('d-1')).toHaveLength(1);
  });

  it('stops with its execution', async () => {
    const { clock, engine, execution, tasks } = running('v2-job-hangs');
    await clock.runFor(60);
    engine.stop(execution.arn);
    await clock.run();
    expect(tasks.running('d-1')).toEqual([]);
  });

  it.each([
    ['throttled', 'ECS.ThrottlingException', 0],
    ['throttled-after', 'ECS.ThrottlingException', 1],
    ['refused', 'ECS.ClusterNotFoundException', 0],
    ['refused-after', 'ECS.ClusterNotFoundException', 1],
    ['hangs', 'States.Timeout', 0],
    ['hangs-after', 'States.Timeout', 1],
    ['killed', 'States.TaskFailed', 1],
  ])('%s fails with %s after %i tasks were started', async (how, error, started) => {
    const { clock, execution, tasks } = running('v1', `Run.ecs.runTask#1 ${how}`);
    await clock.run();
    expect(execution).toMatchObject({ status: 'FAILED', error });
    expect(tasks.all).toHaveLength(started);
  });
});

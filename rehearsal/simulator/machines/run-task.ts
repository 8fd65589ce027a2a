import type { CallContext, IntegrationHandler } from '../asl/hooks.ts';
import type { Json } from '../asl/json.ts';
import { StatesError } from '../asl/errors.ts';
import { between } from '../world/knobs.ts';
import type { OneOffTask, OneOffTasks } from '../world/compute/one-off-tasks.ts';
import { brokenCall } from './broken-call.ts';
import type { CallSurroundings } from './invocation.ts';

export const runTaskResource = 'arn:aws:states:::ecs:runTask.sync';

interface RunTaskRequest {
  readonly TaskDefinition: string;
  readonly StartedBy?: string;
  readonly Overrides?: {
    readonly ContainerOverrides?: readonly { readonly Name: string; readonly Command?: string[] }[];
  };
}

/** `ecs:runTask.sync` as AWS answers it: when the task has ended, with the task; as an error where it failed. */
export const taskRunner =
  (around: CallSurroundings, tasks: OneOffTasks): IntegrationHandler =>
  async (request, { state, onAbandoned }) => {
    const { clock, random, knobs, saboteur } = around;
    const how = saboteur.arrive('call', `${state}.ecs.runTask`)?.how ?? 'nothing';
    await clock.sleep(between(random, knobs.callSeconds));
    await brokenCall(how, names);
    const task = start(request as unknown as RunTaskRequest, tasks, onAbandoned);
    if (how.startsWith('killed')) tasks.kill(task.arn);
    await brokenCall(how.replace(/-after$/, ''), names);
    await task.ended;
    if (task.failureDetails?.exitCode !== 0)
      throw new StatesError('States.TaskFailed', JSON.stringify(described(task)));
    return described(task);
  };

const names = { throttled: 'ECS.ThrottlingException', refused: 'ECS.ClusterNotFoundException' };

function start(request: RunTaskRequest, tasks: OneOffTasks, onAbandoned: CallContext['onAbandoned']): OneOffTask {
  const { Name: container = '', Command: command = [] } = request.Overrides?.ContainerOverrides?.[0] ?? {};
  const task = tasks.run({
    taskDefinition: request.TaskDefinition,
    container,
    command,
    startedBy: request.StartedBy ?? '',
  });
  onAbandoned(() => tasks.stop(task.arn, 'The execution was stopped'));
  return task;
}

const described = ({ arn, container, failureDetails }: OneOffTask): Json => ({
  TaskArn: arn,
  LastStatus: 'STOPPED',
  StopCode: 'EssentialContainerExited',
  StoppedReason: failureDetails?.reason ?? '',
  Containers: [{ Name: container, ExitCode: failureDetails?.exitCode ?? null }],
});

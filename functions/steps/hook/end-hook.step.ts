import { oneOffTasks, stopped } from '#adapters/answers.ts';
import { taskOf, whyItFailed } from '#domain/deployment/hook.ts';
import type { OneOffTasks } from '#ports/compute/one-off-tasks.ts';
import type { StoppedTasks } from '#ports/compute/stopped-tasks.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './end-hook.contract.ts';

interface Ports {
  oneOffTasks: OneOffTasks;
  stopped: StoppedTasks;
}

/** A state that times out leaves its task running. Only this step stops it. */
export const step = defineStep(contract, async (input, { oneOffTasks, stopped }: Ports) => {
  const { target, hook, startedBy, failure } = input;
  const left = await oneOffTasks.stopAll(target, startedBy);
  const task = taskOf(failure) ?? left[0];
  const failureDetails = task === undefined ? undefined : await stopped.of(target, task);
  return { why: whyItFailed(failure, hook, failureDetails) };
});

export const handler = step.host({ oneOffTasks, stopped });

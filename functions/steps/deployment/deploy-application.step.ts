import { lock, platform, stopped } from '#adapters/answers.ts';
import { mustHold } from '#domain/ledger/fencing.ts';
import { RolloutFailed, RolloutUnderWay } from '#domain/errors.ts';
import { describeTaskFailure } from '#domain/deployment/task-failure.ts';
import { judgeRollout } from '#domain/slots/rollout.ts';
import type { ContainerPlatform } from '#ports/compute/container-platform.ts';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { StoppedTasks } from '#ports/compute/stopped-tasks.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './deploy-application.contract.ts';

interface Ports {
  platform: ContainerPlatform;
  lock: DeploymentLock;
  stopped: StoppedTasks;
}

/** Each call checks the slot, does what is missing and reports progress. The definition calls it until it is done. */
export const step = defineStep(contract, async ({ plan, release }, { platform, lock, stopped }: Ports) => {
  const { target, shift, capacity } = plan;
  const wanted = { taskDefinition: release.taskDefinition, tasks: capacity };
  const verdict = judgeRollout(await platform.status(target, shift.to), wanted);
  switch (verdict.kind) {
    case 'to-start':
      mustHold(plan, await lock.holder(target.service));
      await platform.run(target, shift.to, wanted);
      throw new RolloutUnderWay(`${capacity} tasks of ${release.image.label} are starting on ${shift.to}`);
    case 'under-way':
      throw new RolloutUnderWay(`${shift.to}: ${verdict.reason}`);
    case 'failed': {
      const failureDetails = await stopped.lastOf(target, shift.to, release.taskDefinition);
      const why =
        failureDetails === undefined ? verdict.reason : `${verdict.reason} ${describeTaskFailure(failureDetails)}`;
      throw new RolloutFailed(`${release.image.label} failed to start on ${shift.to}: ${why}`);
    }
    case 'done':
      return { running: capacity };
  }
});

export const handler = step.host({ platform, stopped, lock });

import { alarms, catalogue, router, stopped, waiters, waits } from '#adapters/answers.ts';
import { against } from '#domain/canary/alarms.ts';
import { keepsCrashing } from '#domain/canary/crash-loop.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { rollBackBecause, type Answer, type Wait } from '#domain/ledger/wait.ts';
import type { OpenWaits } from '#ports/ledger/open-waits.ts';
import type { ServiceCatalogue } from '#ports/compute/service-catalogue.ts';
import type { SlotAlarms } from '#ports/metrics/slot-alarms.ts';
import type { StoppedTasks } from '#ports/compute/stopped-tasks.ts';
import type { TrafficRouter } from '#ports/traffic/traffic-router.ts';
import type { Waiters } from '#ports/workflows/waiters.ts';
import type { InputOf } from '#runtime/define-contract.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './interrupt-bake.contract.ts';

interface Ports {
  catalogue: ServiceCatalogue;
  waits: OpenWaits;
  waiters: Waiters;
  router: TrafficRouter;
  alarms: SlotAlarms;
  stopped: StoppedTasks;
}

type Event = InputOf<typeof contract>;

export const watcher = defineStep(contract, async (event, { catalogue, waits, waiters, ...ways }: Ports) => {
  const interrupted: string[] = [];
  for (const service of await catalogue.names()) {
    const wait = await waits.find(service);
    // Before the shift there is nothing to roll back.
    if (wait === undefined || wait.kind === 'approval') continue;
    const target = await catalogue.find(service);
    if (target === undefined) continue;
    const answer = await answerTo(event, wait, target, ways);
    if (answer !== undefined && (await waiters.answer(wait.token, answer))) interrupted.push(service);
  }
  return { interrupted };
});

/** Undefined if the event is about something else, or is no reason for a rollback. */
async function answerTo(
  event: Event,
  { slot, targetsNeeded, progress }: Wait,
  target: ServiceTarget,
  { router, alarms, stopped }: Pick<Ports, 'router' | 'alarms' | 'stopped'>,
): Promise<Answer | undefined> {
  if (event['detail-type'] === 'CloudWatch Alarm State Change') {
    const { alarmName, state } = event.detail;
    if (state.value !== 'ALARM' || !target.slots[slot].alarms.includes(alarmName)) return undefined;
    const ringing = await alarms.ringing(target);
    // The event carries the exact time, and may be ahead of what the API shows.
    const others = ringing[slot].filter(({ name }) => name !== alarmName);
    const withThis = { ...ringing, [slot]: [...others, { name: alarmName, since: event.time }] };
    if (!against(target, slot, withThis, progress).includes(alarmName)) return undefined;
    return rollBackBecause('alarm', `the alarm ${alarmName} is active: ${state.reason}`);
  }
  const { group, stoppedReason } = event.detail;
  if (group !== `service:${target.slots[slot].ecsService}`) return undefined;
  const { healthyTargets } = await router.health(target, slot);
  if (healthyTargets < targetsNeeded) {
    const words = `tasks of ${slot} keep stopping: ${healthyTargets} are healthy, but ${targetsNeeded} are needed`;
    return rollBackBecause('tasks', `${words}. ${stoppedReason}`);
  }
  const [first] = progress.journey;
  if (first === undefined) return undefined;
  const since = new Date(first.at);
  const [blue, green] = await Promise.all([
    stopped.diedSince(target, 'blue', since),
    stopped.diedSince(target, 'green', since),
  ]);
  if (!keepsCrashing({ blue, green }, slot)) return undefined;
  const died = { blue, green }[slot];
  return rollBackBecause('tasks', `${died} tasks of ${slot} have died since it got its first weight. ${stoppedReason}`);
}

export const handler = watcher.host({ catalogue, waits, waiters, router, alarms, stopped });

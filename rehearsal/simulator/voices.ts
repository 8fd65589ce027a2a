import { otherSlot } from '#domain/slots/slot.ts';
import type { Act } from '../scenarios/scenario.ts';
import type { SimulatedAccount } from './machines/account.ts';

/** A person checks from time to time whether an execution waits for an answer. */
export async function answerWhenAsked(
  { say, by, why }: Extract<Act, { kind: 'say' }>,
  deployment: string,
  { clock, engine, people, world }: SimulatedAccount,
): Promise<void> {
  const { service } = world.service.target;
  while (engine.execution(deployment).status === 'RUNNING') {
    const wait = world.table.waits.get(service);
    if (wait !== undefined && wait.kind !== 'bake') {
      const digest = wait.approval && { digest: wait.approval.digest };
      engine.start('intervention', { service, say, by, reason: why, ...digest });
    }
    await clock.sleep(people.integer(30, 120));
  }
}

/** On the slot that is not live: the new version runs there. */
export function ringAlarm(what: string, { world, bus }: SimulatedAccount): void {
  const { target } = world.service;
  const slot = otherSlot(world.table.states.get(target.service)?.live ?? 'green');
  const alarmName = target.slots[slot].alarms.find((name) => name.endsWith(what));
  if (alarmName === undefined) throw new Error(`${slot} has no alarm for ${what}.`);
  world.alarms.ring(alarmName);
  const detail = { alarmName, state: { value: 'ALARM', reason: 'the story says so' } };
  bus.put('aws.cloudwatch', 'CloudWatch Alarm State Change', detail);
}

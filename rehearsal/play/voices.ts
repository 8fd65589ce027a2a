import { setTimeout as sleep } from 'node:timers/promises';
import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { ListStateMachinesCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { otherSlot } from '#domain/slots/slot.ts';
import type { Wait } from '#domain/ledger/wait.ts';
import type { Clients } from '../cloud/clients.ts';
import type { Act } from '../scenarios/scenario.ts';
import type { World } from '../world.ts';

const pollMs = 200;

/** The voices that count while a version bakes: an alarm, or a person who was asked. */
export class Voices {
  readonly #clients: Clients;
  readonly #world: World;
  readonly #signal: AbortSignal;

  constructor(clients: Clients, world: World, signal: AbortSignal) {
    this.#clients = clients;
    this.#world = world;
    this.#signal = signal;
  }

  /** Puts an alarm of the new version's slot into ALARM as soon as it bakes, and returns its name. */
  async ring(what: string): Promise<string> {
    await this.#waitFor('bake');
    const live = (await this.#world.recordedState())?.live ?? 'blue';
    const AlarmName = this.#world.target.slots[otherSlot(live)].alarms.find((name) => name.endsWith(what));
    await this.#clients.metrics.send(
      new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'the story says so' }),
    );
    return AlarmName ?? '';
  }

  /** Answers as soon as a person is asked. */
  async answer({ say, by, why }: Extract<Act, { kind: 'say' }>): Promise<void> {
    const digest = await this.#asked();
    const { service, environment } = this.#world.target;
    const { stateMachines = [] } = await this.#clients.machines.send(
      new ListStateMachinesCommand({ maxResults: 1000 }),
    );
    const stateMachineArn = stateMachines.find(
      ({ name }) => name === `sluice-${environment}-intervention`,
    )?.stateMachineArn;
    const input = JSON.stringify({ service, say, by, reason: why, ...digest });
    await this.#clients.machines.send(new StartExecutionCommand({ stateMachineArn, input }));
  }

  /** A person is asked to decide, or to approve a digest. */
  async #asked(): Promise<{ readonly digest?: string }> {
    for (;;) {
      this.#signal.throwIfAborted();
      const wait = await this.#world.waitsFor();
      if (wait?.kind === 'decision') return {};
      if (wait?.approval !== undefined) return { digest: wait.approval.digest };
      await sleep(pollMs);
    }
  }

  async #waitFor(kind: Wait['kind']): Promise<void> {
    while ((await this.#world.waitsFor())?.kind !== kind) {
      this.#signal.throwIfAborted();
      await sleep(pollMs);
    }
  }
}

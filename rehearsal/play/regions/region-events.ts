import { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { servingSlot } from '#domain/slots/weights.ts';
import { type RegionState, setRegion } from '../../cloud/regions.ts';
import type { RegionEvent } from '../../scenarios/regions/plot.ts';
import { usualSteps } from '../../scenarios/usual-steps.ts';
import { DeploymentMachine } from '../deployment-machine.ts';
import type { Recorder } from '../recorder.ts';
import type { FailoverInAccount } from './failover-in-account.ts';
import type { RegionStage } from './region-stage.ts';
import type { RegionFixture } from './region-fixture.ts';
import { until } from './until.ts';

type Deploying = Extract<RegionEvent, { deploy: string }>;

/** The states in which every user gets an answer. */
const servesAll: readonly RegionState[] = ['well', 'unreachable'];

/** Plays events in the two regions, and remembers since when every request must get an answer. */
export class RegionEvents {
  /** When the primary last went down, by the cloud's clock. */
  downSince: Date | undefined;
  /** By the machine's clock; unset while the primary does not serve. */
  wellSince: number | undefined = 0;
  #hasDeployed = false;
  readonly #stage: RegionStage;
  readonly #recorder: Recorder;
  readonly #failover: FailoverInAccount;
  readonly #primary: RegionFixture;
  readonly #standby: RegionFixture;

  constructor(
    stage: RegionStage,
    recorder: Recorder,
    failover: FailoverInAccount,
    [primary, standby]: readonly [RegionFixture, RegionFixture],
  ) {
    this.#stage = stage;
    this.#recorder = recorder;
    this.#failover = failover;
    this.#primary = primary;
    this.#standby = standby;
  }

  async happen(scenarioEvent: RegionEvent): Promise<void> {
    if ('primary' in scenarioEvent) await this.#become(scenarioEvent.primary);
    if ('say' in scenarioEvent) {
      this.#recorder.tell(`a person says ${JSON.stringify(scenarioEvent.say)}`, 'decision');
      await this.#failover.say(scenarioEvent.say);
    }
    if ('deploy' in scenarioEvent) await this.#deploy(scenarioEvent);
    if ('alarm' in scenarioEvent) await this.#ring(scenarioEvent);
  }

  get servesUsers(): boolean {
    return this.wellSince !== undefined;
  }

  /** Waits until a deployment in the primary, and its effects, are over. */
  async end(): Promise<void> {
    if (!this.#hasDeployed) return;
    await until(async () => (await this.#primary.world.lockOwner()) === undefined, this.#stage.signal);
    this.wellSince = Date.now();
  }

  /** In the primary: first through the stacks' own rule, then again, as EventBridge may deliver an event several times. */
  async #ring({ alarm: state, deliveries }: Extract<RegionEvent, { alarm: string }>): Promise<void> {
    const { clients, world } = this.#primary;
    const { alarms } = world.target.slots[servingSlot(await world.weights())];
    const name = alarms.find((each) => each.endsWith('-errors')) ?? '';
    this.#recorder.tell(`the alarm ${name} becomes ${state}`, 'fault');
    const at = this.#stage.clock.now().toISOString();
    const becomes = { AlarmName: name, StateValue: state, StateReason: 'the story says so' };
    await clients.metrics.send(new SetAlarmStateCommand(becomes));
    for (let again = 1; again < deliveries; again++) await this.#failover.hear({ name, state, at });
  }

  /** Does not wait for its end. */
  async #deploy({ deploy: image, in: where = 'standby', steps = usualSteps }: Deploying): Promise<void> {
    const { environment, service } = this.#stage;
    const { clients, registry } = where === 'primary' ? this.#primary : this.#standby;
    await registry.push(image);
    this.#recorder.tell(`a person deploys ${image} in the ${where}`, 'cloud');
    const machine = await DeploymentMachine.of(clients, environment);
    const strategy = { name: 'rehearsed', steps };
    const reason = `a release in the ${where}`;
    await machine.request({ service, image, onBusy: 'reject', strategy, requestedBy: 'rehearsal', reason });
    if (where === 'primary') await this.#reachUsers();
  }

  /** The new version has the traffic, or its deployment has ended before. */
  async #reachUsers(): Promise<void> {
    const { world } = this.#primary;
    const before = servingSlot(await world.weights());
    const { signal } = this.#stage;
    await until(async () => (await world.lockOwner()) !== undefined, signal);
    await until(async () => {
      const hasMoved = servingSlot(await world.weights()) !== before;
      return hasMoved || (await world.lockOwner()) === undefined;
    }, signal);
    this.#recorder.tell('users of the primary have the new version', 'traffic');
    this.wellSince = undefined;
    this.#hasDeployed = true;
  }

  async #become(state: RegionState): Promise<void> {
    this.#recorder.tell(`the primary region is ${state}`, 'fault');
    await setRegion(this.#stage.endpoint, this.#primary.clients.region, state);
    if (state !== 'well') this.downSince = this.#stage.clock.now();
    this.wellSince = servesAll.includes(state) ? (this.wellSince ?? Date.now()) : undefined;
  }
}

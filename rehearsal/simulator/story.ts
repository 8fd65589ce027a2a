import type { Decision } from '#domain/ledger/decision.ts';
import { imagesOf } from '../play/scenario-events.ts';
import { hasGrownAlone, hasShrunk } from '../promises/as-expected.ts';
import type { Remains, Shifted, StackUpdate } from '../promises/observation.ts';
import { moved } from '../scenarios/moved.ts';
import type { Act, Another, ScenarioEvent, Scenario } from '../scenarios/scenario.ts';
import { stackUpdates } from '../scenarios/stack-updates.ts';
import type { SimulatedAccount } from './machines/account.ts';
import type { BusEvent } from './machines/bus.ts';
import type { DeploymentItem } from './world/ledger/ledger-table.ts';
import { passesOf } from './passes.ts';
import { answerWhenAsked, ringAlarm } from './voices.ts';
import { askForShape, shapeOf } from './world/compute/slot-owner.ts';

/** Two minutes are promised; what is observed ends a little later. */
const quietSeconds = 130;
/** A request whose event was lost begins nothing; one that is late begins within two minutes. */
const beginsWithinSeconds = 180;
/** The longest rollback retires its slot for 15 minutes; an execution that has not ended by then never ends. */
const settlesWithinSeconds = 2 * 3600;
const pollSeconds = 5;
/** A person who asks again has seen the first request begin. */
const betweenRequestsSeconds = 3;
/** Fifteen minutes of little load, and one for the alarm. */
const scalesWithinSeconds = 30 * 60;

/** Plays a scenario in a simulated account, with all that people do meanwhile. */
export class Story {
  readonly #scenario: Scenario;
  #account: SimulatedAccount | undefined;
  /** What a person waits to do, as soon as the first execution of a request enters a state. */
  #moment: { readonly event: BusEvent; readonly state: string; readonly act: (arn: string) => void } | undefined;
  #asked = 0;
  readonly #stackUpdates: StackUpdate[] = [];

  constructor(scenario: Scenario) {
    this.#scenario = scenario;
  }

  async tell(account: SimulatedAccount): Promise<Remains> {
    this.#account = account;
    const { given, when, then } = this.#scenario;
    for (const image of new Set(imagesOf(this.#scenario))) account.world.push(image);
    if (given.live !== undefined) await account.world.establish(given.live);
    await this.#scaleOut(account);
    account.world.quota.used = given.vcpusUsed;
    await this.#moveToEmptySlot(account);
    for (const scenarioEvent of when) await this.#happen(scenarioEvent, account);
    await this.#settle(account);
    if (then.shrinks === true) await this.#until(account, () => hasShrunk(account.world.observations));
    if (account.bus.deliverKeptBack()) await this.#settle(account);
    account.stopSchedule();
    account.world.scaling?.stop();
    return this.#remains(account);
  }

  async #moveToEmptySlot({ world, clock }: SimulatedAccount): Promise<void> {
    const { emptySlotShare } = this.#scenario.given;
    if (emptySlotShare === undefined) return;
    const { rule } = world.service;
    const before = rule.weights;
    rule.ask(moved(emptySlotShare, before));
    while (rule.weights === before) await clock.sleep(1);
  }

  async #scaleOut(account: SimulatedAccount): Promise<void> {
    const { load } = this.#scenario.given;
    if (load === undefined) return;
    account.world.beUnderLoad(load);
    if (load === 'high') await this.#until(account, () => hasGrownAlone(account.world.observations));
  }

  async #until({ clock }: SimulatedAccount, isSo: () => boolean): Promise<void> {
    const deadline = clock.now() + scalesWithinSeconds * 1000;
    while (!isSo() && clock.now() < deadline) await clock.sleep(pollSeconds);
  }

  stateEntered(machine: string, state: string, executionArn: string): void {
    const moment = this.#moment;
    if (moment === undefined || machine !== 'deployment' || state !== moment.state) return;
    if (!isOf(moment.event, this.#account?.engine.execution(executionArn).input)) return;
    this.#moment = undefined;
    moment.act(executionArn);
  }

  async #happen(scenarioEvent: ScenarioEvent, account: SimulatedAccount): Promise<void> {
    const { deploy, deliveries = 1, meanwhile } = scenarioEvent;
    const event = this.#request(
      { image: deploy.image, onBusy: deploy.onBusy ?? 'reject', deliveries },
      scenarioEvent,
      account,
    );
    if (meanwhile !== undefined) {
      this.#moment = { event, state: meanwhile.at, act: (arn) => void this.#intervene(scenarioEvent, arn, account) };
    }
    const deadline = account.clock.now() + beginsWithinSeconds * 1000;
    const hasBegun = () => account.deployments().some(({ input }) => isOf(event, input));
    while (!hasBegun() && account.clock.now() < deadline) await account.clock.sleep(1);
    while (account.deployments().some(({ status }) => status === 'RUNNING')) await account.clock.sleep(pollSeconds);
  }

  #request(
    { image, onBusy, deliveries = 1 }: Another,
    { deploy, fromSource = false }: ScenarioEvent,
    { bus, world }: SimulatedAccount,
  ): BusEvent {
    this.#asked++;
    const source = fromSource ? { build: { commit: image } } : { image };
    const event = bus.put('rehearsal', 'Deployment Requested', {
      service: world.service.target.service,
      ...(deploy.restore
        ? { restore: true }
        : { ...source, strategy: { name: 'rehearsed', steps: deploy.steps, ...deploy.judging } }),
      onBusy,
      ...(deploy.dryRun && { dryRun: true }),
      requestedBy: 'rehearsal',
      reason: deploy.reason,
    });
    for (let delivery = 2; delivery <= deliveries; delivery++) bus.again(event);
    return event;
  }

  async #intervene(scenarioEvent: ScenarioEvent, arn: string, account: SimulatedAccount): Promise<void> {
    const { share } = scenarioEvent.meanwhile ?? {};
    if (share === undefined || (await this.#sees(share, arn, account))) this.#act(scenarioEvent, arn, account);
  }

  #act(scenarioEvent: ScenarioEvent, arn: string, account: SimulatedAccount): void {
    const act = scenarioEvent.meanwhile?.act;
    if (act === undefined) return;
    const { clock, engine, people, world } = account;
    switch (act.kind) {
      case 'load':
        return world.beUnderLoad(act.load);
      case 'update-stack':
        return this.#updateStack(account);
      case 'move-weight':
        return world.service.rule.ask(moved(act.share, world.service.rule.weights));
      case 'request':
        return act.requests.forEach((one, at) => {
          clock.after(at * betweenRequestsSeconds, () => this.#request(one, scenarioEvent, account));
        });
      case 'stop':
        // People take a while to make up their minds: the seed decides how far the shift has come.
        clock.after(act.quick ? 0 : people.integer(1, 90), () => engine.stop(arn));
        return;
      default:
        this.#speak(act, arn, account);
    }
  }

  /** The alarms and answers that come while a version bakes. */
  #speak(act: Extract<Act, { kind: 'alarm' | 'say' }>, arn: string, account: SimulatedAccount): void {
    if (act.kind === 'say') void answerWhenAsked(act, arn, account);
    else account.clock.after(account.people.integer(1, 90), () => ringAlarm(act.what, account));
  }

  /** Waits for a share of the traffic; a deployment that ends earlier never reaches it. */
  async #sees(share: number, arn: string, { clock, engine, world }: SimulatedAccount): Promise<boolean> {
    const isInPlace = () => Object.values(world.service.rule.weights).includes(share);
    while (!isInPlace() && engine.execution(arn).status === 'RUNNING') await clock.sleep(1);
    return isInPlace();
  }

  #updateStack({ world }: SimulatedAccount): void {
    const { service } = world;
    for (const { what, replacesTasks, shape } of stackUpdates) {
      const before = service.observe(world.elapsedSeconds);
      let refusal: string | undefined;
      try {
        askForShape(service, shape(shapeOf(service)));
      } catch (error) {
        refusal = (error as Error).message;
      }
      const after = service.observe(world.elapsedSeconds);
      this.#stackUpdates.push({ what, replacesTasks, before, after, ...(refusal !== undefined && { refusal }) });
    }
  }

  async #settle(account: SimulatedAccount): Promise<void> {
    const { clock } = account;
    const deadline = clock.now() + settlesWithinSeconds * 1000;
    for (let quiet = 0; quiet < quietSeconds && clock.now() < deadline; quiet += pollSeconds) {
      await clock.sleep(pollSeconds);
      if (account.running().length > 0) quiet = 0;
    }
  }

  #remains(account: SimulatedAccount): Remains {
    const { world } = account;
    const { service } = world.service.target;
    const state = world.table.states.get(service);
    const { totals } = world.users.traffic(world.startedAt);
    const entries = world.table.deployments(service);
    const known = new Set(entries.map(({ entry }) => entry?.execution));
    const changed = entries.filter(({ outcome }) => outcome?.outcome !== 'refused');
    const admitted = new Set(changed.map(({ entry }) => entry?.execution));
    const bad = account.deployments().filter(({ status }) => status !== 'SUCCEEDED');
    return {
      observations: world.observations,
      lockOwner: world.table.holder(service)?.owner,
      recordedLive: state?.live,
      recordedVersion: state?.release.image.label,
      entries: entries.map(({ deploymentId, outcome }) => ({ deploymentId, ...outcome })),
      requests: totals.requests,
      failedRequests: totals.failed,
      badEnds: bad
        .filter(({ arn }) => admitted.has(arn))
        .map(({ stoppedAt = '' }) => (Date.parse(stoppedAt) - world.startedAt) / 1000),
      shifts: entries.flatMap((item) =>
        shiftOf(item, world.table.decisions(service, item.deploymentId), world.startedAt),
      ),
      passes: entries.flatMap((item) => passesOf(item, world.table.decisions(service, item.deploymentId))),
      stackUpdates: this.#stackUpdates,
      emptySlotShare: this.#scenario.given.emptySlotShare,
      asked: this.#asked,
      refusals: bad.filter(({ arn, status }) => status === 'FAILED' && !known.has(arn)).map(({ cause = '' }) => cause),
    };
  }
}

function shiftOf(
  { entry, outcome, progress }: DeploymentItem,
  decisions: readonly Decision[],
  startedAt: number,
): Shifted[] {
  if (entry === undefined || progress.plan === undefined || outcome?.outcome !== 'succeeded') return [];
  const elapsed = (time: string) => (Date.parse(time) - startedAt) / 1000;
  const { to, steps } = progress.plan.shift;
  const [fromSeconds, untilSeconds] = [elapsed(entry.startedAt), elapsed(outcome.endedAt)];
  const weights = steps.map(({ weight }) => weight);
  // A person who promotes the version skips every remaining weight but the last.
  const skips = decisions.some(({ what }) => what === 'promote');
  return [{ to, weights: skips ? weights.slice(-1) : weights, fromSeconds, untilSeconds }];
}

const isOf = (event: BusEvent, input: unknown): boolean =>
  typeof input === 'object' && input !== null && (input as { id?: unknown }).id === event.id;

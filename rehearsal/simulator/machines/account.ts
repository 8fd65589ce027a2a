import { inWords } from '#domain/failure.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import { StatesApiError } from '../asl/api-error.ts';
import { StatesEngine } from '../asl/engine.ts';
import type { Execution } from '../asl/execution.ts';
import type { Definition } from '../asl/program.ts';
import type { StateVisit } from '../asl/hooks.ts';
import { fillPlaceholders } from '../asl/placeholders.ts';
import { VirtualClock } from '../clock.ts';
import type { Fault } from '../faults/fault.ts';
import { Saboteur } from '../faults/saboteur.ts';
import { slashed } from '../joined.ts';
import { SeededRandom } from '../random.ts';
import { drawKnobs } from '../world/knobs.ts';
import type { Machines } from '../world/workflows/machines.ts';
import { SimulatedWorld } from '../world/world.ts';
import { Bus } from './bus.ts';
import { hostStep } from './host.ts';
import { placeholderOf, type Library } from './library.ts';
import { ownFunctions } from './own-functions.ts';
import { Rules } from './rules.ts';
import { runTaskResource, taskRunner } from './run-task.ts';
import { buildRunner, startBuildResource } from './start-build.ts';
import { executionStatusChange, type Place } from '#wire/triggers.ts';
import { primaryRegion, triggeredBy } from './triggers.ts';

export interface AccountOptions {
  readonly library: Library;
  readonly target: ServiceTarget;
  readonly requestsPerSecond: number;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Further ports of the account's functions. */
  readonly morePorts?: (clock: VirtualClock, world: () => SimulatedWorld) => object;
  /** Called when a state is entered, before the state does anything. */
  readonly onState?: (machine: string, state: string, executionArn: string) => void;
}

/** Machines that run every minute. */
export const watches: ReadonlySet<string> = new Set(['guardian', 'primary-monitor']);

/** A simulated account with Sluice in it: the world, the machines, the functions, the events and the schedule. */
export class SimulatedAccount {
  readonly clock = new VirtualClock();
  readonly saboteur: Saboteur;
  readonly world: SimulatedWorld;
  readonly engine: StatesEngine;
  readonly bus: Bus;
  /** How people decide. */
  readonly people: SeededRandom;
  readonly #rules: Rules;
  readonly #place: Place;
  /** Collected as they begin, so that a check every few seconds need not go through all executions. */
  #deployments: readonly Execution[] = [];

  constructor({ library, target, requestsPerSecond, seed, faults, onState, morePorts }: AccountOptions) {
    const { clock } = this;
    const { environment, cluster, region } = target;
    const machineArn = (machine: string) => `arn:aws:states:${region}:123456789012:stateMachine:${machine}`;
    this.#place = { environment, cluster, primaryRegion, machineArn };
    const random = new SeededRandom(seed);
    this.people = random.fork('people');
    const knobs = drawKnobs(random.fork('knobs'));
    this.saboteur = new Saboteur(faults, () => clock.now());
    this.world = new SimulatedWorld({
      clock,
      random: random.fork('world'),
      knobs,
      target,
      requestsPerSecond,
      machines: this.#machines(),
      tell: (source, detailType, detail) => this.bus.put(source, detailType, detail),
    });
    const around = { clock, random: random.fork('calls'), knobs, saboteur: this.saboteur };
    const more = morePorts?.(clock, () => this.world) ?? {};
    const ports = { ...this.world.ports, ...more } as unknown as Readonly<Record<string, object>>;
    const hosted = (steps: Library['steps']) =>
      Object.fromEntries(Object.entries(steps).map(([name, step]) => [name, hostStep(name, step, around, ports)]));
    this.engine = new StatesEngine({
      clock,
      random: random.fork('machines'),
      region: target.region,
      definitions: definitionsOf(library),
      // A test checks that every step satisfies it.
      trustsFunctions: true,
      functions: { ...hosted(library.steps), ...ownFunctions(target.hooks, (uri) => this.world.tagOf(uri)) },
      integrations: {
        [runTaskResource]: taskRunner(around, this.world.oneOffTasks),
        [startBuildResource]: buildRunner(around, this.world.builds),
      },
      hooks: {
        beforeState: (visit) => {
          this.#sabotage(visit);
          onState?.(visit.machine, visit.state, visit.executionArn);
        },
      },
      onStatusChange: (execution) => {
        this.#count(execution);
        this.#tellOf(execution);
      },
    });
    this.bus = new Bus({
      region: target.region,
      clock,
      random: random.fork('bus'),
      saboteur: this.saboteur,
      deliver: (event) => this.#rules.deliver(event),
    });
    this.#rules = new Rules({
      clock,
      place: this.#place,
      start: (machine, event) => this.engine.start(machine, event),
      watchers: hosted(library.watchers),
    });
  }

  /** The executions that were started from outside, in that order: nested ones have a parent that represents them. */
  deployments(): readonly Execution[] {
    return this.#deployments;
  }

  #count(execution: Execution): void {
    if (execution.machine !== 'deployment' || this.#deployments.includes(execution)) return;
    this.#deployments = [...this.#deployments, execution];
  }

  /** The executions that still work on a service; machines that run every minute only look. */
  running(): readonly Execution[] {
    return this.engine.executions().filter(({ machine, status }) => !watches.has(machine) && status === 'RUNNING');
  }

  /** Resolves when the execution has ended, now or later. */
  async ended(arn: string): Promise<void> {
    await new Promise<void>((resolve) => this.engine.watch(arn, () => resolve()));
  }

  stopSchedule(): void {
    this.#rules.stopSchedule();
  }

  /** The engine is created after the world, which reads it only later. */
  #machines(): Machines {
    return {
      isRunning: (arn) => this.engine.find(arn)?.status === 'RUNNING',
      failureOf: (arn) => wordsOf(this.engine.execution(arn)),
      wasStopped: (arn) => this.engine.find(arn)?.status === 'ABORTED',
      stop: (arn, error, cause) => this.engine.stop(arn, error, cause),
      answer: (token, answer) => wasHeard(() => this.engine.sendTaskSuccess(token, answer)),
      fail: (token, error, cause) => wasHeard(() => this.engine.sendTaskFailure(token, error, cause)),
    };
  }

  /** Events that no rule matches have no effect, so they are not created. */
  #tellOf({ machineArn, status, arn }: Execution): void {
    const source = 'aws.states';
    const detail = { stateMachineArn: machineArn, status, executionArn: arn };
    const event = { source, 'detail-type': executionStatusChange, detail };
    if (triggeredBy(event, this.#place).length > 0) this.bus.put(source, executionStatusChange, detail);
  }

  #sabotage({ executionArn, machine, state, retryCount }: StateVisit): void {
    if (retryCount > 0) return;
    const root = this.deployments().find(({ status }) => status === 'RUNNING');
    const fault = this.saboteur.arrive('state', slashed(machine, state), root === undefined);
    if (fault?.how === 'stopped') this.engine.stop(executionArn);
    if (fault?.how === 'timed-out') this.engine.timeOut(executionArn);
    if (fault?.how === 'stopped-at-the-root' && root) this.engine.stop(root.arn);
  }
}

const wordsOf = ({ error, cause }: Execution): string | undefined =>
  error === undefined ? undefined : inWords({ Error: error, Cause: cause ?? '' });

function wasHeard(tell: () => void): boolean {
  try {
    tell();
    return true;
  } catch (error) {
    if (error instanceof StatesApiError) return false;
    throw error;
  }
}

const known = new WeakMap<Library, Readonly<Record<string, Definition>>>();

/** Filled in once for each library: every one of thousands of accounts has the same. */
function definitionsOf(library: Library): Readonly<Record<string, Definition>> {
  const definitions = known.get(library) ?? filledIn(library);
  known.set(library, definitions);
  return definitions;
}

/** A machine and its placeholder have the same name in two spellings, as a function and its step do. */
function filledIn({ definitions, steps }: Library): Readonly<Record<string, Definition>> {
  const names = Object.keys(definitions);
  const values = {
    ...Object.fromEntries(Object.keys(steps).map((name) => [name, name])),
    ...Object.fromEntries(names.map((name) => [placeholderOf(name), name])),
  };
  return Object.fromEntries(Object.entries(definitions).map(([name, text]) => [name, fillPlaceholders(text, values)]));
}

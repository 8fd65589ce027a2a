import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { TraceMinute } from '../backtest/trace.ts';
import { endedAsExpected, regionsAsExpected } from '../promises/as-expected.ts';
import { checkPromises } from '../promises/check-promises.ts';
import { checkRegions } from '../promises/check-regions.ts';
import { inOrder } from '../promises/promise.ts';
import type { Remains } from '../promises/observation.ts';
import type { RegionRemains } from '../promises/region-remains.ts';
import type { Outcome, PromiseRecord } from '../record.ts';
import type { RegionPlot } from '../scenarios/regions/plot.ts';
import type { Ending, Scenario } from '../scenarios/scenario.ts';
import type { Execution } from './asl/execution.ts';
import type { Fault, Place } from './faults/fault.ts';
import { SimulatedAccount } from './machines/account.ts';
import type { Library } from './machines/library.ts';
import { RegionStory } from './regions/region-story.ts';
import { RegionWorld } from './regions/region-world.ts';
import { Story } from './story.ts';
import { TracedMinutes } from './world/metrics/traced-minutes.ts';

export interface SimulationOptions {
  readonly seed: number;
  readonly faults?: readonly Fault[];
  readonly library: Library;
  readonly target: ServiceTarget;
  /** Both slots serve what was recorded. The story has no expected ending. */
  readonly trace?: readonly TraceMinute[];
  /** What differs from the defaults in the account when the story begins. */
  readonly prepare?: (account: SimulatedAccount) => void;
}

/** One whole run of a story: a function of scenario, seed and faults. */
export interface SimulatedRun {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Every place where something could have broken, in the order of the run. */
  readonly places: readonly Place[];
  /** Seconds since the beginning at which each fault struck, without faults that never struck. */
  readonly struck: readonly { readonly fault: Fault; readonly elapsedSeconds: number }[];
  readonly executions: readonly Execution[];
  readonly remains: Remains;
  readonly promises: readonly PromiseRecord[];
  readonly endings: readonly Ending[];
  readonly outcome: Outcome;
  readonly account: SimulatedAccount;
}

/** Long chunks cost nothing: what is left of the last one is not observed. */
const chunkSeconds = 60;

export async function simulate(scenario: Scenario, options: SimulationOptions): Promise<SimulatedRun> {
  const { seed, faults = [], library, target, trace } = options;
  if (scenario.plot !== undefined) return simulateRegions(scenario, scenario.plot, options);
  const story = new Story(scenario);
  const account = new SimulatedAccount({
    library,
    target: {
      ...target,
      approvalRequired: scenario.given.approvalRequired === true,
      hooks: { ...target.hooks, ...scenario.given.hooks },
    },
    requestsPerSecond: scenario.given.requestsPerSecond,
    seed,
    faults,
    onState: (machine, state, arn) => story.stateEntered(machine, state, arn),
  });
  if (trace !== undefined) serve(trace, account);
  options.prepare?.(account);
  const remains = await passTime(account, story.tell(account));
  const promises = checkPromises(remains, scenario.then.failedRequests);
  const endings = account.deployments().map(endingOf);
  const outcome = outcomeOf(scenario, { isOpen: faults.length > 0 || trace !== undefined, endings, remains, promises });
  return toldOf(scenario, options, account, { remains, promises, endings, outcome });
}

/** The account is the standby's; of the primary it has only what the standby can observe. */
async function simulateRegions(
  scenario: Scenario,
  plot: RegionPlot,
  options: SimulationOptions,
): Promise<SimulatedRun> {
  const { seed, faults = [], library, target } = options;
  let regions: RegionWorld | undefined;
  const account = new SimulatedAccount({
    library,
    target,
    requestsPerSecond: scenario.given.requestsPerSecond,
    seed,
    faults,
    morePorts: (clock, world) => (regions = new RegionWorld(clock, world, plot.given.lagSeconds)).ports,
  });
  if (regions === undefined) throw new Error('The account asked for no ports.');
  const remains = await passTime(account, new RegionStory(scenario, plot, account, regions).tell());
  const { regions: left } = remains;
  if (left === undefined) throw new Error('A story between regions left nothing of them.');
  const promises = inOrder([...checkPromises(remains, 0), ...checkRegions(left, plot, faults.length > 0)]);
  const endings = account.deployments().map(endingOf);
  const outcome = outcomeOfRegions(plot, left, faults, promises);
  return toldOf(scenario, options, account, { remains, promises, endings, outcome });
}

function toldOf(
  scenario: Scenario,
  { seed, faults = [] }: SimulationOptions,
  account: SimulatedAccount,
  left: Pick<SimulatedRun, 'remains' | 'promises' | 'endings' | 'outcome'>,
): SimulatedRun {
  const { world, saboteur } = account;
  return {
    scenario,
    seed,
    faults,
    places: saboteur.places,
    struck: saboteur.struck.map(({ fault, at }) => ({ fault, elapsedSeconds: (at - world.startedAt) / 1000 })),
    executions: account.engine.executions(),
    account,
    ...left,
  };
}

/** The new version of a story goes to blue: what is live before it is on green. */
function serve(trace: readonly TraceMinute[], { world }: SimulatedAccount): void {
  const served = new TracedMinutes(trace, 'blue', () => {
    const first = world.observations.find(({ weights }) => weights.blue > 0);
    return first && world.startedAt + 1000 * first.elapsedSeconds;
  });
  world.metrics.served = () => served;
}

/** Lets time pass until the story ends. */
async function passTime<T>({ clock }: SimulatedAccount, telling: Promise<T>): Promise<T> {
  let told: { readonly value: T } | undefined;
  let failure: unknown;
  telling.then(
    (value) => (told = { value }),
    (error: unknown) => (failure = error),
  );
  for (;;) {
    await clock.runFor(chunkSeconds);
    if (failure !== undefined) throw failure as Error;
    if (told !== undefined) return told.value;
  }
}

const endingOf = ({ status }: Execution): Ending =>
  status === 'SUCCEEDED' ? 'succeeded' : status === 'ABORTED' ? 'stopped' : 'failed';

/** A scenario's expectations apply to an undisturbed run; in a disturbed one only the promises must hold. */
function outcomeOf(
  { then }: Scenario,
  {
    isOpen,
    endings,
    remains,
    promises,
  }: Pick<SimulatedRun, 'endings' | 'remains' | 'promises'> & { readonly isOpen: boolean },
): Outcome {
  if (!promises.every(({ held }) => held)) return 'broken';
  return endedAsExpected(then, endings, remains) || isOpen ? 'held' : 'failed';
}

function outcomeOfRegions(
  plot: RegionPlot,
  left: RegionRemains,
  faults: readonly Fault[],
  promises: readonly PromiseRecord[],
): Outcome {
  if (!promises.every(({ held }) => held)) return 'broken';
  return faults.length > 0 || regionsAsExpected(plot, left) ? 'held' : 'failed';
}

import { isDeepStrictEqual } from 'node:util';
import type { ServiceTarget } from '#domain/service-target.ts';
import { endedAsExpected } from '../promises/as-expected.ts';
import { checkPromises } from '../promises/check-promises.ts';
import { checkRegions } from '../promises/check-regions.ts';
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

export interface SimulationOptions {
  readonly seed: number;
  readonly faults?: readonly Fault[];
  readonly library: Library;
  readonly target: ServiceTarget;
}

/** One whole run of a story: a function of scenario, seed and faults. */
export interface SimulatedRun {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** Every place where something could have broken, in the order of the run. */
  readonly places: readonly Place[];
  /** Seconds since the beginning at which each fault struck; one that never did is not here. */
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
  const { seed, faults = [], library, target } = options;
  if (scenario.plot !== undefined) return simulateRegions(scenario, scenario.plot, options);
  const story = new Story(scenario);
  const account = new SimulatedAccount({
    library,
    target: { ...target, errands: { ...target.errands, ...scenario.given.errands } },
    requestsPerSecond: scenario.given.requestsPerSecond,
    seed,
    faults,
    onState: (machine, state, arn) => story.stateEntered(machine, state, arn),
  });
  const remains = await passTime(account, story.tell(account));
  const promises = checkPromises(remains, scenario.then.failedRequests);
  const endings = account.deployments().map(endingOf);
  const outcome = outcomeOf(scenario, { faults, endings, remains, promises });
  return toldOf(scenario, options, account, { remains, promises, endings, outcome });
}

/** The account is the standby's; the primary is what can be known of it from there. */
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
  const promises = [...checkPromises(remains, 0), ...checkRegions(left, plot, faults.length > 0)];
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

/** Lets time pass until the story is told. */
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

/** What a scenario expects it expects of an undisturbed run; the promises hold in any. */
function outcomeOf(
  { then }: Scenario,
  { faults, endings, remains, promises }: Pick<SimulatedRun, 'faults' | 'endings' | 'remains' | 'promises'>,
): Outcome {
  if (!promises.every(({ held }) => held)) return 'broken';
  return endedAsExpected(then, endings, remains) || faults.length > 0 ? 'held' : 'failed';
}

function outcomeOfRegions(
  { then }: RegionPlot,
  { runs, share, pages }: RegionRemains,
  faults: readonly Fault[],
  promises: readonly PromiseRecord[],
): Outcome {
  if (!promises.every(({ held }) => held)) return 'broken';
  if (faults.length > 0) return 'held';
  const endings = runs.map(({ outcome }) => outcome?.ending ?? 'open');
  const shortages = runs.flatMap(({ outcome }) => outcome?.stillToDo ?? []);
  const asExpected =
    isDeepStrictEqual(endings, then.runs) &&
    (share > 0 ? 'standby' : 'primary') === then.serving &&
    (then.pages ?? []).every((part) => pages.some((page) => page.includes(part))) &&
    (then.shortage === undefined || shortages.some((words) => then.shortage?.test(words)));
  return asExpected ? 'held' : 'failed';
}

import { letPrimaryDeploy } from '#domain/failover/run-outcome.ts';
import type { PromiseRecord } from '../record.ts';
import type { RegionPlot } from '../scenarios/regions/plot.ts';
import { type Check, promise } from './promise.ts';
import type { RegionMove, RegionRemains } from './region-remains.ts';

/** With a fault on the way it may take longer: a function hangs, or another execution has to continue a failed one. */
const servedAgainInAnyCase = 600;

/** The promises that are about two regions. */
export function checkRegions(remains: RegionRemains, { then, given }: RegionPlot, disturbed: boolean): PromiseRecord[] {
  return [
    needsNothingOfThePrimary(remains, then, disturbed),
    neverWithoutProof(remains, { ...then, ...given }),
    oneRunAtATime(remains),
    nobodyStaysFenced(remains),
    everyRunExplained(remains),
  ];
}

function needsNothingOfThePrimary(remains: RegionRemains, then: RegionPlot['then'], disturbed: boolean): PromiseRecord {
  const { share, unservedSeconds, runs, isHeld } = remains;
  const words = 'Failover needs nothing of the failing region';
  const wasStopped = runs.some(({ outcome }) => outcome?.ending === 'stopped');
  if (then.serving === 'primary' || wasStopped) return promise('P8', words, [[true, 'no takeover was due']]);
  if (isHeld && runs.length === 0)
    return promise('P8', words, [[true, 'a hold is on, and no authorized person has started a failover']]);
  if (runs.some((run) => waitedInVain(run, remains))) {
    return promise('P8', words, [
      [true, 'more data would have been lost than is allowed, and no person accepted the loss'],
    ]);
  }
  const allowed = disturbed ? servedAgainInAnyCase : then.servedAgainWithin;
  return promise('P8', words, [
    [share === 100, `the standby has ${share} % of the traffic at the end`],
    ...detection(remains, disturbed),
    ...(allowed === undefined || then.servedAgainWithin === undefined
      ? []
      : [
          [
            unservedSeconds <= allowed,
            `clients were served again after ${unservedSeconds.toFixed(0)} s, ${allowed} s are allowed`,
          ] satisfies Check,
        ]),
  ]);
}

/** The run ended without an accepted loss, for example because a person stopped the execution that waited for it. */
const waitedInVain = (
  { outcome, loss, word }: RegionRemains['runs'][number],
  { allowedLossSeconds }: RegionRemains,
): boolean =>
  outcome?.ending === 'held' && word === undefined && (loss?.seconds ?? Number.POSITIVE_INFINITY) > allowedLossSeconds;

/** From the outage itself, which only a story knows, to the first state of the machine. */
function detection({ runs, downSince }: RegionRemains, disturbed: boolean): Check[] {
  const run = runs.find(({ entry }) => entry.mode === 'automatic');
  if (run === undefined || downSince === undefined || disturbed) return [];
  const seconds = (Date.parse(run.entry.startedAt) - Date.parse(downSince)) / 1000;
  return [[seconds < 30, `the outage was found after ${seconds.toFixed(1)} s, 30 s are allowed`]];
}

function neverWithoutProof(
  remains: RegionRemains,
  { serving, runs }: RegionPlot['then'] & RegionPlot['given'],
): PromiseRecord {
  const { moves, share, nothingChanged } = remains;
  const takes = moves.filter((move, index) => move.share > (moves[index - 1]?.share ?? 0));
  const unhealthy = takes.filter(({ healthyTargets }) => healthyTargets === 0);
  const withoutData = takes.filter(({ database }) => database === 'replica' || database === 'changing');
  const tooMuch = takes.filter((move) => losesTooMuch(move, remains));
  const neverDue = serving === 'primary' && !runs.includes('taken-over');
  return promise('P9', 'Never to a region that is not proven healthy, never losing more than allowed', [
    [unhealthy.length === 0, `${takes.length - unhealthy.length} of ${takes.length} moves found healthy tasks`],
    [
      withoutData.length === 0,
      `${takes.length - withoutData.length} of ${takes.length} moves found a database to write to`,
    ],
    [tooMuch.length === 0, `${takes.length - tooMuch.length} of ${takes.length} moves lost no more than was allowed`],
    ...(neverDue ? [[takes.length === 0 && share === 0, 'traffic stayed where it was'] satisfies Check] : []),
    ...(runs.every((ending) => ending === 'drilled') && runs.length > 0
      ? [[nothingChanged, 'the drill left everything as it was'] satisfies Check]
      : []),
  ]);
}

function losesTooMuch({ runId }: RegionMove, { runs, allowedLossSeconds }: RegionRemains): boolean {
  const record = runs.find(({ entry }) => entry.runId === runId);
  if (record === undefined) return true;
  const { loss, word, entry } = record;
  const named = word?.kind === 'accept-loss' && word.by !== '' ? (word.acceptLossSeconds ?? 0) : 0;
  const allowed = Math.max(allowedLossSeconds, named, entry.acceptLossSeconds ?? 0);
  // A return starts only after the data is back in the primary, so it loses none.
  return entry.mode !== 'failback' && (loss?.seconds ?? Number.POSITIVE_INFINITY) > allowed;
}

const oneRunAtATime = ({ runs, atWork }: RegionRemains): PromiseRecord =>
  promise('P3', 'One failover at a time', [
    [atWork === undefined, atWork === undefined ? 'no run is at work at the end' : `${atWork} never ended`],
    [overlaps(runs).length === 0, `${runs.length} runs, none of which began before the last one had ended`],
  ]);

/** A region that is fenced answers no request for a deployment: such requests get lost. */
function nobodyStaysFenced({ share, primaryMayDeploy = true, runs }: RegionRemains): PromiseRecord {
  const told = runs.at(-1)?.outcome?.stillToDo.includes(letPrimaryDeploy) ?? false;
  return promise('P11', 'A takeover can be reversed, and all of it', [
    share > 0
      ? [true, 'the standby has the traffic, and the primary does not deploy']
      : [
          primaryMayDeploy || told,
          'the primary serves, and may deploy again unless people were notified that it may not',
        ],
  ]);
}

const overlaps = (runs: RegionRemains['runs']) =>
  runs.filter(({ entry }, index) => {
    const before = runs[index - 1]?.outcome?.endedAt;
    return index > 0 && (before === undefined || before > entry.startedAt);
  });

function everyRunExplained({ runs, pages }: RegionRemains): PromiseRecord {
  const silent = runs.filter(({ outcome }) => outcome === undefined || outcome.why === '');
  const loud = runs.filter(({ entry }) => entry.mode !== 'drill').length;
  return promise('P10', 'Every failover is explained', [
    [silent.length === 0, `${runs.length - silent.length} of ${runs.length} runs have an outcome and a reason`],
    [loud === 0 || pages.length > 0, `people were notified ${pages.length} times`],
  ]);
}

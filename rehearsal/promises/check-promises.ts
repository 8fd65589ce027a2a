import { isDeepStrictEqual } from 'node:util';
import { otherSlot, slots, type Slot } from '#domain/slots/slot.ts';
import { liveSlot } from '#domain/slots/weights.ts';
import type { PromiseRecord } from '../record.ts';
import { behaviorOf } from '../sample-service/behavior.ts';
import type { Observation, Remains, Shifted, SlotObservation, StackUpdate } from './observation.ts';
import { type Check, promise } from './promise.ts';

/** Every promise that can be checked on what a story leaves behind, with the numbers that support or contradict it. */
export function checkPromises(remains: Remains, allowedFailures: number): PromiseRecord[] {
  return [
    healthyHome(remains, allowedFailures),
    endsKnownGood(remains),
    oneChangeAtATime(remains),
    capacityUntilBaked(remains),
    ...passedMeasured(remains),
    ...actsOnce(remains),
    ...stacksStayOut(remains),
    everythingExplained(remains),
  ];
}

function healthyHome(remains: Remains, allowed: number): PromiseRecord {
  const { observations, requests, failedRequests, shifts = [] } = remains;
  const odd = observations.filter(({ weights }) => weights.blue + weights.green !== 100);
  const homeless = sinceServing(observations)
    .filter((seen) => !isLeftByHand(seen, remains))
    .filter((seen) => slots.some((slot) => isHomeless(seen, slot) && !diesByItself(seen.slots[slot])));
  const dying = longestDying(observations);
  return promise('P1', 'Traffic always has a healthy home', [
    [odd.length === 0, `weights added up to 100 in each of ${observations.length} readings`],
    [homeless.length === 0, `no share was ever put on a slot without a healthy target${firstAt(homeless)}`],
    ...(dying === 0
      ? []
      : [
          [
            dying <= endsWithinSeconds,
            `users were taken from a dead version within ${dying.toFixed(1)} s`,
          ] satisfies Check,
        ]),
    [failedRequests <= allowed, `${failedRequests} of ${requests} requests failed, ${allowedInWords(allowed)} allowed`],
    ...shifts.map((shift): Check => [
      wasInPlace(shift, observations),
      `${shift.to} had ${shift.weights.join(' %, ')} % in this order`,
    ]),
  ]);
}

/** The failed requests of a bad version are counted, but may break no promise. */
const allowedInWords = (allowed: number): string => (allowed === Number.MAX_SAFE_INTEGER ? 'any number' : `${allowed}`);

const isHomeless = ({ weights, slots: found }: Observation, slot: Slot): boolean =>
  weights[slot] > 0 && found[slot].healthyTargets === 0;

/** That is the version's fault. Sluice has to detect it and move its users away. */
const diesByItself = ({ version = '' }: SlotObservation): boolean =>
  behaviorOf(version).behavior.exitsAfterMs !== undefined;

/** The longest time for which users were sent to a version that had died, while the other one was healthy. */
function longestDying(observations: readonly Observation[]): number {
  let [longest, since]: [number, number | undefined] = [0, undefined];
  for (const seen of observations) {
    const isDying = slots.some(
      (slot) =>
        isHomeless(seen, slot) && diesByItself(seen.slots[slot]) && seen.slots[otherSlot(slot)].healthyTargets > 0,
    );
    if (since !== undefined) longest = Math.max(longest, seen.elapsedSeconds - since);
    since = isDying ? (since ?? seen.elapsedSeconds) : undefined;
  }
  return longest;
}

/** Each weight of the plan was seen, one after the other: a requested weight that never took effect is no step. */
function wasInPlace(
  { to, weights, fromSeconds, untilSeconds }: Shifted,
  observations: readonly Observation[],
): boolean {
  const seen = observations.filter(({ elapsedSeconds: at }) => fromSeconds <= at && at <= untilSeconds);
  let found = 0;
  for (const { weights: now } of seen) if (now[to] === weights[found]) found++;
  return found === weights.length;
}

/** Before the first deployment no slot can serve a request. */
function sinceServing(observations: readonly Observation[]): readonly Observation[] {
  const first = observations.findIndex((seen) =>
    slots.some((slot) => seen.weights[slot] > 0 && seen.slots[slot].healthyTargets > 0),
  );
  return first === -1 ? [] : observations.slice(first);
}

const firstAt = (seen: readonly Observation[]): string =>
  seen[0] === undefined ? '' : ` (first at ${seen[0].elapsedSeconds.toFixed(1)} s)`;

function endsKnownGood(remains: Remains): PromiseRecord {
  const { observations, recordedLive, recordedVersion, badEnds = [] } = remains;
  const words = 'Every deployment ends on one slot that is known good';
  if (isLeftAlone(remains)) return promise('P2', words, [[true, 'none has begun: traffic is where a person left it']]);
  const { live, healthy, version } = endOf(observations);
  const onOneSlot: Check = [live !== undefined, `all traffic is on one slot at the end: ${live ?? 'it is split'}`];
  if (recordedLive === undefined && sinceServing(observations).length === 0) {
    return promise('P2', words, [onOneSlot, [true, 'nothing has ever served']]);
  }
  const agree = recordedLive === live && recordedVersion === version;
  const ledger = onSlot(recordedVersion, recordedLive);
  return promise('P2', words, [
    onOneSlot,
    [healthy > 0, `that slot has ${healthy} healthy targets`],
    [agree, `the ledger says ${ledger}, the account shows ${onSlot(version, live)}`],
    ...badEnds.map((end): Check => [
      wasGoodSoonAfter(observations, end),
      `so it was within ${endsWithinSeconds} s of the bad end at ${end.toFixed(1)} s`,
    ]),
  ]);
}

const onSlot = (version = 'nothing', slot: Slot | 'no slot' = 'no slot'): string => `${version} on ${slot}`;

/** What a person did without Sluice breaks no promise of Sluice's. */
const isLeftByHand = ({ weights }: Observation, { emptySlotShare }: Remains): boolean =>
  emptySlotShare !== undefined && Math.min(weights.blue, weights.green) === emptySlotShare;

/** A deployment that was refused, or whose request never arrived, has changed nothing. */
const isLeftAlone = (remains: Remains): boolean =>
  remains.entries.every(({ outcome }) => outcome === 'refused') &&
  remains.observations.slice(-1).some((seen) => isLeftByHand(seen, remains));

const endsWithinSeconds = 120;

/** A later deployment may be in the middle of a shift when the two minutes are over, so one good moment is enough. */
function wasGoodSoonAfter(observations: readonly Observation[], end: number): boolean {
  const since = Math.max(
    0,
    observations.findLastIndex(({ elapsedSeconds }) => elapsedSeconds <= end),
  );
  return observations
    .slice(since)
    .some((seen) => seen.elapsedSeconds <= end + endsWithinSeconds && endOf([seen]).healthy > 0);
}

function endOf(observations: readonly Observation[]): { live?: Slot; healthy: number; version?: string } {
  const last = observations.at(-1);
  const live = last && liveSlot(last.weights);
  if (last === undefined || live === undefined) return { healthy: 0 };
  const { healthyTargets: healthy, version } = last.slots[live];
  return { live, healthy, ...(version && { version }) };
}

const oneChangeAtATime = ({ lockOwner }: Remains): PromiseRecord =>
  promise('P3', 'One change at a time', [
    [
      lockOwner === undefined,
      lockOwner === undefined ? 'the lock is free at the end' : `${lockOwner} still holds the lock`,
    ],
  ]);

function capacityUntilBaked({ observations }: Remains): PromiseRecord {
  const short = slots.flatMap((slot) => shortOfCapacity(observations, slot));
  return promise('P4', 'Rollback is a weight change', [
    [short.length === 0, `a slot that had all traffic kept its tasks until the last of it was gone${firstAt(short)}`],
  ]);
}

function shortOfCapacity(observations: readonly Observation[], slot: Slot): readonly Observation[] {
  let capacity = 0;
  return observations.filter(({ weights, slots: found }) => {
    // A slot may shrink with its load when it serves alone, but not beside another one.
    const isAlone = found[otherSlot(slot)].running === 0;
    if (weights[slot] === 100) capacity = isAlone ? found[slot].running : Math.max(capacity, found[slot].running);
    if (weights[slot] === 0) capacity = 0;
    return found[slot].running < capacity && !diesByItself(found[slot]);
  });
}

function passedMeasured({ passes = [] }: Remains): PromiseRecord[] {
  if (passes.length === 0) return [];
  const blind = passes.filter(({ due, measured, byWord }) => !byWord && measured < due);
  const byWord = passes.filter((pass) => pass.byWord).length;
  const words = byWord === 0 ? '' : `, ${byWord} by the word of a person or the strategy`;
  return [
    promise('P5', 'Not measured is never passed', [
      [blind.length === 0, `${passes.length - blind.length} of ${passes.length} bakes were passed as measured${words}`],
    ]),
  ];
}

/** Known only where every request is known. */
const actsOnce = ({ entries, asked }: Remains): PromiseRecord[] =>
  asked === undefined
    ? []
    : [
        promise('P6', 'The same event twice acts once', [
          [entries.length <= asked, `${asked} requests led to ${entries.length} deployments`],
        ]),
      ];

const stacksStayOut = ({ stackUpdates = [] }: Remains): PromiseRecord[] =>
  stackUpdates.length === 0
    ? []
    : [
        promise(
          'P7',
          'CloudFormation never moves traffic and never changes what runs',
          stackUpdates.flatMap((update): Check[] => [
            [isSame(update), `weights, versions and counts were the same before and after: ${update.what}`],
            answered(update),
          ]),
        ),
      ];

const isSame = ({ before, after }: StackUpdate): boolean =>
  isDeepStrictEqual(before.weights, after.weights) &&
  slots.every((slot) => {
    const [one, other] = [before.slots[slot], after.slots[slot]];
    return one.desired === other.desired && one.running === other.running && one.version === other.version;
  });

function answered({ what, replacesTasks, refusal }: StackUpdate): Check {
  if (!replacesTasks) return [refusal === undefined, refusal ?? `accepted at once: ${what}`];
  const isClear = refusal?.includes('a deployment is under way') === true;
  return [isClear, isClear ? `refused until the deployment has ended: ${what}` : `not refused: ${what}`];
}

function everythingExplained({ entries, asked, refusals = [] }: Remains): PromiseRecord {
  const silent = entries.filter(({ outcome, reason }) => outcome === undefined || !reason);
  const mute = refusals.filter((words) => words === '');
  const hasSubject = entries.length + refusals.length > 0 || asked !== undefined;
  return promise('P10', 'Every decision is explained', [
    [
      hasSubject && silent.length === 0,
      `${entries.length - silent.length} of ${entries.length} deployments have an outcome and a reason in the ledger`,
    ],
    [mute.length === 0, `${refusals.length - mute.length} of ${refusals.length} refusals say why`],
  ]);
}

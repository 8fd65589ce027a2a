import { slots, type Slot } from '#domain/slot.ts';
import { liveSlot } from '#domain/weights.ts';
import type { PromiseRecord } from '../record.ts';
import type { Observation, Remains } from './observation.ts';

/** Every promise that can be checked on what a story leaves behind, with the numbers that speak for or against it. */
export function checkPromises(remains: Remains, allowedFailures: number): PromiseRecord[] {
  return [
    healthyHome(remains, allowedFailures),
    endsKnownGood(remains),
    oneChangeAtATime(remains),
    capacityUntilBaked(remains),
    everythingExplained(remains),
  ];
}

type Check = readonly [ok: boolean, words: string];

const promise = (id: string, words: string, checks: readonly Check[]): PromiseRecord => ({
  id,
  promise: words,
  held: checks.every(([ok]) => ok),
  checks: checks.map(([ok, what]) => `${ok ? 'yes' : 'NO'}: ${what}`),
});

function healthyHome({ observations, requests, failedRequests }: Remains, allowed: number): PromiseRecord {
  const odd = observations.filter(({ weights }) => weights.blue + weights.green !== 100);
  const homeless = sinceServing(observations).filter((seen) =>
    slots.some((slot) => seen.weights[slot] > 0 && seen.slots[slot].healthyTargets === 0),
  );
  return promise('P1', 'Traffic always has a healthy home', [
    [odd.length === 0, `weights added up to 100 in each of ${observations.length} readings`],
    [homeless.length === 0, `no share was ever on a slot without a healthy target${firstAt(homeless)}`],
    [failedRequests <= allowed, `${failedRequests} of ${requests} requests failed, ${allowed} allowed`],
  ]);
}

/** Before the first deployment there is nobody to serve. */
function sinceServing(observations: readonly Observation[]): readonly Observation[] {
  const first = observations.findIndex((seen) =>
    slots.some((slot) => seen.weights[slot] > 0 && seen.slots[slot].healthyTargets > 0),
  );
  return first === -1 ? [] : observations.slice(first);
}

const firstAt = (seen: readonly Observation[]): string =>
  seen[0] === undefined ? '' : ` (first at ${seen[0].elapsedSeconds.toFixed(1)} s)`;

function endsKnownGood({ observations, recordedLive, recordedVersion }: Remains): PromiseRecord {
  const last = observations.at(-1);
  const live = last && liveSlot(last.weights);
  const healthy = last === undefined || live === undefined ? 0 : last.slots[live].healthyTargets;
  const version = last === undefined || live === undefined ? undefined : last.slots[live].version;
  return promise('P2', 'Every deployment ends on one slot that is known good', [
    [live !== undefined, `all traffic is on one slot at the end: ${live ?? 'it is split'}`],
    [healthy > 0, `that slot has ${healthy} healthy targets`],
    [
      recordedLive === live && recordedVersion === version,
      `the ledger says ${recordedVersion ?? 'nothing'} on ${recordedLive ?? 'no slot'}, the account shows ${version ?? 'nothing'} on ${live ?? 'no slot'}`,
    ],
  ]);
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
    if (weights[slot] === 100) capacity = Math.max(capacity, found[slot].running);
    if (weights[slot] === 0) capacity = 0;
    return found[slot].running < capacity;
  });
}

function everythingExplained({ entries }: Remains): PromiseRecord {
  const silent = entries.filter(({ outcome, reason }) => outcome === undefined || !reason);
  return promise('P10', 'Every decision is explained', [
    [
      entries.length > 0 && silent.length === 0,
      `${entries.length - silent.length} of ${entries.length} deployments have an outcome and a reason in the ledger`,
    ],
  ]);
}

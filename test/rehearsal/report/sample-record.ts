import { numberOf, stages, titleOf, type Stage } from '#domain/deployment/stages.ts';
import {
  type Decision,
  type PromiseRecord,
  type RehearsalRecord,
  type StageRecord,
  type TimelineEntry,
} from '#rehearsal/record.ts';
import { reading, totals, trafficBuckets } from './sample-traffic.ts';

const startedAt = Date.UTC(2026, 2, 14, 9, 26, 12);

export function entry(elapsedSeconds: number, what: string, kind?: TimelineEntry['kind']): TimelineEntry {
  const at = new Date(startedAt + elapsedSeconds * 1000).toISOString();
  return { at, elapsedSeconds, what, ...(kind === undefined ? {} : { kind }) };
}

interface SampleStage {
  readonly seconds: number;
  readonly note?: string;
}

const sampleStages: Readonly<Partial<Record<Stage, SampleStage>>> = {
  ValidateConfiguration: { seconds: 0.4 },
  BuildImage: { seconds: 0.2, note: 'not built: sha256:4be1c0… exists' },
  PushImage: { seconds: 1.1 },
  UpdateInfrastructure: { seconds: 1.6 },
  DeployApplication: { seconds: 8.2, note: '2 of 2 tasks healthy in slot green, without traffic' },
  VerifyHealth: { seconds: 2.3, note: 'health score 1.00 of 0.95' },
  ShiftTraffic: { seconds: 74.2, note: '10, 50, 100 %' },
  CleanUp: { seconds: 9.6, note: 'blue stopped after its connections had drained' },
};

/** The stages up to one of them, back to back. */
function stagesUntil(last: Stage, how: Partial<Record<Stage, SampleStage>> = {}): StageRecord[] {
  let start = 45.6;
  return stages.slice(0, numberOf(last)).map((stage) => {
    const { seconds, note } = { seconds: 1, ...sampleStages[stage], ...how[stage] };
    const record: StageRecord = {
      deployment: '20260314T092701Z-api-7f3a',
      name: titleOf(stage),
      number: numberOf(stage),
      startedSeconds: start,
      endedSeconds: start + seconds,
      outcome: 'succeeded',
      ...(note === undefined ? {} : { note }),
    };
    start += seconds;
    return record;
  });
}

const cloudTimeline = [
  entry(0, 'started the local cloud', 'cloud'),
  entry(4.1, 'bootstrapped account 000000000000 in us-east-1', 'cloud'),
  entry(38.6, 'deployed 4 stacks, 131 resources', 'cloud'),
  entry(41.2, 'v1 of api serves from slot blue', 'traffic'),
];

export function promise(id: string, words: string, checks: string[], held = true): PromiseRecord {
  return { id, promise: words, held, checks };
}

const sharedPromises = [
  promise('P1', 'Traffic always has a healthy home', [
    '64 readings of the listener rule: weights add up to 100 in each',
    'no reading puts weight on a slot with fewer than 2 healthy targets',
  ]),
  promise('P2', 'Every deployment ends on one slot that is known good', ['one slot carries 100, the lock is free']),
  promise('P4', 'Rollback is a weight change', ['blue kept 2 tasks until green had baked at 100']),
  promise('P5', 'Not measured is never passed', ['each verdict cites the requests it was made on']),
  promise('P10', 'Every decision is explained', ['every decision in the ledger has inputs, numbers and a rule']),
];

/** v1 to v2 over 10, 50 and 100 %, all good. */
export function goodRelease(): RehearsalRecord {
  const weights = [reading(44, 0), reading(58, 10), reading(82, 50), reading(106, 100)];
  const buckets = trafficBuckets(44, 146, weights, { medianMs: 9.4, failedShare: 0 });
  const decisions: Decision[] = [
    {
      elapsedSeconds: 82,
      who: 'judge',
      what: 'advance from 10 to 50',
      why: 'v2 failed 0 of 118 requests, v1 0 of 1,066; p99 24 ms against 29 ms. Nothing speaks against v2 at a false-alarm risk of 5 % over the whole shift.',
    },
    {
      elapsedSeconds: 106,
      who: 'judge',
      what: 'advance from 50 to 100',
      why: 'v2 failed 0 of 703 requests, v1 0 of 1,671; p99 25 ms against 28 ms.',
    },
    {
      elapsedSeconds: 130,
      who: 'judge',
      what: 'promote v2',
      why: 'v2 carried all traffic for 24 s: 0 of 1,889 requests failed, p99 24 ms, limit 500 ms.',
    },
  ];
  const recorded = stagesUntil('CleanUp');
  const measured = {
    ...totals(buckets),
    shiftSeconds: 72,
    healthScore: 1,
    p99Ms: 27.9,
    lambdaInvocations: 164,
    deploySeconds: 34.5,
  };
  return {
    scenario: 'good-release',
    title: 'Deploy api from v1 to v2 under traffic',
    outcome: 'held',
    startedAt: new Date(startedAt).toISOString(),
    seconds: 148.3,
    timeline: [
      ...cloudTimeline,
      entry(44, 'traffic starts: 50 requests a second', 'traffic'),
      ...recorded.map(({ number, name, startedSeconds }) =>
        entry(startedSeconds, `stage ${number}: ${name.toLowerCase()}`, 'stage'),
      ),
      ...decisions.map(({ elapsedSeconds, what }) => entry(elapsedSeconds, `the judge says ${what}`, 'decision')),
      entry(143.2, 'Deployment Succeeded: api v2 is live in slot green', 'stage'),
      entry(146, 'traffic stops', 'traffic'),
    ].toSorted((a, b) => a.elapsedSeconds - b.elapsedSeconds),
    stages: recorded,
    weights,
    traffic: { bucketSeconds: 2, versions: ['v1', 'v2'], buckets },
    decisions,
    promises: sharedPromises,
    measured,
    endpoint: 'http://127.0.0.1:4566',
  };
}

/** v2 fails one request in four: noticed at 10 %, rolled back at once. It never reaches its clean-up. */
export function rolledBack(): RehearsalRecord {
  const weights = [reading(44, 0), reading(58, 10), reading(71, 0)];
  const buckets = trafficBuckets(44, 92, weights, { medianMs: 168, failedShare: 0.26 });
  const decisions: Decision[] = [
    {
      elapsedSeconds: 69,
      who: 'judge',
      what: 'roll back',
      why: 'v2 failed 14 of 57 requests (24.6 %), v1 0 of 498 in the same seconds. Were both equally good, this would happen less than once in 10,000 shifts; the limit is 5 %.',
    },
    {
      elapsedSeconds: 71,
      who: 'rollback',
      what: 'all traffic to blue',
      why: 'blue has 2 of 2 healthy targets and carried traffic without failures; green is where the requests failed.',
    },
  ];
  const how = { ShiftTraffic: { seconds: 12.1, note: 'rolled back at 10 %: error rate of v2' } };
  const recorded = stagesUntil('ShiftTraffic', how).map((stage) =>
    stage.name === titleOf('ShiftTraffic') ? { ...stage, outcome: 'failed' as const } : stage,
  );
  return {
    ...goodRelease(),
    scenario: 'failing-release',
    title: 'A release that fails one request in four is rolled back',
    seconds: 96.1,
    timeline: [
      ...cloudTimeline,
      entry(44, 'traffic starts: 50 requests a second', 'traffic'),
      entry(57, 'v2 starts to fail one request in four', 'fault'),
      ...recorded.map(({ number, name, startedSeconds }) =>
        entry(startedSeconds, `stage ${number}: ${name.toLowerCase()}`, 'stage'),
      ),
      ...decisions.map(({ elapsedSeconds, who, what }) => entry(elapsedSeconds, `${who}: ${what}`, 'decision')),
      entry(88, 'Deployment Rolled Back: api v1 is live in slot blue', 'stage'),
    ].toSorted((a, b) => a.elapsedSeconds - b.elapsedSeconds),
    stages: recorded,
    weights,
    traffic: { bucketSeconds: 2, versions: ['v1', 'v2'], buckets },
    decisions,
    measured: { ...totals(buckets), rollbackSeconds: 2.4, detectionSeconds: 11, exposedPercent: 2.5 },
  };
}

/** The rolled-back one, if weight had been left on the failing slot. */
export function brokenPromise(): RehearsalRecord {
  const record = rolledBack();
  const broken = promise(
    'P1',
    'Traffic always has a healthy home',
    ['at 1:13 green had weight 10 with 0 of 2 healthy targets'],
    false,
  );
  return { ...record, outcome: 'broken', promises: [broken, ...sharedPromises.slice(1)] };
}

/** The cloud did not start: nothing was deployed and no request was sent. */
export function neverStarted(): RehearsalRecord {
  return {
    ...goodRelease(),
    outcome: 'failed',
    seconds: 31.4,
    timeline: [
      entry(0, 'started the local cloud', 'cloud'),
      entry(31.4, 'stack sluice-ledger could not be created', 'cloud'),
    ],
    stages: [],
    weights: [],
    traffic: { bucketSeconds: 2, versions: [], buckets: [] },
    decisions: [],
    promises: [],
    measured: { requests: 0, failedRequests: 0 },
  };
}

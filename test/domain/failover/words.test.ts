import { describe, expect, it } from 'vitest';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { expectedLoss } from '#domain/failover/data-loss.ts';
import { decideByItself, decideDispute } from '#domain/failover/decide-by-itself.ts';
import { differenceOf } from '#domain/failover/difference.ts';
import { mustRun } from '#domain/failover/must-run.ts';
import { judgeStandby, type ServiceReadiness } from '#domain/failover/readiness.ts';
import type { FailoverPlan } from '#domain/failover/request.ts';
import { letPrimaryDeploy, measured, stillToDo, whyItEnded } from '#domain/failover/run-outcome.ts';
import { judgeRound } from '#domain/failover/round.ts';
import type { Standing } from '#domain/failover/standing.ts';
import type { Opinion, Vote } from '#domain/failover/vote.ts';
import { nothingSeen, type Watch } from '#domain/failover/watch.ts';
import { at, calm, down, later, now, policy } from './outage.ts';

const running = { runId: 'r-1', execution: 'e', fence: 7, expiresAt: at };
const hold = { by: 'Ada', reason: 'works', since: at, remindedAt: at };
const seen = 'The primary region was down in 2 of 2 consecutive rounds';

describe('why a failover starts by itself, or does not', () => {
  it.each<[string, Watch, Standing, string]>([
    ['fail-over', down, calm, `${seen}, since ${at}`],
    [
      'fail-over',
      { ...down, badRounds: 8, recoveries: [at, at] },
      calm,
      `The primary region was down in 8 of 8 consecutive rounds after 2 recoveries in the last 15 minutes, since ${at}`,
    ],
    ['stay', nothingSeen, calm, 'The primary region is not down'],
    ['stay', down, { ...calm, serving: 'standby' }, `${seen}, but the standby region already serves`],
    ['stay', down, { ...calm, running }, `${seen}; r-1 is running`],
    ['stay', { ...down, badRounds: 1 }, calm, 'The primary region was down in 1 of 2 consecutive rounds'],
    ['ask', { ...down, wasUp: false }, calm, `${seen}, but the standby region has never seen it healthy`],
    ['ask', down, { ...calm, hold }, `${seen}, but Ada has put failovers on hold since ${at}: works`],
    ['ask', down, { ...calm, failures: 3 }, `${seen}, but 3 failovers failed`],
    [
      'ask',
      down,
      { ...calm, endedAt: later(-1799).toISOString() },
      `${seen}, but the last failover ended 29 minutes ago, and the cooldown is 30 minutes`,
    ],
    ['fail-over', down, { ...calm, endedAt: later(-1800).toISOString() }, `${seen}, since ${at}`],
  ])('%s', (kind, watch, standing, why) => {
    expect(decideByItself(watch, standing, policy, now)).toEqual({ kind, why });
  });

  it('asks where it is disabled, and in a window of maintenance', () => {
    expect(decideByItself(down, calm, { ...policy, automatic: false }, now)).toEqual({
      kind: 'ask',
      why: `${seen}, but automatic failover is disabled`,
    });
    expect(decideByItself(down, calm, policy, new Date('2026-01-05T00:30:00.000Z')).why).toBe(
      `${seen}, but it is under maintenance (Sun 23:00–01:00 UTC)`,
    );
  });

  it('says for how long the sources have disagreed', () => {
    const words = (seconds: number) =>
      `The primary region has responded to the standby for ${seconds} s, while other sources report it down`;
    const disputed: Watch = { ...nothingSeen, disputedSince: at };
    expect(decideDispute(disputed, calm, later(61.9))).toEqual({ kind: 'stay', why: words(61) });
    expect(decideDispute(nothingSeen, calm, later(61))).toEqual({ kind: 'stay', why: words(0) });
  });
});

describe('a round of votes', () => {
  const vote = (source: string, opinion: Opinion): Vote => ({ source, opinion, at, why: `${source} says so` });

  it('says how each source voted', () => {
    const votes = [vote('probes', 'unhealthy'), vote('checkers', 'healthy'), vote('alarms', 'unknown')];
    expect(judgeRound(votes, 2).why).toBe(
      '1 unhealthy, 1 healthy, 1 unknown; the quorum is 2. probes is unhealthy: probes says so. checkers is healthy: checkers says so. alarms is unknown: alarms says so',
    );
  });

  it('is not down while as many sources report it healthy', () => {
    const even = [vote('a', 'unhealthy'), vote('b', 'unhealthy'), vote('c', 'healthy'), vote('d', 'healthy')];
    expect(judgeRound(even, 2).kind).toBe('unclear');
  });

  it('hears an alarm for ten minutes', () => {
    const alarm = (name: string) => ({ name, state: 'ALARM' as const, at });
    expect(alarmVote([alarm('errors'), alarm('slow')], later(600))).toEqual({
      source: 'alarms of the primary',
      opinion: 'unhealthy',
      at: later(600).toISOString(),
      why: `errors since ${at}, slow since ${at}`,
    });
    expect(alarmVote([alarm('errors')], later(601))).toMatchObject({
      opinion: 'unknown',
      why: 'no alarm went into ALARM in the last 10 minutes',
    });
  });
});

describe('what a takeover would lose', () => {
  const replica = (seconds: number, measuredAt: string) =>
    expectedLoss({ role: 'replica', lag: { seconds, measuredAt } }, now);

  it.each([
    [expectedLoss({ role: 'none' }, now), { seconds: 0, why: 'there is no database to promote' }],
    [expectedLoss({ role: 'writer' }, now), { seconds: 0, why: 'the standby database is already the writer' }],
    [expectedLoss({ role: 'replica' }, now), { why: 'the replication lag was not measured' }],
    [replica(4, later(-60).toISOString()), { seconds: 4, why: 'the replica was 4 s behind, measured 60 s ago' }],
    [replica(4, later(-180).toISOString()), { seconds: 4, why: 'the replica was 4 s behind, measured 180 s ago' }],
    [replica(4, later(-181).toISOString()), { why: 'the replication lag was last measured 181 s ago' }],
  ])('is %j', (loss, expected) => {
    expect(loss).toEqual(expected);
  });
});

describe('the verdict on a standby', () => {
  const api: ServiceReadiness = { service: 'api', healthyTargets: 3, least: 3, most: 20 };
  const has = 'api has 3 healthy targets of at most 20';
  const standby = (seconds: number | undefined, services = [api]) => ({
    services,
    loss: { ...(seconds !== undefined && { seconds }), why: 'a test' },
    missing: [],
  });

  it.each([
    [standby(4), {}, 'go', ['Expected loss: 4 s, a test', has]],
    [standby(30), {}, 'go', ['Expected loss: 30 s, a test', has]],
    [
      standby(31),
      {},
      'ask',
      ['Writes of 31 s would be lost, but at most 30 s are allowed: a test. A person must decide', has],
    ],
    [
      standby(61),
      { acceptLossSeconds: 60 },
      'ask',
      ['Writes of 61 s would be lost, but at most 60 s are allowed: a test. A person must decide', has],
    ],
    [
      standby(undefined),
      {},
      'ask',
      ['Writes of an unknown time would be lost, but at most 30 s are allowed: a test. A person must decide', has],
    ],
    [standby(undefined), { acceptLossSeconds: 60 }, 'go', ['Expected loss: unknown s, a test', has]],
    [
      standby(4, [{ ...api, healthyTargets: 0 }]),
      {},
      'hold',
      ['The standby region is not healthy', 'api has 0 of the 3 healthy targets that it needs'],
    ],
    [standby(4, []), {}, 'hold', ['The standby region is not healthy', 'the standby region runs no service']],
  ])('of %j with %j is %s', (judged, word, kind, reasons) => {
    expect(judgeStandby(judged, policy, { force: false, ...word })).toMatchObject({ kind, reasons });
  });

  it.each([
    [[], 'no release was ever deployed to it'],
    [[{ image: 'v2' }], 'its deployment of v2 has not ended'],
    [[{ image: 'v2', ended: { outcome: 'rolled-back' } }], 'its deployment of v2 ended with rolled-back'],
    [[{ image: 'v2', ended: { outcome: 'succeeded' } }, { image: 'v1' }], undefined],
  ])('names how it differs after %j', (deployments, difference) => {
    expect(differenceOf(deployments)).toBe(difference);
  });
});

describe('a run', () => {
  const plan = { runId: 'r-1', fence: 7 } as FailoverPlan;

  it('goes on only as the runner with its number, and while no person cancels it', () => {
    expect(() => mustRun(plan, { running })).not.toThrow();
    expect(() => mustRun(plan, {})).toThrow('r-1 has fencing number 7, but no run holds the lock');
    for (const other of [
      { ...running, fence: 8 },
      { ...running, runId: 'r-2', fence: 7 },
    ]) {
      const words = `r-1 has fencing number 7, but ${other.runId} holds the lock with ${other.fence}`;
      expect(() => mustRun(plan, { running: other })).toThrow(words);
    }
    const word = { by: 'Ada', reason: 'a test' };
    expect(() => mustRun(plan, { running, word: { ...word, kind: 'cancel' } })).toThrow(
      'Ada cancelled the failover: a test',
    );
    expect(() => mustRun(plan, { running, word: { ...word, kind: 'accept-loss' } })).not.toThrow();
  });

  it('measures its detection and its failover from the start of the outage', () => {
    const timing = { outageSince: at, startedAt: later(12.4).toISOString() };
    expect(measured(timing)).toEqual({ detectionSeconds: 12 });
    expect(measured({ ...timing, movedAt: later(40).toISOString() })).toEqual({
      detectionSeconds: 12,
      failoverSeconds: 40,
    });
    expect(measured({ ...timing, startedAt: later(-3).toISOString() })).toEqual({ detectionSeconds: 0 });
  });

  const decide = 'decide: start {"mode": "manual"} with force, or leave the traffic where it is';
  it.each([
    [
      'taken-over',
      [
        'fix: api is short of tasks',
        'find out what happened to the primary region and stop writes there',
        'return with {"mode": "failback"} when the primary region is healthy again',
      ],
    ],
    ['drilled', ['fix before a real failover: api is short of tasks']],
    ['held', [decide]],
    ['failed', [decide]],
    ['stopped', ['lift the hold with {"mode": "lift"} to allow automatic failovers again']],
    ['returned', []],
    ['called-off', []],
  ] as const)('that ends as %s leaves this to people', (ending, tasks) => {
    expect(stillToDo(ending, ['api is short of tasks'], false)).toEqual(tasks);
    expect(stillToDo(ending, ['api is short of tasks'], true)).toEqual([letPrimaryDeploy, ...tasks]);
  });

  it('ends for its reasons, and by its failure', () => {
    expect(whyItEnded(['one', 'two'])).toBe('one. two');
    expect(whyItEnded(['one'], { Error: 'Unavailable', Cause: 'no answer' })).toBe('one. Unavailable: no answer');
  });
});

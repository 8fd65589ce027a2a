import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmVote } from '#domain/failover/alarm-vote.ts';
import { decideByItself, decideDispute } from '#domain/failover/decide-by-itself.ts';
import { expectedLoss } from '#domain/failover/data-loss.ts';
import { windowAt } from '#domain/failover/maintenance.ts';
import { judgeStandby, type ServiceReadiness } from '#domain/failover/readiness.ts';
import { judgeRound, type Round } from '#domain/failover/round.ts';
import { portionsAt, returnFrom, shares } from '#domain/failover/shares.ts';
import type { Standing } from '#domain/failover/standing.ts';
import type { Opinion, Vote } from '#domain/failover/vote.ts';
import { isForbiddenUntold, nextWatch, nothingSeen, roundsWanted, type Watch } from '#domain/failover/watch.ts';
import { at, calm, down, later, now, policy } from './outage.ts';

const votes = (...opinions: Opinion[]): Vote[] =>
  opinions.map((opinion, index) => ({ source: `source ${index}`, opinion, at, why: 'a test' }));

describe('a round of votes', () => {
  it.each([
    [['unhealthy', 'unhealthy', 'unknown'], 'down'],
    [['unhealthy', 'unknown', 'unknown'], 'unclear'],
    [['unhealthy', 'healthy', 'unknown'], 'unclear'],
    [['unhealthy', 'unhealthy', 'healthy'], 'down'],
    [['healthy', 'healthy', 'unhealthy'], 'up'],
    [['unknown', 'unknown', 'unknown'], 'unclear'],
  ] as const)('of %j is %s', (opinions, kind) => {
    expect(judgeRound(votes(...opinions), 2).kind).toBe(kind);
  });

  it('is never down on silence alone, or by one voice', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Opinion>('healthy', 'unknown'), { maxLength: 8 }), (others) => {
        expect(judgeRound(votes('unhealthy', ...others), 2).kind).not.toBe('down');
      }),
    );
  });
});

describe('the primary monitor', () => {
  const look = (watch: Watch, kind: Round['kind'], seconds: number) =>
    nextWatch(watch, { kind, why: '' }, later(seconds));

  it('counts rounds in a row, and keeps when the first of them was', () => {
    expect(look(look(nothingSeen, 'down', 0), 'down', 10)).toMatchObject({ badRounds: 2, since: at });
  });

  it('neither counts nor forgets a round that is unclear', () => {
    expect(look(look(look(nothingSeen, 'down', 0), 'unclear', 10), 'down', 20).badRounds).toBe(2);
  });

  it('tells of forbidden probes after two minutes, and then once a day, until they are allowed', () => {
    const round = { kind: 'up', why: '', isForbidden: true } as const;
    const first = nextWatch(nothingSeen, round, now);
    expect(isForbiddenUntold(first, later(119))).toBe(false);
    expect(isForbiddenUntold(first, later(120))).toBe(true);
    const told = nextWatch({ ...first, forbiddenToldAt: later(120).toISOString() }, round, later(130));
    expect(isForbiddenUntold(told, later(120 + 24 * 3600 - 1))).toBe(false);
    expect(isForbiddenUntold(told, later(120 + 24 * 3600))).toBe(true);
    const allowed = look(told, 'up', 140);
    expect(allowed).not.toHaveProperty('forbiddenSince');
    expect(allowed).not.toHaveProperty('forbiddenToldAt');
  });

  it('keeps since when a region is in dispute, until it is seen up or down', () => {
    const disputed = look(look(nothingSeen, 'disputed', 0), 'disputed', 60);
    expect(disputed).toMatchObject({ disputedSince: at, badRounds: 0 });
    expect(look(disputed, 'unclear', 70)).toMatchObject({ disputedSince: at });
    for (const kind of ['up', 'down'] as const) expect(look(disputed, kind, 70)).not.toHaveProperty('disputedSince');
    expect(look(disputed, 'disputed', 300).disputedSince).toBe(later(300).toISOString());
  });

  it('forgets what it saw before it was blind', () => {
    expect(look(look(nothingSeen, 'down', 0), 'down', 300)).toMatchObject({ badRounds: 1 });
  });

  it('wants more of a region that comes and goes', () => {
    const once = look(look(look(nothingSeen, 'up', 0), 'down', 5), 'up', 10);
    const twice = look(look(once, 'down', 20), 'up', 30);
    expect([roundsWanted(2, nothingSeen), roundsWanted(2, once), roundsWanted(2, twice)]).toEqual([2, 4, 8]);
    expect(roundsWanted(2, look(twice, 'up', 3600))).toBe(2);
  });

  it('takes the first release of a region for no recovery', () => {
    expect(roundsWanted(2, look(look(nothingSeen, 'down', 0), 'up', 10))).toBe(2);
  });
});

describe('whether it starts by itself', () => {
  it('does when the primary was down for long enough', () => {
    expect(decideByItself(down, calm, policy, now)).toMatchObject({ kind: 'fail-over' });
  });

  it.each<[string, Standing]>([
    ['a person holds it', { ...calm, hold: { by: 'Ada', reason: 'works', since: at, remindedAt: at } }],
    ['it has just been', { ...calm, endedAt: later(-60).toISOString() }],
    ['three came to nothing', { ...calm, failures: 3 }],
  ])('asks a person when %s', (_, standing) => {
    expect(decideByItself(down, standing, policy, now)).toMatchObject({ kind: 'ask' });
  });

  it('asks a person about a primary that was never seen healthy: it may have no release yet', () => {
    const { wasUp: _, ...neverSeenWell } = down;
    expect(decideByItself(neverSeenWell, calm, policy, now)).toMatchObject({ kind: 'ask' });
  });

  it('asks a person in a window of maintenance, also past midnight', () => {
    const night = new Date('2026-01-05T00:30:00.000Z');
    expect(windowAt(policy.maintenance, night)).toMatchObject({ day: 'Sun' });
    expect(windowAt(policy.maintenance, new Date('2026-01-05T01:00:00.000Z'))).toBeUndefined();
    expect(decideByItself(down, calm, policy, night).kind).toBe('ask');
  });

  it('never does where the standby serves, a run is at work, or too few rounds were bad', () => {
    const running = { runId: 'r', execution: 'e', fence: 1, expiresAt: at };
    const stays = [
      decideByItself(down, { ...calm, serving: 'standby' }, policy, now),
      decideByItself(down, { ...calm, running }, policy, now),
      decideByItself({ ...down, badRounds: 1 }, calm, policy, now),
      decideByItself(nothingSeen, calm, policy, now),
    ];
    expect(stays.map(({ kind }) => kind)).toEqual(['stay', 'stay', 'stay', 'stay']);
  });
});

describe('alarms of the primary', () => {
  it('vote against it while one rings, and for nothing when they are silent', () => {
    const ringing = [{ name: 'api-blue-errors', state: 'ALARM' as const, at }];
    expect(alarmVote(ringing, now).opinion).toBe('unhealthy');
    expect(alarmVote(ringing, later(3600)).opinion).toBe('unknown');
    expect(alarmVote([{ ...ringing[0]!, state: 'OK' }], now).opinion).toBe('unknown');
    expect(alarmVote([], now).opinion).toBe('unknown');
  });
});

describe('the standby', () => {
  const api: ServiceReadiness = { service: 'api', healthyTargets: 3, least: 3, most: 20 };
  const nothingLost = expectedLoss({ role: 'none' }, now);
  const judged = (services: readonly ServiceReadiness[], loss = nothingLost) => ({ services, loss, missing: [] });
  const noWord = { force: false };

  it('takes over when it is healthy and little is lost', () => {
    expect(judgeStandby(judged([api]), policy, noWord)).toMatchObject({ kind: 'go', shortages: [] });
  });

  it('holds without healthy tasks or services, unless a person forces it', () => {
    const sick = judged([{ ...api, healthyTargets: 0 }]);
    expect(judgeStandby(sick, policy, noWord).kind).toBe('hold');
    expect(judgeStandby(judged([]), policy, noWord).kind).toBe('hold');
    expect(judgeStandby(sick, policy, { force: true }).kind).toBe('go');
  });

  it('asks a person above the limit and where the loss is unknown, until a person accepts that much', () => {
    const lag = (seconds: number) => expectedLoss({ role: 'replica', lag: { seconds, measuredAt: at } }, now);
    expect(judgeStandby(judged([api], lag(31)), policy, noWord).kind).toBe('ask');
    expect(judgeStandby(judged([api], lag(30)), policy, noWord).kind).toBe('go');
    expect(judgeStandby(judged([api], lag(31)), policy, { force: true }).kind).toBe('ask');
    expect(judgeStandby(judged([api], lag(31)), policy, { ...noWord, acceptLossSeconds: 60 }).kind).toBe('go');
    const unknown = expectedLoss({ role: 'replica' }, now);
    expect(judgeStandby(judged([api], unknown), policy, noWord).kind).toBe('ask');
  });

  it('does not believe a lag that was measured long before the outage', () => {
    const old = { role: 'replica', lag: { seconds: 1, measuredAt: later(-600).toISOString() } } as const;
    expect(expectedLoss(old, now).seconds).toBeUndefined();
  });

  it('names every shortage', () => {
    const short = { ...api, healthyTargets: 2, difference: 'its deployment of v2 ended as rolled-back' };
    expect(judgeStandby(judged([short]), policy, noWord).shortages).toEqual([
      'api has 2 of the 3 healthy targets that it needs',
      'api: its deployment of v2 ended as rolled-back',
    ]);
  });
});

describe('shares', () => {
  it('are sums of portions, and the way back ends with the smallest', () => {
    for (const share of shares) expect(portionsAt(share).reduce((sum, portion) => sum + portion, 0)).toBe(share);
    expect(returnFrom(100)).toEqual([50, 25, 5, 0]);
    expect(returnFrom(25)).toEqual([5, 0]);
  });
});

describe('a region that answers the standby while others say that it is down', () => {
  const disputed: Watch = { ...nothingSeen, disputedSince: at, wasUp: true };
  const kindAfter = (seconds: number, standing: Standing = calm) =>
    decideDispute(disputed, standing, later(seconds)).kind;

  it('is left alone for as long as they may tell of what is over, and then a person is asked', () => {
    expect([0, 179, 180].map((seconds) => kindAfter(seconds))).toEqual(['stay', 'stay', 'ask']);
  });

  it('is left alone where the standby serves, or is about to', () => {
    expect(kindAfter(600, { ...calm, serving: 'standby' })).toBe('stay');
    expect(kindAfter(600, { ...calm, running: { runId: 'r-1', execution: 'e', fence: 1 } as never })).toBe('stay');
  });
});

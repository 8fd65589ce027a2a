import { describe, expect, it } from 'vitest';
import { probeOf, probeVote } from '#domain/failover/probe-vote.ts';
import { judgeRound } from '#domain/failover/round.ts';
import type { Opinion, Vote } from '#domain/failover/vote.ts';
import { at } from './outage.ts';

describe('the voice that asks just now', () => {
  const told = (opinion: Opinion, source: string): Vote => ({ source, opinion, at, why: 'a test' });
  const before = [told('unhealthy', 'checkers'), told('unhealthy', 'alarms')];

  it('is enough to say that a region is not down, whatever is still told of before', () => {
    const well = probeVote([probeOf('/health', [200])], at);
    expect(judgeRound([well, ...before], 2).kind).toBe('disputed');
    expect(judgeRound([probeVote([probeOf('/health', [503])], at), ...before], 2).kind).toBe('down');
  });

  it.each([
    [[200, 200], true],
    [['nothing', 204], true],
    [[503, 302], true],
    [[503, 'nothing'], false],
    [[503, 503], false],
    [[], false],
  ])('hears %j at the addresses of all zones: well is %s', (answers, good) => {
    expect(probeOf('/health', answers).good).toBe(good);
  });

  it.each([
    [[[403], [403]], 'unknown', true],
    [[[403], [200]], 'healthy', true],
    [[[403], [503]], 'unhealthy', true],
    [[[403, 200], [200]], 'healthy', false],
    [[[401], [404]], 'unhealthy', false],
  ])('counts an endpoint that is forbidden to it neither way: %j is %s', (answers, opinion, isForbidden) => {
    const vote = probeVote(
      answers.map((each, index) => probeOf(`/${index}`, each)),
      at,
    );
    expect(vote).toMatchObject({ opinion, isForbidden, isAnswered: true });
  });

  it('says each answer once', () => {
    expect(probeOf('/health', [503, 503, 'refused']).answer).toBe('503, refused');
  });
});

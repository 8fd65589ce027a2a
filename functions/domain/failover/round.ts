import type { Opinion, Vote } from './vote.ts';

export interface Round {
  /** `disputed`: enough sources report it down, but it responds to the standby. */
  readonly kind: 'down' | 'disputed' | 'up' | 'unclear';
  /** Whether a source is forbidden to look, so that fewer sources than configured watch the region. */
  readonly isForbidden?: boolean;
  readonly why: string;
}

/**
 * Evaluates one round of votes. The region is down when enough sources report it unhealthy, and more than report it
 * healthy. If it responds right now, the round is disputed: the other sources may be outdated, or users may not reach
 * the region.
 */
export function judgeRound(votes: readonly Vote[], quorum: number): Round {
  const count = (opinion: Opinion) => votes.filter((vote) => vote.opinion === opinion).length;
  const [unhealthy, healthy, unknown] = [count('unhealthy'), count('healthy'), count('unknown')];
  const tally = `${unhealthy} unhealthy, ${healthy} healthy, ${unknown} unknown; the quorum is ${quorum}`;
  const why = [tally, ...votes.map((vote) => `${vote.source} is ${vote.opinion}: ${vote.why}`)].join('. ');
  const forbidden = votes.some(({ isForbidden }) => isForbidden) ? { isForbidden: true } : {};
  const answersNow = votes.some(({ hasJustAsked, opinion }) => hasJustAsked && opinion === 'healthy');
  if (unhealthy >= quorum && unhealthy > healthy) return { kind: answersNow ? 'disputed' : 'down', why, ...forbidden };
  return { kind: healthy > unhealthy ? 'up' : 'unclear', why, ...forbidden };
}

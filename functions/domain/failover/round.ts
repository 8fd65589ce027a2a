import type { Opinion, Vote } from './vote.ts';

export interface Round {
  /** `disputed`: enough say that it is down, and it answers the standby. */
  readonly kind: 'down' | 'disputed' | 'up' | 'unclear';
  readonly why: string;
}

/**
 * One round of votes. The region is down when enough sources say so, and more than those who have seen it well. One that
 * answers whoever asks it now is in dispute: the others may tell of what is over, or of users who do not reach it.
 */
export function judgeRound(votes: readonly Vote[], quorum: number): Round {
  const count = (opinion: Opinion) => votes.filter((vote) => vote.opinion === opinion).length;
  const [unhealthy, healthy, unknown] = [count('unhealthy'), count('healthy'), count('unknown')];
  const tally = `${unhealthy} unhealthy, ${healthy} healthy, ${unknown} unknown; ${quorum} have to agree`;
  const why = [tally, ...votes.map((vote) => `${vote.source} is ${vote.opinion}: ${vote.why}`)].join('. ');
  const answersNow = votes.some(({ hasJustAsked, opinion }) => hasJustAsked && opinion === 'healthy');
  if (unhealthy >= quorum && unhealthy > healthy) return { kind: answersNow ? 'disputed' : 'down', why };
  return { kind: healthy > unhealthy ? 'up' : 'unclear', why };
}

import type { Opinion, Vote } from './vote.ts';

export interface Round {
  readonly kind: 'down' | 'up' | 'unclear';
  readonly why: string;
}

/**
 * One round of votes. The region is down when enough sources say so, and more than those who have seen it well. One that
 * answers whoever asks it now is not down, whatever is still told of before.
 */
export function judgeRound(votes: readonly Vote[], quorum: number): Round {
  const count = (opinion: Opinion) => votes.filter((vote) => vote.opinion === opinion).length;
  const [unhealthy, healthy, unknown] = [count('unhealthy'), count('healthy'), count('unknown')];
  const tally = `${unhealthy} unhealthy, ${healthy} healthy, ${unknown} unknown; ${quorum} have to agree`;
  const why = [tally, ...votes.map((vote) => `${vote.source} is ${vote.opinion}: ${vote.why}`)].join('. ');
  const answersNow = votes.some(({ hasJustAsked, opinion }) => hasJustAsked && opinion === 'healthy');
  if (unhealthy >= quorum && unhealthy > healthy && !answersNow) return { kind: 'down', why };
  return { kind: healthy > unhealthy ? 'up' : 'unclear', why };
}

import { minuteMs, startOfMinute } from '#domain/canary/measured-minute.ts';
import type { Decision as KeptDecision } from '#domain/ledger/decision.ts';
import type { Decision, JudgeLook } from '../record.ts';

/** The time of an event, in seconds of the story, by the ledger's clock. */
export type SecondsAt = (time: number) => number;

/** What was decided while a version took traffic, as the ledger keeps it. */
export const decisionOf = ({ at, who, what, why }: KeptDecision, secondsAt: SecondsAt): Decision => ({
  elapsedSeconds: secondsAt(Date.parse(at)),
  who,
  what: moveWords[what] ?? what,
  why,
});

export const moveWords: Readonly<Record<string, string>> = {
  warn: 'warns',
  shift: 'continues',
  bake: 'stays',
  hold: 'holds, and asks a person',
  complete: 'promotes',
  reject: 'rolls back',
};

/**
 * Look by look what the judge saw; of the last version that was judged where there were several. The judge counts minutes
 * from that in which the version got its first share.
 */
export function looksIn(
  kept: readonly KeptDecision[],
  firstShareOf: (deploymentId: string) => number,
  secondsAt: SecondsAt,
): JudgeLook[] {
  const judged = kept.filter(({ series }) => series !== undefined && series.length > 0);
  const last = judged.at(-1);
  if (last?.series === undefined) return [];
  const its = judged.filter(({ deploymentId }) => deploymentId === last.deploymentId);
  const words = new Map(its.map(({ series, why }) => [series?.at(-1)?.minute, why]));
  const start = startOfMinute(firstShareOf(last.deploymentId));
  return last.series.map((look) => ({
    ...look,
    elapsedSeconds: secondsAt(start + (look.minute + 1) * minuteMs),
    explanation: words.get(look.minute) ?? '',
  }));
}

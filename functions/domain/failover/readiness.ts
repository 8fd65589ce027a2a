import type { Loss } from './data-loss.ts';
import type { FailoverPolicy } from './policy.ts';

/** One service of the standby before anything is changed. */
export interface ServiceReadiness {
  readonly service: string;
  readonly healthyTargets: number;
  /** The minimum number of tasks, enough for the quietest hour. */
  readonly least: number;
  readonly most: number;
  /** How the standby differs from the release that was last requested; undefined if it runs that release. */
  readonly difference?: string;
}

export interface Verdict {
  readonly kind: 'go' | 'ask' | 'hold';
  readonly reasons: readonly string[];
  readonly shortages: readonly string[];
}

export interface Judged {
  readonly services: readonly ServiceReadiness[];
  readonly loss: Loss;
  /** Missing permissions or resources. */
  readonly missing: readonly string[];
}

/** What a person has authorized in advance. */
export interface Word {
  /** Take over regardless of the standby's state. */
  readonly force: boolean;
  readonly acceptLossSeconds?: number;
}

/** Whether the standby is proven able to serve, and what a takeover would cost. */
export function judgeStandby({ services, loss, missing }: Judged, policy: FailoverPolicy, word: Word): Verdict {
  const unhealthy = services.flatMap(({ service, healthyTargets, least }) =>
    healthyTargets > 0 ? [] : [`${service} has 0 of the ${least} healthy targets that it needs`],
  );
  const shortages = [
    ...missing,
    ...services.flatMap(({ service, healthyTargets, least }) =>
      healthyTargets < least ? [`${service} has ${healthyTargets} of the ${least} healthy targets that it needs`] : [],
    ),
    ...services.flatMap(({ service, difference }) => (difference === undefined ? [] : [`${service}: ${difference}`])),
  ];
  const seen = services.map(
    ({ service, healthyTargets, most }) => `${service} has ${healthyTargets} healthy targets of at most ${most}`,
  );
  const nothing = services.length === 0 ? ['the standby region runs no service'] : [];
  if (unhealthy.length + nothing.length > 0 && !word.force) {
    return { kind: 'hold', reasons: ['The standby region is not healthy', ...nothing, ...unhealthy], shortages };
  }
  const tooMuch = whyTooMuch(loss, policy.allowedLossSeconds, word);
  if (tooMuch !== undefined) return { kind: 'ask', reasons: [tooMuch, ...seen], shortages };
  return { kind: 'go', reasons: [`Expected loss: ${loss.seconds ?? 'unknown'} s, ${loss.why}`, ...seen], shortages };
}

function whyTooMuch({ seconds, why }: Loss, allowed: number, { acceptLossSeconds }: Word): string | undefined {
  const limit = Math.max(allowed, acceptLossSeconds ?? 0);
  if (seconds !== undefined && seconds <= limit) return undefined;
  if (seconds === undefined && acceptLossSeconds !== undefined) return undefined;
  const lost = seconds === undefined ? 'an unknown time' : `${seconds} s`;
  return `Writes of ${lost} would be lost, but at most ${limit} s are allowed: ${why}. A person must decide`;
}

import type { Loss } from './data-loss.ts';
import type { FailoverPolicy } from './policy.ts';

/** One service of the standby, as it is before anything is asked of it. */
export interface ServiceReadiness {
  readonly service: string;
  readonly healthyTargets: number;
  /** Fewer cannot serve even the quietest hour. */
  readonly least: number;
  readonly most: number;
  /** What the standby lacks of the release that was last asked for; nothing where it is the same. */
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
  /** Permissions or parts that a look found to be missing. */
  readonly missing: readonly string[];
}

/** What a person has said beforehand. */
export interface Word {
  /** Take over whatever the state of the standby. */
  readonly force: boolean;
  readonly acceptLossSeconds?: number;
}

/** Whether the standby is proven able to serve, and what taking over would cost. */
export function judgeStandby({ services, loss, missing }: Judged, policy: FailoverPolicy, word: Word): Verdict {
  const sick = services.flatMap(({ service, healthyTargets, least }) =>
    healthyTargets > 0 ? [] : [`${service} has 0 healthy targets of the ${least} that it needs`],
  );
  const shortages = [
    ...missing,
    ...services.flatMap(({ service, healthyTargets, least }) =>
      healthyTargets < least ? [`${service} has ${healthyTargets} healthy targets of the ${least} that it needs`] : [],
    ),
    ...services.flatMap(({ service, difference }) => (difference === undefined ? [] : [`${service}: ${difference}`])),
  ];
  const seen = services.map(
    ({ service, healthyTargets, most }) => `${service} has ${healthyTargets} healthy targets and may have ${most}`,
  );
  const nothing = services.length === 0 ? ['the standby runs no service'] : [];
  if (sick.length + nothing.length > 0 && !word.force) {
    return { kind: 'hold', reasons: ['The standby is not healthy', ...nothing, ...sick], shortages };
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
  return `Writes of ${lost} would be lost and ${limit} s are allowed: ${why}. A person has to decide`;
}

import { checkEvidence, isCritical, nameOf } from './checks.ts';
import { overdispersionOf } from './dispersion.ts';
import type { Decision } from './decision.ts';
import { driftVariance } from './drift.ts';
import { sufficiencyOf, unknownChecks } from './enough-data.ts';
import { combinedEvidence, leadingStream, type StreamEvidence, streamEvidence } from './evidence.ts';
import { outlookOf } from './outlook.ts';
import type { Percentile } from './percentile-stream.ts';
import type { JudgePolicy } from './policy.ts';
import type { JudgeState } from './state.ts';
import { shareThere, type Sufficiency } from './sufficiency.ts';

/** The numbers behind a decision, and the decision in words. */
export interface Explanation {
  readonly evidence: number;
  /** Rolls back when `evidence` reaches it. */
  readonly rollbackAt: number;
  readonly streams: readonly StreamEvidence[];
  /** The probability that a healthy canary would ever look this bad. */
  readonly anytimePValue: number;
  /** From 0 to 1; 0.7 is the rollback line. */
  readonly severity: number;
  readonly sufficiency: Sufficiency;
  /** Limits that the live slot exceeds too, so that only the comparison counts. */
  readonly suspendedLimits: readonly string[];
  readonly explanation: string;
}

const ROLLBACK_SEVERITY = 0.7;

export function explain(policy: JudgePolicy, state: JudgeState, decision: Decision): Explanation {
  const evidence = combinedEvidence(policy, state);
  const rollbackAt = 1 / policy.falseRollbackBudget;
  const numbers = {
    evidence,
    rollbackAt,
    streams: streamEvidence(policy, state),
    anytimePValue: 1 / state.highestEvidence,
    severity: Math.min(1, (ROLLBACK_SEVERITY * Math.log(Math.max(1, evidence))) / Math.log(rollbackAt)),
    sufficiency: sufficiencyOf(policy, state),
    suspendedLimits: policy.checks.filter((_, i) => state.checks[i]?.suspended).map(nameOf),
  };
  return { ...numbers, explanation: sentences(policy, state, decision, numbers).join(' ') };
}

type Numbers = Omit<Explanation, 'explanation'>;

const sentences = (policy: JudgePolicy, state: JudgeState, decision: Decision, numbers: Numbers): string[] => [
  headline(policy, decision),
  evidenceSentence(policy, state, numbers),
  ...(decision.decision === 'rollback' ? [] : [dataSentence(numbers.sufficiency)]),
  ...outlookSentences(policy, state, decision),
  ...(decision.decision === 'extend' || decision.decision === 'inconclusive' ? missing(policy, state) : []),
  ...toldOnly(policy, state),
  noiseSentence(state),
  `Anytime p-value ${figure(numbers.anytimePValue)}.`,
  ...numbers.suspendedLimits.map(
    (name) => `The live slot exceeds the ${name} too, so the canary is only compared with it.`,
  ),
];

function headline(policy: JudgePolicy, decision: Decision): string {
  switch (decision.decision) {
    case 'continue':
      return 'Continues.';
    case 'advance':
      return 'This step has passed.';
    case 'promote':
      return 'Promoted.';
    case 'extend':
      return `Extended: ${doubt(decision.reason)}.`;
    case 'inconclusive':
      return `Inconclusive after ${policy.maxExtensionMinutes} extra minutes: ${doubt(decision.reason)}.`;
    case 'rollback':
      return `Rolled back: ${cause(decision.reason)}.`;
  }
}

const doubt = (reason: 'not-enough-data' | 'suspicious'): string =>
  reason === 'suspicious' ? 'suspicious' : 'not enough data';

function cause(reason: Extract<Decision, { decision: 'rollback' }>['reason']): string {
  switch (reason.kind) {
    case 'evidence':
      return `the canary is worse than the live slot or exceeds a limit, mainly in ${reason.stream}`;
    case 'fails-plainly':
      return 'most of its requests fail while the live slot is fine';
    case 'fails-alone':
      return 'at 100 %, its errors have been far above those of the live slot for three minutes';
  }
}

function evidenceSentence(policy: JudgePolicy, state: JudgeState, { evidence, rollbackAt }: Numbers): string {
  const share = `The evidence is ${percent(evidence / rollbackAt)} of the rollback threshold`;
  if (evidence < 1.05) return `${share}.`;
  const leading = leadingStream(policy, state);
  return `${share}, mainly from ${leading}: ${comparison(policy, state, leading)}.`;
}

function comparison(policy: JudgePolicy, state: JudgeState, stream: string): string {
  switch (stream) {
    case 'errors':
    case 'slow':
      return hits(state.streams[stream]);
    case 'p50':
    case 'p90':
    case 'p99':
      return times(state.streams[stream], 'the live slot');
    default:
      return checkWords(policy, state, stream);
  }
}

function checkWords(policy: JudgePolicy, state: JudgeState, stream: string): string {
  const i = policy.checks.findIndex((check) => nameOf(check) === stream);
  const check = policy.checks[i];
  const known = state.checks[i];
  if (check === undefined || known === undefined) return stream;
  switch (check.kind) {
    case 'rate-limit':
    case 'compared-rate':
      return hits(known.counts);
    case 'value-limit':
      return times(known.values, `the limit of ${check.max}`);
    case 'compared-value':
      return times(known.values, 'the live slot');
  }
}

const missing = (policy: JudgePolicy, state: JudgeState): string[] =>
  unknownChecks(policy, state).map((check) => {
    const { measuredMinutes = 0 } = state.checks[policy.checks.indexOf(check)] ?? {};
    return measuredMinutes === 0
      ? `There is no data for ${nameOf(check)}.`
      : `The live slot's ${nameOf(check)} is too low to compare with.`;
  });

/** A check that decides nothing is mentioned if it looks worse. */
const toldOnly = (policy: JudgePolicy, state: JudgeState): string[] =>
  policy.checks.flatMap((check, i) => {
    const known = state.checks[i];
    if (isCritical(check) || known === undefined || checkEvidence(check, known) < policy.suspicion) return [];
    return [`For information only: ${nameOf(check)}, ${checkWords(policy, state, nameOf(check))}.`];
  });

const hits = ({ observed, expected }: JudgeState['streams']['errors']): string =>
  `${figure(observed)} against ${figure(expected)} expected`;

const times = ({ logRatioSum, minutes }: JudgeState['streams'][Percentile], reference: string): string =>
  `${figure(Math.exp(logRatioSum / Math.max(1, minutes)))} times ${reference}`;

function outlookSentences(policy: JudgePolicy, state: JudgeState, decision: Decision): string[] {
  const outlook = outlookOf(policy, state, decision);
  if (outlook === undefined) return [];
  const { minutesToPass, errorsToFall } = outlook;
  return [
    minutesToPass === undefined
      ? 'At this rate the canary would not pass within hours: it needs more traffic.'
      : `At this rate the canary passes after ${countOf(minutesToPass, 'more minute')} as good as the live slot.`,
    ...(errorsToFall === undefined
      ? []
      : [`${countOf(errorsToFall, 'error')} more than expected in the next two minutes would roll it back.`]),
  ];
}

const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

const dataSentence = (sufficiency: Sufficiency): string =>
  `The data is ${percent(shareThere(sufficiency))} of what is needed to exclude +${figure(Math.min(100, 100 * sufficiency.excess.errors))} percentage points of errors ` +
  `and +${figure(Math.min(100, 100 * sufficiency.excess.slow))} percentage points of slow responses.`;

const noiseSentence = ({ streams }: JudgeState): string =>
  `Errors come in bursts of ${figure(overdispersionOf(streams.errors.dispersion))}; ` +
  `the slots drift apart by ${percent(Math.sqrt(driftVariance(streams.errors.drift)))} in errors ` +
  `and ${percent(Math.sqrt(driftVariance(streams.p99.drift)))} in p99.`;

const percent = (share: number): string => `${figure(100 * share)} %`;

/** Two significant digits. Counts stay whole. */
function figure(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(2)));
}

import { foldAll } from '#domain/judge/judge.ts';
import type { Minute, SlotMinute } from '#domain/judge/minute.ts';
import { type JudgePolicy, judgePolicy } from '#domain/judge/policy.ts';
import { type JudgeState, startJudging } from '#domain/judge/state.ts';
import { type Verdict, verdictOf } from '#domain/judge/verdict.ts';
import { parseLook, type Look } from './look.ts';

/** Answers another program line by line. The program may follow several canaries at once. */
export class Protocol {
  readonly #canaries = new Map<string, { readonly policy: JudgePolicy; state: JudgeState }>();

  answer(line: string, lineNumber: number): string {
    const look = parseLook(line, lineNumber, (scenario) => this.#canaries.has(scenario));
    const policy = look.steps === undefined ? this.#canaries.get(look.scenario)?.policy : policyOf(look, look.steps);
    if (policy === undefined) throw new Error(`Line ${lineNumber}: the first look at a canary needs "steps".`);
    const state = foldAll(policy, this.#stateBefore(look, policy), minutesOf(look, policy));
    this.#canaries.set(look.scenario, { policy, state });
    return JSON.stringify(reply(verdictOf(policy, state)));
  }

  /** A whole history starts from nothing, so that a corrected minute changes the answer; a newest minute is added. */
  #stateBefore(look: Look, policy: JudgePolicy): JudgeState {
    const known = look.canary.length === look.minute + 1 ? undefined : this.#canaries.get(look.scenario)?.state;
    return known ?? startJudging(policy);
  }
}

const policyOf = (look: Look, steps: NonNullable<Look['steps']>): JudgePolicy =>
  judgePolicy(
    steps.map(([weight, minutes]) => ({ weight, minutes })),
    look.maxExtension === undefined ? {} : { maxExtensionMinutes: look.maxExtension },
  );

function minutesOf(look: Look, policy: JudgePolicy): Minute[] {
  const first = look.minute + 1 - look.canary.length;
  return look.canary.map((canary, i) => ({
    minute: first + i,
    step: i === look.canary.length - 1 ? look.step : stepAt(policy, look.weights[i]),
    canary,
    live: look.baseline[i] as SlotMinute,
  }));
}

function stepAt({ steps }: JudgePolicy, weight: number | undefined): number {
  return Math.max(
    0,
    steps.findIndex((step) => step.weight === weight),
  );
}

/**
 * The calling program counts the extension minutes itself, so a canary that has used them up gets `extend` like any
 * other that may not continue. A step that passes gets `continue`, the last one too.
 */
const DECISIONS = {
  continue: 'continue',
  advance: 'continue',
  promote: 'continue',
  extend: 'extend',
  inconclusive: 'extend',
  rollback: 'rollback',
} as const;

const reply = (verdict: Verdict) => ({
  decision: DECISIONS[verdict.decision],
  ...('reason' in verdict ? { reason: wordFor(verdict.reason) } : {}),
  E: verdict.evidence,
  streams: Object.fromEntries(verdict.streams.map(({ name, evidence }) => [name, evidence])),
  ni_errors: verdict.sufficiency.errors,
  ni_slow: verdict.sufficiency.slow,
  need: verdict.sufficiency.need,
  p_value: verdict.anytimePValue,
  severity: verdict.severity,
  explanation: verdict.explanation,
});

function wordFor(reason: Extract<Verdict, { reason: unknown }>['reason']): string {
  if (reason === 'suspicious') return 'suspicion';
  if (reason === 'not-enough-data') return 'not enough data';
  return reason.kind === 'evidence' ? reason.stream : 'catastrophic';
}

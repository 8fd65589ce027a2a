import { nameOf } from '#domain/judge/checks.ts';
import { sufficiencyOf, unknownChecks } from '#domain/judge/enough-data.ts';
import { fold } from '#domain/judge/fold.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { JudgePolicy } from '#domain/judge/policy.ts';
import { type JudgeState, startJudging } from '#domain/judge/state.ts';
import { isEnough } from '#domain/judge/sufficiency.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import { type MeasuredMinute, minuteMs, silence, startOfMinute } from './measured-minute.ts';
import { policyOf } from './policy.ts';

/** The traffic of the last half hour predicts the traffic of the next one. */
const usualMs = 30 * minuteMs;
/** After this long the judge has measured a limit if it ever can. */
const sampleMinutes = 12;
const weightsToStartWith = [1, 2, 5, 10, 15, 20, 25, 30, 40, 50];
const noRequests =
  'The live version has had no requests for half an hour, so a new version cannot be judged. ' +
  'Deploy while the service is in use, or use a strategy that does not judge';
/** A more precise number would not help. */
const mostHours = 48;

/** The period of metrics that a forecast needs; undefined if the first weight is not judged. */
export function forecastWindow({ shift }: DeploymentPlan, now: Date): { from: Date; until: Date } | undefined {
  const [first] = shift.steps;
  if (first === undefined || first.weight === 100 || first.bakeSeconds < 60) return undefined;
  const until = startOfMinute(now.getTime());
  return { from: new Date(until - usualMs), until: new Date(until) };
}

/** Warns before the shift if it will not be able to judge the new version, and suggests what would help. */
export function forecast({ shift, live }: DeploymentPlan, measured: readonly MeasuredMinute[]): string | undefined {
  const usual = usualMinute(measured.map(({ at, slots }) => ({ at, served: slots[live.slot] })));
  if (usual === undefined || usual.requests === 0) return noRequests;
  const warnings = [firstWeight(shift, usual), limits(shift, usual)].filter((words) => words !== undefined);
  return warnings.length === 0 ? undefined : warnings.join('. ');
}

/** A p99 limit cannot be measured with few requests, so the shift would always end up waiting for a person. */
function limits({ to, steps, judging }: ShiftPlan, usual: SlotMinute): string | undefined {
  const last = steps.findLastIndex(({ weight }) => weight < 100);
  const weight = steps[last]?.weight ?? 100;
  const policy = policyOf({ to, steps, judging: { ...(judging.limits && { limits: judging.limits }) } });
  const state = stateAfter(policy, usual, last, weight);
  const names = unknownChecks(policy, state).map(nameOf);
  if (names.length === 0) return undefined;
  return (
    `${weight} % of ${Math.round(usual.requests)} requests a minute are not enough to measure the ${names.join(' and the ')}, ` +
    'and an unmeasured limit stops the shift. Remove the limit, or use a larger weight before 100 %'
  );
}

function firstWeight(shift: ShiftPlan, usual: SlotMinute): string | undefined {
  const [first] = shift.steps;
  if (first === undefined) return undefined;
  const bake = first.bakeSeconds / 60;
  const needed = minutesNeeded(shift, first.weight, usual, mostHours * 60);
  if (needed <= bake) return undefined;
  const enough = weightsToStartWith.find(
    (weight) => weight > first.weight && minutesNeeded(shift, weight, usual, bake) <= bake,
  );
  const instead = enough === undefined ? 'Bake longer' : `Start at ${enough} %, or bake longer`;
  return (
    `At ${Math.round(usual.requests)} requests a minute ${first.weight} % for ${Math.round(bake)} min is not enough ` +
    `to judge a new version: that takes ${inWords(needed)}. ${instead}`
  );
}

/** The average per minute since the first minute with requests. */
function usualMinute(minutes: readonly { readonly at: number; readonly served: SlotMinute }[]): SlotMinute | undefined {
  const [first] = minutes;
  const last = minutes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const count = (last.at - first.at) / minuteMs + 1;
  const mean = (of: 'requests' | 'errors' | 'slow') => minutes.reduce((sum, { served }) => sum + served[of], 0) / count;
  return { ...silence, requests: mean('requests'), errors: mean('errors'), slow: mean('slow') };
}

/**
 * Shows the judge such minutes of a version that is as good as the live one, until it has enough of them. The first ones
 * say little of the later ones: with few errors the judge knows the live rate only after a while.
 */
function minutesNeeded({ to, steps, judging }: ShiftPlan, weight: number, usual: SlotMinute, most: number): number {
  const policy = { ...policyOf({ to, steps, judging }), checks: [] };
  let state = startJudging(policy);
  for (let minutes = 1; minutes <= most; minutes += 1) {
    state = fold(policy, state, { minute: minutes - 1, step: 0, ...partsOf(usual, weight) });
    if (isEnough(sufficiencyOf(policy, state))) return minutes;
  }
  return Infinity;
}

function stateAfter(policy: JudgePolicy, usual: SlotMinute, step: number, weight: number): JudgeState {
  const parts = partsOf(usual, weight);
  const minutes = Array.from({ length: sampleMinutes }, (_, minute) => ({ minute, step, ...parts }));
  return minutes.reduce((before, minute) => fold(policy, before, minute), startJudging(policy));
}

const partsOf = (usual: SlotMinute, weight: number) => ({
  canary: partOf(usual, weight / 100),
  live: partOf(usual, 1 - weight / 100),
});

/** The forecast needs no particular response times, only measurable ones. */
const answered = { p50: 0.001, p90: 0.001, p99: 0.001 };

const partOf = ({ requests, errors, slow }: SlotMinute, share: number): SlotMinute => ({
  ...answered,
  requests: share * requests,
  errors: share * errors,
  slow: share * slow,
});

function inWords(minutes: number): string {
  if (minutes < 120) return `about ${Math.ceil(minutes)} min`;
  const hours = Math.ceil(minutes / 60);
  return hours > mostHours ? `more than ${mostHours} hours` : `about ${hours} hours`;
}

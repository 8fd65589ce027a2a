import { nameOf } from '#domain/judge/checks.ts';
import { sufficiencyOf, unknownChecks } from '#domain/judge/enough-data.ts';
import { fold } from '#domain/judge/fold.ts';
import type { SlotMinute } from '#domain/judge/minute.ts';
import type { JudgePolicy } from '#domain/judge/policy.ts';
import { type JudgeState, startJudging } from '#domain/judge/state.ts';
import type { DeploymentPlan } from '#domain/deployment/deployment-plan.ts';
import type { ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import { type MeasuredMinute, minuteMs, silence, startOfMinute } from './measured-minute.ts';
import { policyOf } from './policy.ts';

/** What a service gets in half an hour tells what it will get in the next one. */
const usualMs = 30 * minuteMs;
/** So many minutes tell what one adds to the evidence. */
const sampleMinutes = 12;
const weightsToStartWith = [1, 2, 5, 10, 15, 20, 25, 30, 40, 50];
const noRequests =
  'Nobody has called the live version for half an hour: from silence nothing is learnt of a new one. ' +
  'Deploy it while it is used, or by a strategy that does not judge';
/** Nobody is helped by a larger number. */
const mostHours = 48;

/** The span of metrics that a forecast reads; nothing where the first weight is not judged. */
export function forecastWindow({ shift }: DeploymentPlan, now: Date): { from: Date; until: Date } | undefined {
  const [first] = shift.steps;
  if (first === undefined || first.weight === 100 || first.bakeSeconds < 60) return undefined;
  const until = startOfMinute(now.getTime());
  return { from: new Date(until - usualMs), until: new Date(until) };
}

/** Says before the shift that it will not tell whether a version is good, and what would. */
export function forecast({ shift, live }: DeploymentPlan, measured: readonly MeasuredMinute[]): string | undefined {
  const usual = usualMinute(measured.map(({ at, slots }) => ({ at, served: slots[live.slot] })));
  if (usual === undefined || usual.requests === 0) return noRequests;
  const warnings = [firstWeight(shift, usual), limits(shift, usual)].filter((words) => words !== undefined);
  return warnings.length === 0 ? undefined : warnings.join('. ');
}

/** A limit on the slowest of a hundred cannot be read from a handful: everything would wait for a person in the end. */
function limits({ to, steps, judging }: ShiftPlan, usual: SlotMinute): string | undefined {
  const last = steps.findLastIndex(({ weight }) => weight < 100);
  const weight = steps[last]?.weight ?? 100;
  const policy = policyOf({ to, steps, judging: { ...(judging.limits && { limits: judging.limits }) } });
  const state = stateAfter(policy, usual, last, weight);
  const names = unknownChecks(policy, state).map(nameOf);
  if (names.length === 0) return undefined;
  return (
    `${weight} % of ${Math.round(usual.requests)} requests a minute are too few to measure the ${names.join(' and the ')}, ` +
    'and nothing goes over unmeasured: name none, or give it more before'
  );
}

function firstWeight(shift: ShiftPlan, usual: SlotMinute): string | undefined {
  const [first] = shift.steps;
  if (first === undefined) return undefined;
  const bake = first.bakeSeconds / 60;
  const needed = minutesNeeded(shift, first.weight, usual);
  if (needed <= bake) return undefined;
  const enough = weightsToStartWith.find(
    (weight) => weight > first.weight && minutesNeeded(shift, weight, usual) <= bake,
  );
  const instead = enough === undefined ? 'Bake longer' : `Start at ${enough} %, or bake longer`;
  return (
    `At ${Math.round(usual.requests)} requests a minute ${first.weight} % for ${Math.round(bake)} min tell too little ` +
    `of a version: that takes ${inWords(needed)}. ${instead}`
  );
}

/** The mean of the time since the first minute in which anybody came. */
function usualMinute(minutes: readonly { readonly at: number; readonly served: SlotMinute }[]): SlotMinute | undefined {
  const [first] = minutes;
  const last = minutes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const count = (last.at - first.at) / minuteMs + 1;
  const mean = (of: 'requests' | 'errors' | 'slow') => minutes.reduce((sum, { served }) => sum + served[of], 0) / count;
  return { ...silence, requests: mean('requests'), errors: mean('errors'), slow: mean('slow') };
}

/** Asks the judge itself how much it learns in minutes like these of a version that is as good as the live one. */
function minutesNeeded({ to, steps, judging }: ShiftPlan, weight: number, usual: SlotMinute): number {
  const policy = { ...policyOf({ to, steps, judging }), checks: [] };
  const state = stateAfter(policy, usual, 0, weight);
  const { errors, slow, need } = sufficiencyOf(policy, state);
  const perMinute = Math.min(errors, slow) / (sampleMinutes - policy.warmupMinutes);
  return perMinute > 0 ? policy.warmupMinutes + need / perMinute : Infinity;
}

function stateAfter(policy: JudgePolicy, usual: SlotMinute, step: number, weight: number): JudgeState {
  const [canary, live] = [partOf(usual, weight / 100), partOf(usual, 1 - weight / 100)];
  const minutes = Array.from({ length: sampleMinutes }, (_, minute) => ({ minute, step, canary, live }));
  return minutes.reduce((before, minute) => fold(policy, before, minute), startJudging(policy));
}

/** How long answers take matters to no forecast, only that they can be measured. */
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

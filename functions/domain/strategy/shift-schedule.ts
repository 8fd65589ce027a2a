import type { Judging, ShiftStep, Strategy } from './strategy.ts';
import type { Slot } from '#domain/slots/slot.ts';

export interface ShiftPlan {
  readonly to: Slot;
  readonly steps: readonly ShiftStep[];
  readonly judging: Judging;
}

/** With nothing live there are no users to protect and nothing to compare with: all traffic moves at once. */
export const scheduleFor = (nothingIsLive: boolean, { steps, controlShare }: Strategy): readonly ShiftStep[] =>
  nothingIsLive ? [{ weight: 100, bakeSeconds: 0 }] : withControl(steps, controlShare);

/** The last bake where both versions can still be compared. Of a schedule that already keeps less there, all as it is. */
function withControl(steps: readonly ShiftStep[], controlShare: number | undefined): readonly ShiftStep[] {
  const weight = 100 - (controlShare ?? 0);
  const last = steps.at(-1);
  if (last === undefined || weight === 100 || (steps.at(-2)?.weight ?? 0) >= weight) return steps;
  return [...steps.slice(0, -1), { ...last, weight }, { ...last, bakeSeconds: 0 }];
}

/** Targets that must be healthy before a slot may take this share: its part of what carries the service now. */
export const targetsNeeded = (capacity: number, weight: number): number =>
  weight === 0 ? 0 : Math.max(1, Math.ceil((capacity * weight) / 100));

export const weightAt = ({ steps }: ShiftPlan, step: number): number => steps[step]?.weight ?? 100;

/** `in steps of 10 %, 50 %, 100 %`, for people. */
export const describeShift = ({ steps }: ShiftPlan): string =>
  steps.length === 1 ? 'at once' : `in steps of ${steps.map(({ weight }) => `${weight} %`).join(', ')}`;

import type { Planning } from './deployment-plan.ts';
import { shortOfVcpus, type Vcpus } from './headroom.ts';
import { usdPerTransition } from '#domain/ledger/stage-history.ts';
import type { Image } from '#domain/images/release.ts';
import { describeShift, type ShiftPlan } from '#domain/strategy/shift-schedule.ts';
import type { ServiceTarget } from './service-target.ts';
import { moveOf } from './traffic.ts';

/** The result of a dry run: what a deployment would do. */
export interface DeploymentPreview {
  /** Whether it would be admitted now. */
  readonly ready: boolean;
  /** Everything that would stop it. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
  readonly notChecked: readonly string[];
  /** The API calls that change something, in order. */
  readonly changes: readonly string[];
  readonly bakeSeconds: number;
  readonly cost: Cost;
}

export interface Cost {
  readonly stateTransitions: number;
  readonly stateTransitionsUsd: number;
  /** The additional task hours, beside the tasks that are serving anyway. */
  readonly extraTaskHours: number;
}

export interface Outlook {
  readonly target: ServiceTarget;
  readonly planning: Planning;
  readonly asked: string;
  readonly image: Image | undefined;
  /** A missing image would be built. */
  readonly fromSource: boolean;
  readonly heldBy: string | undefined;
  /** Of the account; undefined if unknown. */
  readonly vcpus: Vcpus | undefined;
  /** A warning if the first weight would provide too little evidence. */
  readonly evidence?: string;
}

/**
 * Measured in the simulator: all states except the shift, including about a minute of waiting for tasks to start and
 * stop.
 */
const transitionsBesidesShift = 45;
const transitionsPerStep = 8;
/** For starting, verifying and draining the tasks of a slot. */
const minutesBesidesBakes = 3;

const notChecked = [
  'the permissions of the functions: IAM checks them when each call is made',
  'the findings of the image scan: stage 3 checks them',
];

export function previewDeployment(outlook: Outlook): DeploymentPreview {
  const { target, planning, image, asked } = outlook;
  const problems = problemsOf(outlook);
  if (planning.kind === 'mismatch') {
    return { ready: false, problems, warnings: [], notChecked, changes: [], bakeSeconds: 0, cost: costOf(0, 0, 0) };
  }
  const { live, capacity, shift } = planning.plan;
  const bakeSeconds = shift.steps.reduce((sum, step) => sum + step.bakeSeconds, 0);
  return {
    ready: problems.length === 0,
    problems,
    warnings: [...warningsAbout(live.tasks, shift, target), ...(outlook.evidence ? [outlook.evidence] : [])],
    notChecked,
    changes: isMissing(outlook) ? [] : changesOf(planning.plan, target, image?.uri ?? asked, image === undefined),
    bakeSeconds,
    cost: costOf(shift.steps.length, capacity, bakeSeconds),
  };
}

const isMissing = ({ image, fromSource }: Pick<Outlook, 'image' | 'fromSource'>): boolean =>
  image === undefined && !fromSource;

const problemsOf = ({ target, planning, asked, heldBy, vcpus, ...found }: Outlook): readonly string[] => [
  ...(planning.kind === 'mismatch' ? [`${planning.reason}. ${planning.remedy}`] : []),
  ...(isMissing(found) ? [`there is no image "${asked}" in the repository ${target.repository}`] : []),
  ...shortagesOf(planning, vcpus),
  ...(heldBy === undefined ? [] : [`${target.service} is being changed by ${heldBy}`]),
];

function shortagesOf(planning: Planning, vcpus: Vcpus | undefined): readonly string[] {
  const shortage = planning.kind === 'plan' ? shortOfVcpus(planning.plan, vcpus) : undefined;
  return shortage === undefined ? [] : [shortage];
}

function warningsAbout(
  liveTasks: number,
  shift: ShiftPlan,
  { tasks, approvalRequired }: ServiceTarget,
): readonly string[] {
  const bakes = shift.steps.some(({ bakeSeconds }) => bakeSeconds > 0);
  return [
    ...(liveTasks > tasks.max ? [`${liveTasks} tasks are live, more than the ${tasks.max} of the configuration`] : []),
    ...(approvalRequired === true ? ['it waits until a person other than the requester approves it'] : []),
    ...(liveTasks === 0 ? ['nothing is live, so the new version cannot be compared'] : []),
    ...(bakes ? [] : [`all traffic moves ${describeShift(shift)}, without a bake before the old version stops`]),
  ];
}

function changesOf(
  { live, capacity, shift }: Extract<Planning, { kind: 'plan' }>['plan'],
  target: ServiceTarget,
  image: string,
  isBuilt: boolean,
): readonly string[] {
  const { slots, templateFamily, buildProject } = target;
  const moves = shift.steps.map(
    ({ weight, bakeSeconds }) => `${moveOf(target)}: ${shift.to} ${weight} %, then bakes for ${bakeSeconds} s`,
  );
  return [
    ...(isBuilt ? [`codebuild:StartBuild ${buildProject} of ${image}`] : []),
    `ecs:RegisterTaskDefinition ${templateFamily}-release with ${image}`,
    `ecs:UpdateService ${slots[shift.to].ecsService}: ${capacity} tasks of it`,
    ...moves,
    ...(live.tasks === 0 ? [] : [`ecs:UpdateService ${slots[live.slot].ecsService}: no tasks`]),
  ];
}

function costOf(steps: number, tasks: number, bakeSeconds: number): Cost {
  const stateTransitions = transitionsBesidesShift + transitionsPerStep * steps;
  const hours = (bakeSeconds + minutesBesidesBakes * 60) / 3600;
  return {
    stateTransitions,
    stateTransitionsUsd: Number((stateTransitions * usdPerTransition).toFixed(6)),
    extraTaskHours: Number((tasks * hours).toFixed(2)),
  };
}

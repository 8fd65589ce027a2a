import { describe, expect, it } from 'vitest';
import type { DeploymentPlan, Mismatch } from '#domain/deployment/deployment-plan.ts';
import { type Outlook, previewDeployment } from '#domain/deployment/deployment-preview.ts';
import type { ServiceTarget } from '#domain/deployment/service-target.ts';
import type { ShiftStep } from '#domain/strategy/strategy.ts';
import { target as known } from './target.ts';

const target: ServiceTarget = {
  ...known,
  slots: { blue: { ecsService: 'api-blue', alarms: [] }, green: { ecsService: 'api-green', alarms: [] } },
  repository: 'api-images',
  buildProject: 'api-build',
  tasks: { min: 2, max: 4, vcpus: 1 },
};
const image = { repository: 'api-images', digest: 'sha256:abc', uri: 'registry/api@sha256:abc', label: 'v2' };
const canary = [
  { weight: 10, bakeSeconds: 600 },
  { weight: 100, bakeSeconds: 0 },
];

/** Green is live and blue takes the new version. */
const planOf = (tasks: number, steps: readonly ShiftStep[]): DeploymentPlan => ({
  deploymentId: 'd1',
  fence: 7,
  target,
  live: { slot: 'green', tasks },
  capacity: Math.max(3, tasks),
  shift: { to: 'blue', steps, judging: {} },
});

interface Situation extends Partial<Outlook> {
  readonly tasks?: number;
  readonly steps?: readonly ShiftStep[];
}

const preview = ({ tasks = 3, steps = canary, ...outlook }: Situation = {}) =>
  previewDeployment({
    ...{ target, asked: 'v2', image, fromSource: false, heldBy: undefined, vcpus: undefined },
    planning: { kind: 'plan', plan: planOf(tasks, steps) },
    ...outlook,
  });

describe('a preview', () => {
  it('says what a deployment would change, and what it would cost', () => {
    expect(preview()).toEqual({
      ready: true,
      problems: [],
      warnings: [],
      notChecked: [
        'the permissions of the functions: IAM checks them when each call is made',
        'the findings of the image scan: stage 3 checks them',
      ],
      changes: [
        'ecs:RegisterTaskDefinition sluice-production-api-release with registry/api@sha256:abc',
        'ecs:UpdateService api-blue: 3 tasks of it',
        'elasticloadbalancing:ModifyRule rule: blue 10 %, then bakes for 600 s',
        'elasticloadbalancing:ModifyRule rule: blue 100 %, then bakes for 0 s',
        'ecs:UpdateService api-green: no tasks',
      ],
      bakeSeconds: 600,
      cost: { stateTransitions: 61, stateTransitionsUsd: 0.001525, extraTaskHours: 0.65 },
    });
  });

  it('stops no tasks where nothing is live', () => {
    const { changes, warnings } = preview({ tasks: 0, steps: [{ weight: 100, bakeSeconds: 0 }] });
    expect(changes).toEqual([
      'ecs:RegisterTaskDefinition sluice-production-api-release with registry/api@sha256:abc',
      'ecs:UpdateService api-blue: 3 tasks of it',
      'elasticloadbalancing:ModifyRule rule: blue 100 %, then bakes for 0 s',
    ]);
    expect(warnings).toEqual([
      'nothing is live, so the new version cannot be compared',
      'all traffic moves at once, without a bake before the old version stops',
    ]);
  });

  it('begins with the build of an image that does not exist yet', () => {
    const { ready, changes } = preview({ image: undefined, fromSource: true });
    expect(ready).toBe(true);
    expect(changes.slice(0, 2)).toEqual([
      'codebuild:StartBuild api-build of v2',
      'ecs:RegisterTaskDefinition sluice-production-api-release with v2',
    ]);
  });
});

describe('a preview warns', () => {
  it.each<[what: string, situation: Situation, warnings: readonly string[]]>([
    ['of nothing where as many tasks are live as the configuration allows', { tasks: 4 }, []],
    [
      'of more live tasks than the configuration allows',
      { tasks: 5 },
      ['5 tasks are live, more than the 4 of the configuration'],
    ],
    [
      'that a person has to approve it',
      { target: { ...target, approvalRequired: true } },
      ['it waits until a person other than the requester approves it'],
    ],
    ['of nothing where the configuration wants no approval', { target: { ...target, approvalRequired: false } }, []],
    [
      'of a shift that never bakes',
      { steps: canary.map(({ weight }) => ({ weight, bakeSeconds: 0 })) },
      ['all traffic moves in steps of 10 %, 100 %, without a bake before the old version stops'],
    ],
    ['of too little evidence', { evidence: 'Start at 10 %' }, ['Start at 10 %']],
  ])('%s', (_, situation, warnings) => {
    expect(preview(situation)).toMatchObject({ ready: true, warnings });
  });
});

describe('a preview is not ready', () => {
  it('where the image does not exist, and names no changes', () => {
    expect(preview({ image: undefined })).toMatchObject({
      ready: false,
      problems: ['there is no image "v2" in the repository api-images'],
      changes: [],
    });
  });

  it('while another deployment changes the service', () => {
    expect(preview({ heldBy: 'd0' })).toMatchObject({ ready: false, problems: ['api is being changed by d0'] });
  });

  it('where the account has too few vCPUs', () => {
    const { ready, problems } = preview({ vcpus: { used: 138, allowed: 140 } });
    expect(ready).toBe(false);
    expect(problems).toEqual([
      'api needs 3 vCPUs for 3 additional tasks, but only 2 of the account’s 140 are free. Stop unused tasks, ' +
        'or request a quota increase: Service Quotas, AWS Fargate, Fargate On-Demand vCPU resource count',
    ]);
  });

  it('where the account and the ledger disagree, and then says nothing of changes or warnings', () => {
    const planning: Mismatch = { kind: 'mismatch', reason: 'the traffic of api is split', remedy: 'Contact them' };
    expect(preview({ planning, image: undefined, evidence: 'Start at 10 %' })).toEqual({
      ready: false,
      problems: ['the traffic of api is split. Contact them', 'there is no image "v2" in the repository api-images'],
      warnings: [],
      notChecked: [
        'the permissions of the functions: IAM checks them when each call is made',
        'the findings of the image scan: stage 3 checks them',
      ],
      changes: [],
      bakeSeconds: 0,
      cost: { stateTransitions: 45, stateTransitionsUsd: 0.001125, extraTaskHours: 0 },
    });
  });
});

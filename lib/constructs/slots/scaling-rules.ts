import * as scaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';
import { registeredBounds, scalingSteps } from './scaling-figures.ts';

/** What scales: one slot of a service or of a worker. */
export interface ScaledSlot {
  readonly environmentName: string;
  readonly service: string;
  readonly slot: 'blue' | 'green';
  readonly cluster: string;
  readonly ecsService: string;
  readonly tasks: { readonly min: number; readonly max: number };
}

/** Alarms that change the number of a slot's tasks by a step. */
export class ScalingRules {
  readonly #scope: Construct;
  readonly #slot: ScaledSlot;
  readonly #target: scaling.CfnScalableTarget;
  readonly #out: scaling.CfnScalingPolicy;
  readonly #in: scaling.CfnScalingPolicy;

  constructor(scope: Construct, slot: ScaledSlot) {
    this.#scope = scope;
    this.#slot = slot;
    const { least, most } = registeredBounds(slot.tasks);
    this.#target = new scaling.CfnScalableTarget(scope, 'Target', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${slot.cluster}/${slot.ecsService}`,
      minCapacity: least,
      maxCapacity: most,
    });
    this.#out = this.#policy('out', { scalingAdjustment: scalingSteps.out.tasks, metricIntervalLowerBound: 0 });
    this.#in = this.#policy('in', { scalingAdjustment: -scalingSteps.in.tasks, metricIntervalUpperBound: 0 });
  }

  get target(): string {
    return this.#target.ref;
  }

  grow(
    what: string,
    metric: cloudwatch.IMetric,
    { above, minutes }: { readonly above: number; readonly minutes: number },
  ): void {
    const { GREATER_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
    this.#watch(what, this.#out, {
      metric,
      threshold: above,
      comparisonOperator: GREATER_THAN_THRESHOLD,
      evaluationPeriods: minutes,
    });
  }

  /** `busy` is 0 where a task may go, else 1. */
  shrink(busy: cloudwatch.IMetric, minutes: number): void {
    const { LESS_THAN_THRESHOLD } = cloudwatch.ComparisonOperator;
    // Half-way between idle and busy: at the threshold itself it would not be plain which step a policy takes.
    const threshold = 0.5;
    this.#watch('in', this.#in, {
      metric: busy,
      threshold,
      comparisonOperator: LESS_THAN_THRESHOLD,
      evaluationPeriods: minutes,
    });
  }

  #policy(way: 'in' | 'out', step: scaling.CfnScalingPolicy.StepAdjustmentProperty): scaling.CfnScalingPolicy {
    const { environmentName, service, slot } = this.#slot;
    const cooldown = scalingSteps[way].cooldownSeconds;
    return new scaling.CfnScalingPolicy(this.#scope, `Policy-${way}`, {
      policyName: nameIn(environmentName, `${service}-${slot}-scale-${way}`),
      policyType: 'StepScaling',
      scalingTargetId: this.#target.ref,
      stepScalingPolicyConfiguration: { adjustmentType: 'ChangeInCapacity', cooldown, stepAdjustments: [step] },
    });
  }

  #watch(
    what: string,
    { ref: alarmActionArn }: scaling.CfnScalingPolicy,
    when: Pick<cloudwatch.AlarmProps, 'metric' | 'threshold' | 'comparisonOperator' | 'evaluationPeriods'>,
  ): void {
    const { environmentName, service, slot } = this.#slot;
    new cloudwatch.Alarm(this.#scope, what, {
      alarmName: nameIn(environmentName, `${service}-${slot}-scale-${what}`),
      alarmDescription: `Scales ${service} on ${slot}. No action is needed`,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      ...when,
    }).addAlarmAction({ bind: () => ({ alarmActionArn }) });
  }
}

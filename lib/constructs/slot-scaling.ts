import * as scaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { nameIn } from './names.ts';
import { everyMinute } from './runbook-alarm.ts';
import type { SlotMetrics } from './slot-metrics.ts';

export interface SlotScalingProps {
  readonly environmentName: string;
  readonly service: string;
  readonly slot: 'blue' | 'green';
  readonly cluster: string;
  readonly ecsService: string;
  readonly tasks: { readonly min: number; readonly max: number };
  readonly metrics: SlotMetrics;
  /** While the other slot takes requests too, a deployment is under way. */
  readonly other: SlotMetrics;
}

/** What makes a slot too small, and for how many minutes. Each of them adds tasks. */
const tooSmall = {
  cpu: { metric: 'cpu', above: 70, minutes: 2 },
  memory: { metric: 'memory', above: 80, minutes: 2 },
  'response-time': { metric: 'meanSeconds', above: 2, minutes: 5 },
} as const;

/** All of it has to be so low for 15 minutes, before a task is taken away. */
const tooLarge = 'cpu < 30 AND memory < 50 AND FILL(seconds, 0) < 0.5';

const minutes = 60;

/**
 * Tasks of a slot follow its load, within bounds. Only a load adds tasks to a slot, so the idle one stays at none. No
 * slot shrinks while both take requests: a canary needs the capacity that it was promised, and the old version the one
 * that a rollback needs.
 */
export class SlotScaling extends Construct {
  readonly #props: SlotScalingProps;
  readonly #target: scaling.CfnScalableTarget;

  constructor(scope: Construct, id: string, props: SlotScalingProps) {
    super(scope, id);
    this.#props = props;
    this.#target = new scaling.CfnScalableTarget(this, 'Target', {
      serviceNamespace: 'ecs',
      scalableDimension: 'ecs:service:DesiredCount',
      resourceId: `service/${props.cluster}/${props.ecsService}`,
      minCapacity: props.tasks.min,
      maxCapacity: props.tasks.max,
    });
    const out = this.#policy('out', { scalingAdjustment: 2, metricIntervalLowerBound: 0 }, 5 * minutes);
    for (const [what, { metric, above, minutes: long }] of Object.entries(tooSmall)) {
      const operator = cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD;
      this.#watch(`out-${what}`, props.metrics[metric], operator, above, long, out);
    }
    const into = this.#policy('in', { scalingAdjustment: -1, metricIntervalUpperBound: 0 }, 10 * minutes);
    const lessOrEqual = cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD;
    this.#watch('in', this.#busy(), lessOrEqual, 0, 15, into);
  }

  /** 0 when the slot is too large and alone in taking requests, else 1. */
  #busy(): cloudwatch.MathExpression {
    const { metrics, other } = this.#props;
    return new cloudwatch.MathExpression({
      expression: `IF(FILL(others, 0) > 0, 1, IF(${tooLarge}, 0, 1))`,
      usingMetrics: { others: other.requests, cpu: metrics.cpu, memory: metrics.memory, seconds: metrics.meanSeconds },
      period: everyMinute,
      label: 'busy',
    });
  }

  #policy(
    way: 'in' | 'out',
    step: scaling.CfnScalingPolicy.StepAdjustmentProperty,
    cooldown: number,
  ): scaling.CfnScalingPolicy {
    const { environmentName, service, slot } = this.#props;
    return new scaling.CfnScalingPolicy(this, `Policy-${way}`, {
      policyName: nameIn(environmentName, `${service}-${slot}-scale-${way}`),
      policyType: 'StepScaling',
      scalingTargetId: this.#target.ref,
      stepScalingPolicyConfiguration: { adjustmentType: 'ChangeInCapacity', cooldown, stepAdjustments: [step] },
    });
  }

  #watch(
    what: string,
    metric: cloudwatch.IMetric,
    comparisonOperator: cloudwatch.ComparisonOperator,
    threshold: number,
    evaluationPeriods: number,
    { ref: alarmActionArn }: scaling.CfnScalingPolicy,
  ): void {
    const { environmentName, service, slot } = this.#props;
    new cloudwatch.Alarm(this, what, {
      alarmName: nameIn(environmentName, `${service}-${slot}-scale-${what}`),
      alarmDescription: `Scales ${service} on ${slot}: nobody has to do anything`,
      metric,
      comparisonOperator,
      threshold,
      evaluationPeriods,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    }).addAlarmAction({ bind: () => ({ alarmActionArn }) });
  }
}

import { Duration } from 'aws-cdk-lib';
import * as scaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Scaling } from '#wire/scaling.ts';
import { nameIn } from '#constructs/names.ts';
import { everyMinute } from '#constructs/notifications/runbook-alarm.ts';
import { growsFast, tooLarge, tooSmall } from './scaling-figures.ts';
import { type ScaledSlot, ScalingRules } from './scaling-rules.ts';
import type { SlotMetrics } from './slot-metrics.ts';

export interface SlotScalingProps extends ScaledSlot {
  readonly scaling: Scaling;
  readonly metrics: SlotMetrics;
  /** While the other slot has tasks, a deployment is under way. */
  readonly other: SlotMetrics;
}

const { cpu, memory, meanSeconds } = tooLarge;
const isTooLarge = `cpu < ${cpu} AND memory < ${memory} AND FILL(seconds, 0) < ${meanSeconds}`;

/** Requests that are not told yet are no zeros: an alarm waits for them. */
const underLoad = 'IF(requests > 0, load, 0)';

/** A task that has just come shows in the next minute's average. */
const trackingCooldownSeconds = 60;

/**
 * Tasks of a slot follow its load, within bounds. A slot grows only while users send it requests: a new version that is
 * busy with starting stays at the size that its deployment waits for. No slot shrinks while the other one has tasks: a
 * canary needs the capacity that it was promised, and the old version the one that a rollback needs. The alarms see that
 * by themselves, so nothing has to be switched back when a deployment ends, however it ends.
 */
export class SlotScaling extends Construct {
  readonly #props: SlotScalingProps;
  readonly #rules: ScalingRules;

  constructor(scope: Construct, id: string, props: SlotScalingProps) {
    super(scope, id);
    this.#props = props;
    this.#rules = new ScalingRules(this, props);
    const { scaling: how, metrics } = props;
    if (how.by !== 'steps') this.#track(how);
    if (how.ahead) this.#rules.grow('out-ahead', this.#ahead(), { above: growsFast.times, minutes: 1 });
    for (const [what, { metric, ...when }] of Object.entries(tooSmall)) {
      if (what === how.by) continue;
      this.#rules.grow(`out-${what}`, this.#underLoad(metrics[metric]), when);
    }
    this.#rules.shrink(this.#busy(), tooLarge.minutes);
  }

  /** Only outwards: what shrinks a slot knows its least, and the other slot. */
  #track({ by, target }: Exclude<Scaling, { by: 'steps' }>): void {
    const { environmentName, service, slot, metrics } = this.#props;
    const load = by === 'cpu' ? metrics.cpu : metrics.requestsPerTask;
    new scaling.CfnScalingPolicy(this, 'Policy-track', {
      policyName: nameIn(environmentName, `${service}-${slot}-track-${by}`),
      policyType: 'TargetTrackingScaling',
      scalingTargetId: this.#rules.target,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: target,
        disableScaleIn: true,
        scaleOutCooldown: trackingCooldownSeconds,
        customizedMetricSpecification: { metrics: queriesOf(underLoad, { load, requests: metrics.requests }) },
      },
    });
  }

  /** How many times as many requests will come as do now. */
  #ahead(): cloudwatch.MathExpression {
    const period = Duration.minutes(growsFast.minutes);
    return new cloudwatch.MathExpression({
      expression: `IF(requests >= ${growsFast.enoughRequests}, (requests + DIFF(requests)) / requests, 0)`,
      usingMetrics: { requests: this.#props.metrics.requests.with({ period }) },
      period,
      label: 'in five minutes',
    });
  }

  /** What the slot's tasks are burdened with while users send it requests, else 0. */
  #underLoad(load: cloudwatch.IMetric): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression({
      expression: underLoad,
      usingMetrics: { load, requests: this.#props.metrics.requests },
      period: everyMinute,
      label: 'under load',
    });
  }

  /**
   * 0 when the slot is larger than its least, too large and alone, else 1. Requests tell that, too, where no tasks are
   * counted. Minutes in which its own are not told yet say nothing: filled in, the newest would always be busy.
   */
  #busy(): cloudwatch.MathExpression {
    const { metrics, other, tasks } = this.#props;
    return new cloudwatch.MathExpression({
      expression: `IF(own <= ${tasks.min} OR FILL(tasks, 0) > 0 OR FILL(others, 0) > 0, 1, IF(${isTooLarge}, 0, 1))`,
      usingMetrics: {
        own: metrics.desired,
        tasks: other.running,
        others: other.requests,
        cpu: metrics.cpu,
        memory: metrics.memory,
        seconds: metrics.meanSeconds,
      },
      period: everyMinute,
      label: 'busy',
    });
  }
}

/** An expression and its metrics, as Application Auto Scaling wants them. */
function queriesOf(
  expression: string,
  usingMetrics: Readonly<Record<string, cloudwatch.Metric>>,
): scaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty[] {
  const metrics = Object.entries(usingMetrics).map(([id, { namespace, metricName, statistic, dimensions = {} }]) => ({
    id,
    returnData: false,
    metricStat: {
      stat: statistic,
      metric: {
        namespace,
        metricName,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value: String(value) })),
      },
    },
  }));
  return [...metrics, { id: 'tracked', expression, label: 'under load', returnData: true }];
}

import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Slot } from '#domain/slots/slot.ts';
import { nameIn } from '#constructs/names.ts';
import type { Level, Topics } from '#constructs/notifications/notification-topics.ts';
import { everyMinute, runbookAlarm, type RunbookAlarmProps } from '#constructs/notifications/runbook-alarm.ts';
import type { SlotMetrics } from './slot-metrics.ts';

export interface SlotAlarmsProps {
  readonly environmentName: string;
  readonly service: string;
  readonly metrics: Readonly<Record<'blue' | 'green', SlotMetrics>>;
  readonly tasks: { readonly min: number; readonly max: number };
  /** The score of probes has to be above this. */
  readonly minimumScore: number;
  /** For how long a new task may not answer well. */
  readonly startSeconds: number;
  /** Whether users are expected at any hour, so that silence is a fault. */
  readonly alwaysUsed: boolean;
  readonly topics: Topics;
}

type Watched = Pick<RunbookAlarmProps, 'says' | 'metric' | 'threshold' | 'minutes' | 'operator'> & {
  /** `warning` where nothing is said. */
  readonly level?: Level;
};

/** Below this a single failed request would be a rate. */
const enoughRequests = 20;

/** What the load balancer answers for a target that does not is counted for none: all but the good answers are errors. */
const fine = 'FILL(succeeded, 0) - FILL(redirected, 0) - FILL(rejected, 0)';

/** Alarms that say that a version is not fit for users: while it bakes, each sends its traffic back. */
export const alarmsOfFitness = (environment: string, service: string, slot: Slot): readonly string[] =>
  (['errors', 'slow', 'unhealthy', 'unwell'] as const).map((what) => nameIn(environment, alarmOf(service, slot, what)));

const alarmOf = (service: string, slot: string, what: string): string => `${service}-${slot}-${what}`;

/** What can be wrong with a slot that users feel, or will soon. The judge looks closer while traffic moves. */
export class SlotAlarms extends Construct {
  constructor(scope: Construct, id: string, props: SlotAlarmsProps) {
    super(scope, id);
    const { environmentName, service, metrics, topics } = props;
    for (const [slot, ofSlot] of Object.entries(metrics)) {
      for (const [what, { level = 'warning', ...watched }] of Object.entries(watchedIn(ofSlot, props))) {
        const name = alarmOf(service, slot, what);
        runbookAlarm(this, `${slot}-${what}`, {
          environmentName,
          topic: topics[level],
          name,
          article: `<service>-<slot>-${what}`,
          ...watched,
        });
      }
    }
    this.#outage(props);
    if (props.alwaysUsed) this.#silence(props);
  }

  /** No task is left to answer. Before the first deployment no task is wanted, and no target is registered. */
  #outage({ environmentName, service, metrics: { blue, green }, topics }: SlotAlarmsProps): void {
    const critical = { environmentName, topic: topics.critical, threshold: 1, minutes: 2 };
    runbookAlarm(this, 'down', {
      ...critical,
      name: `${service}-down`,
      article: '<service>-down',
      says: 'Not one task is healthy, for 2 minutes',
      // Nothing is filled in: the load balancer tells its last minutes late, and a group without targets tells nothing.
      metric: math('MAX([blue, green])', { blue: blue.healthy, green: green.healthy }),
      operator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
    });
    const counts = { bluewanted: blue.desired, greenwanted: green.desired, blue: blue.running, green: green.running };
    runbookAlarm(this, 'not-running', {
      ...critical,
      name: `${service}-not-running`,
      article: '<service>-not-running',
      says: 'Not one task runs, though some should, for 2 minutes',
      // What is wanted is not filled in: minutes are told late, and the newest would always say that nothing is.
      metric: math('IF(MAX([bluewanted, greenwanted]) > 0 AND FILL(blue, 0) + FILL(green, 0) < 1, 1, 0)', counts),
    });
  }

  /** Both slots together: the idle one is meant to be silent. */
  #silence({ environmentName, service, metrics, topics }: SlotAlarmsProps): void {
    runbookAlarm(this, 'no-traffic', {
      environmentName,
      topic: topics.critical,
      name: `${service}-no-traffic`,
      article: '<service>-no-traffic',
      says: 'Not one request in 15 minutes',
      metric: math('FILL(blue, 0) + FILL(green, 0)', { blue: metrics.blue.requests, green: metrics.green.requests }),
      threshold: 0,
      operator: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      minutes: 15,
    });
  }
}

function watchedIn(
  slot: SlotMetrics,
  { tasks: { min, max }, minimumScore, startSeconds }: SlotAlarmsProps,
): Readonly<Record<string, Watched>> {
  // A task that starts is not well yet: it gets the time that it may take, and a minute that has begun before.
  const starting = Math.max(3, Math.ceil(startSeconds / 60) + 1);
  const { requests, succeeded, redirected, rejected, p99Seconds, unhealthy, desired, running } = slot;
  return {
    errors: {
      level: 'critical',
      says: 'More than 5 % of the requests failed, for 3 minutes',
      metric: math(`IF(requests >= ${enoughRequests}, 100 * (requests - ${fine}) / requests, 0)`, {
        requests,
        succeeded,
        redirected,
        rejected,
      }),
      threshold: 5,
      operator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      minutes: 3,
    },
    slow: {
      says: 'The slowest of a hundred requests take more than a second, for 5 minutes',
      metric: math(`IF(requests >= ${enoughRequests}, p99, 0)`, { requests, p99: p99Seconds }),
      threshold: 1,
      operator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      minutes: 5,
    },
    unhealthy: {
      says: `A task has not answered its health check for ${starting} minutes`,
      metric: unhealthy,
      threshold: 1,
      minutes: starting,
    },
    unwell: {
      says: `Probes score ${minimumScore} or less, for ${starting} minutes: a task, or what it needs, does not answer well`,
      metric: slot.healthScore,
      threshold: minimumScore,
      operator: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      minutes: starting,
    },
    stopping: {
      says: 'Fewer tasks run than should, for 10 minutes: they keep stopping',
      metric: math('desired - running', { desired, running }),
      threshold: 1,
      minutes: 10,
    },
    // A service of a fixed size is always at its most.
    ...(min < max && {
      'at-capacity': {
        says: `As many tasks run as may (${max}), for 10 minutes`,
        metric: running,
        threshold: max,
        minutes: 10,
      },
    }),
  };
}

const math = (expression: string, usingMetrics: Record<string, cloudwatch.IMetric>): cloudwatch.MathExpression =>
  new cloudwatch.MathExpression({ expression, usingMetrics, period: everyMinute, label: expression });

import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';

export interface RunbookAlarmProps {
  readonly environmentName: string;
  /** The alarm's name after the environment's. */
  readonly name: string;
  /** The heading of its article in the runbook: the name where there is one alarm of the kind. */
  readonly article?: string;
  /** One sentence: what is wrong, as far as the alarm knows. */
  readonly says: string;
  readonly metric: cloudwatch.IMetric;
  readonly threshold: number;
  readonly operator?: cloudwatch.ComparisonOperator;
  /** How many of the last minutes must be bad. */
  readonly minutes?: number;
  /** Where nothing measured is the fault itself. */
  readonly silenceRings?: boolean;
  readonly topic: sns.ITopic;
}

export const runbook = 'docs/runbook.md';

/** `<service>-<slot>-errors` is found at `#service-slot-errors`, as every viewer of Markdown has it. */
export const anchorOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^\w-]/g, '');

/** An alarm that says where it is written what to do. What was not measured does not ring: a quiet night is no fault. */
export function runbookAlarm(scope: Construct, id: string, props: RunbookAlarmProps): cloudwatch.Alarm {
  const { environmentName, name, article = name, says, metric, threshold, minutes = 1, topic } = props;
  const alarm = new cloudwatch.Alarm(scope, id, {
    alarmName: nameIn(environmentName, name),
    alarmDescription: `${says}. What to do: ${runbook}#${anchorOf(article)}`,
    metric,
    threshold,
    comparisonOperator: props.operator ?? cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: minutes,
    treatMissingData:
      props.silenceRings === true ? cloudwatch.TreatMissingData.BREACHING : cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  const tell = new SnsAction(topic);
  alarm.addAlarmAction(tell);
  alarm.addOkAction(tell);
  return alarm;
}

/** One value for each minute. */
export const everyMinute = Duration.minutes(1);

import {
  CloudWatchClient,
  type Dimension,
  type MetricDataQuery,
  paginateDescribeAlarms,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from '../../stacks/support/example-templates.ts';
import { type Json, resourcesIn } from '../../stacks/support/templates.ts';
import { localCloud } from './support.ts';

/** Of a data point: an alarm that looks back 15 minutes looks back 15 of these. */
const minuteSeconds = 0.6;
/** The longest window of an alarm, and a second for its evaluation. */
const phaseMs = 16 * minuteSeconds * 1000 + 2000;
const cloud = localCloud({ clockSpeed: 60 / minuteSeconds });

type Slot = 'blue' | 'green';
const phases = [
  'trouble',
  'silence',
  'blue is quiet',
  'green is quiet',
  'green is at its minimum',
  'blue is gone',
] as const;
type Phase = (typeof phases)[number];

/** A metric's values while everything is wrong with a service, and while one of its slots has little to do. */
const ofServices: Readonly<Record<string, { readonly trouble: number; readonly quiet: number }>> = {
  RequestCount: { trouble: 100, quiet: 30 },
  HTTPCode_Target_2XX_Count: { trouble: 80, quiet: 28 },
  HTTPCode_Target_3XX_Count: { trouble: 5, quiet: 1 },
  HTTPCode_Target_4XX_Count: { trouble: 5, quiet: 1 },
  HTTPCode_ELB_5XX_Count: { trouble: 30, quiet: 1 },
  TargetResponseTime: { trouble: 5, quiet: 0.01 },
  HealthyHostCount: { trouble: 0, quiet: 3 },
  UnHealthyHostCount: { trouble: 2, quiet: 0 },
  DesiredTaskCount: { trouble: 22, quiet: 4 },
  RunningTaskCount: { trouble: 20, quiet: 4 },
  CPUUtilization: { trouble: 95, quiet: 5 },
  Invocations: { trouble: 0, quiet: 1 },
  NumberOfBackupJobsCompleted: { trouble: 0, quiet: 1 },
  Errors: { trouble: 1, quiet: 0 },
  Throttles: { trouble: 1, quiet: 0 },
  ApproximateNumberOfMessagesVisible: { trouble: 5000, quiet: 0 },
  ApproximateAgeOfOldestMessage: { trouble: 4000, quiet: 1 },
  MemoryUtilization: { trouble: 95, quiet: 10 },
};

/** What differs from the quiet values in some of the phases. */
const oddities: Readonly<Partial<Record<Phase, Readonly<Record<string, number>>>>> = {
  // A queue that is long calls for tasks of a slot that works alone.
  'green is at its minimum': { DesiredTaskCount: 3, ApproximateNumberOfMessagesVisible: 5000 },
  'blue is gone': { RunningTaskCount: 0, ApproximateNumberOfMessagesVisible: 5000 },
};

interface Series {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Dimension[];
  readonly slot: Slot | undefined;
  /** Of an alarm on one metric: the value that puts it into ALARM. */
  readonly breaching: number | undefined;
}

let alarms: PutMetricAlarmCommandInput[];
let series: readonly Series[];
const seen = new Map<string, Map<Phase, string>>();

/** A reference to another resource stands for itself. */
const literal = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
const dimensionsOf = (given: { Name: string; Value: Json }[] = []): Dimension[] =>
  given.map(({ Name, Value }) => ({ Name, Value: literal(Value) }));

function alarmOf(properties: Json): PutMetricAlarmCommandInput {
  const { AlarmActions: _, OKActions: __, Metrics, Dimensions, ...rest } = properties;
  return {
    ...rest,
    ...(Metrics === undefined
      ? { Dimensions: dimensionsOf(Dimensions) }
      : { Metrics: (Metrics as MetricDataQuery[]).map(queryOf) }),
  };
}

const queryOf = (query: MetricDataQuery): MetricDataQuery => {
  const { MetricStat: stat } = query;
  if (stat?.Metric === undefined) return query;
  const Dimensions = dimensionsOf(stat.Metric.Dimensions as { Name: string; Value: Json }[]);
  return { ...query, MetricStat: { ...stat, Metric: { ...stat.Metric, Dimensions } } };
};

const slotOf = (dimensions: readonly Dimension[]): Slot | undefined => {
  const named = JSON.stringify(dimensions);
  return (['blue', 'green'] as const).find((slot) => named.includes(slot));
};

function seriesOf(alarm: PutMetricAlarmCommandInput): Series[] {
  const { Namespace, MetricName, Dimensions = [], Metrics = [], Threshold = 0, ComparisonOperator = '' } = alarm;
  if (MetricName !== undefined) {
    const breaching = ComparisonOperator.startsWith('Greater') ? Threshold + 1 : Threshold - 1;
    return [
      { namespace: Namespace ?? '', metric: MetricName, dimensions: Dimensions, slot: slotOf(Dimensions), breaching },
    ];
  }
  return Metrics.flatMap(({ MetricStat }) => {
    const {
      Namespace: namespace = '',
      MetricName: metric = '',
      Dimensions: dimensions = [],
    } = MetricStat?.Metric ?? {};
    return metric === '' ? [] : [{ namespace, metric, dimensions, slot: slotOf(dimensions), breaching: undefined }];
  });
}

/** Undefined where nothing happens, as AWS measures it. */
function valueIn(phase: Phase, { metric, slot, breaching }: Series): number | undefined {
  const known = ofServices[metric];
  if (phase === 'trouble') return known?.trouble ?? breaching;
  if (phase === 'silence' || !phase.startsWith(slot ?? '')) return undefined;
  return oddities[phase]?.[metric] ?? known?.quiet;
}

async function live(client: CloudWatchClient, phase: Phase): Promise<void> {
  const until = Date.now() + phaseMs;
  while (Date.now() < until) {
    const byNamespace = Map.groupBy(series, ({ namespace }) => namespace);
    for (const [Namespace, its] of byNamespace) {
      const MetricData = its.flatMap((one) => {
        const Value = valueIn(phase, one);
        return Value === undefined
          ? []
          : [{ MetricName: one.metric, Dimensions: one.dimensions, Value, Timestamp: cloud.now() }];
      });
      if (MetricData.length > 0) await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
    }
    await sleep(minuteSeconds * 250);
  }
  for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, {}))
    for (const { AlarmName = '', StateValue = '' } of MetricAlarms)
      seen.set(AlarmName, (seen.get(AlarmName) ?? new Map<Phase, string>()).set(phase, StateValue));
}

const isStandby = ({ stack }: { readonly stack: string }) => !stack.endsWith('us-east-1');

beforeAll(async () => {
  const resources = resourcesIn(await exampleTemplates('production'), 'AWS::CloudWatch::Alarm');
  const primaryFirst = resources.toSorted((one, other) => Number(isStandby(one)) - Number(isStandby(other)));
  // Alarms that both regions have are watched once.
  alarms = [
    ...new Map(primaryFirst.toReversed().map(({ Properties }) => [Properties['AlarmName'], Properties])).values(),
  ].map(alarmOf);
  const all = alarms.flatMap(seriesOf);
  series = [...new Map(all.map((one) => [JSON.stringify([one.metric, one.dimensions]), one])).values()];
  const client = new CloudWatchClient(cloud.settings());
  for (const alarm of alarms) await client.send(new PutMetricAlarmCommand(alarm));
  for (const phase of phases) await live(client, phase);
}, 180_000);

describe('every alarm of a template, as its metrics come in', () => {
  it('is one that this test has watched', () => {
    expect(alarms.length).toBeGreaterThan(50);
    expect(alarms.map(({ AlarmName }) => AlarmName)).toContain('sluice-production-failover-failed');
    expect([...seen.keys()].sort()).toEqual(alarms.map(({ AlarmName }) => AlarmName).sort());
  });

  it('goes into ALARM when what it watches goes wrong', () => {
    const silent = [...seen].filter(([, states]) => ![...states.values()].includes('ALARM')).map(([name]) => name);
    expect(silent).toEqual([]);
  });

  it('is OK again when the trouble is over', () => {
    const stuck = [...seen].filter(([, states]) => ![...states.values()].includes('OK')).map(([name]) => name);
    expect(stuck).toEqual([]);
  });

  it('goes into ALARM for silence only where users, watchers or backups are expected', () => {
    const inSilence = [...seen].filter(([, states]) => states.get('silence') === 'ALARM').map(([name]) => name);
    expect(inSilence.sort()).toEqual([
      'sluice-production-api-no-traffic',
      'sluice-production-backups-silent',
      'sluice-production-look-at-bakes-silent',
      'sluice-production-probe-health-silent',
      'sluice-production-record-stages-silent',
    ]);
  });

  it('pages for a service that is gone, and not for one that is only silent', () => {
    const gone = [...seen].filter(([, states]) => states.get('blue is gone') === 'ALARM').map(([name]) => name);
    expect(gone).toContain('sluice-production-api-not-running');
    expect(gone).not.toContain('sluice-production-api-down');
    expect(seen.get('sluice-production-api-down')?.get('trouble')).toBe('ALARM');
  });

  it('lets a slot shrink to its minimum, and only while the other one is empty', () => {
    const shrinking = (slot: Slot) => seen.get(`sluice-production-api-${slot}-scale-in`);
    expect(Object.fromEntries(shrinking('blue') ?? [])).toMatchObject({
      trouble: 'OK',
      'blue is quiet': 'ALARM',
      'green is quiet': 'OK',
    });
    expect(Object.fromEntries(shrinking('green') ?? [])).toMatchObject({
      'blue is quiet': 'OK',
      'green is quiet': 'ALARM',
      'green is at its minimum': 'OK',
    });
  });
});

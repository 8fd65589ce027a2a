import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';
import { type Found, type Json, resourcesIn } from './support/templates.ts';

let resources: readonly Found[];
beforeAll(async () => {
  resources = resourcesIn(await exampleTemplates());
}, 120_000);

const inEnvironment = (environment: string, type: string) =>
  resources.filter(({ Type, stack }) => Type === type && stack === `sluice-${environment}-api-us-east-1`);

const production = (type: string) => inEnvironment('production', type);

interface Scaling {
  readonly name: string;
  readonly adjustment: number;
  readonly cooldown: number;
}

const policies = (): ReadonlyMap<string, Scaling> =>
  new Map(
    production('AWS::ApplicationAutoScaling::ScalingPolicy').map(({ id, Properties }) => {
      const { Cooldown, StepAdjustments } = Properties['StepScalingPolicyConfiguration'];
      return [
        id,
        { name: Properties['PolicyName'], adjustment: StepAdjustments[0].ScalingAdjustment, cooldown: Cooldown },
      ];
    }),
  );

/** For each alarm: its condition and its action. */
function rules(slot: 'blue' | 'green') {
  const byId = policies();
  return production('AWS::CloudWatch::Alarm').flatMap(({ Properties }) => {
    const does = byId.get((Properties['AlarmActions'] as { Ref?: string }[])[0]?.Ref ?? '');
    const name = Properties['AlarmName'] as string;
    if (does === undefined || !name.includes(`-${slot}-`)) return [];
    const what = name.replace(`sluice-production-api-${slot}-scale-`, '');
    return [[what, Properties['Threshold'], Properties['EvaluationPeriods'], does.adjustment, does.cooldown]];
  });
}

describe('a slot', () => {
  it.each(['blue', 'green'] as const)('grows by two and shrinks by one, by the figures: %s', (slot) => {
    expect(rules(slot).sort()).toEqual([
      ['in', 0.5, 15, -1, 600],
      ['out-cpu', 70, 2, 2, 300],
      ['out-memory', 80, 2, 2, 300],
      ['out-response-time', 2, 5, 2, 300],
    ]);
  });

  it('grows to its maximum, and CloudFormation, which moves a service into the bounds, never starts it', () => {
    const targets = production('AWS::ApplicationAutoScaling::ScalableTarget').map(({ Properties }) => Properties);
    expect(targets).toHaveLength(2);
    for (const target of targets) expect(target).toMatchObject({ MinCapacity: 0, MaxCapacity: 20 });
  });

  it('does not shrink below its minimum, nor while the other one has tasks or takes requests', () => {
    const shrinking = production('AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      (Properties['AlarmName'] as string).endsWith('-scale-in'),
    );
    const groupOf = (alarm: Found, id: string): string => {
      const found = (alarm.Properties['Metrics'] as { Id: string; MetricStat?: Json }[]).find(({ Id }) => Id === id)!;
      const dimensions = found.MetricStat.Metric.Dimensions as { Name: string; Value: Json }[];
      return JSON.stringify(dimensions.find(({ Name }) => Name === 'TargetGroup')!.Value);
    };
    expect(shrinking).toHaveLength(2);
    for (const alarm of shrinking) {
      const [expression] = (alarm.Properties['Metrics'] as { Expression?: string }[]).flatMap(
        ({ Expression: e }) => e ?? [],
      );
      expect(expression).toBe(
        'IF(own <= 3 OR FILL(tasks, 0) > 0 OR FILL(others, 0) > 0, 1, IF(cpu < 30 AND memory < 50 AND FILL(seconds, 0) < 0.5, 0, 1))',
      );
      // Its own response time, and the requests of the other.
      expect(groupOf(alarm, 'others')).not.toBe(groupOf(alarm, 'seconds'));
    }
  });

  it('does not grow without requests, however busy it is with starting', () => {
    const growing = production('AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      (Properties['AlarmName'] as string).includes('-scale-out-'),
    );
    expect(growing).toHaveLength(6);
    for (const { Properties } of growing) {
      const expressions = (Properties['Metrics'] as { Expression?: string }[]).flatMap(({ Expression: e }) => e ?? []);
      expect(expressions).toEqual(['IF(requests > 0, load, 0)']);
    }
  });

  it('keeps its size in development', () => {
    expect(inEnvironment('development', 'AWS::ApplicationAutoScaling::ScalableTarget')).toEqual([]);
    expect(inEnvironment('staging', 'AWS::ApplicationAutoScaling::ScalableTarget')).toHaveLength(2);
  });
});

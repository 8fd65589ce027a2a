import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { CatalogueEntry } from '#constructs/slots/catalogue-entry.ts';
import { ServiceTargetSchema } from '#wire/service-target.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';

const arn = `arn:aws:elasticloadbalancing:ap-southeast-1:123456789012:targetgroup/${'g'.repeat(32)}/0123456789abcdef`;
const slot = (name: string) => ({ ecsService: `api-${name}`, alarms: [`${name}-1`, `${name}-2`] });

const metrics = (count: number, length: number) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ name: `metric_${i}`, namespace: 'AWS/ECS', metric: 'm'.repeat(length), statistic: 'Average' },
    ...{ dimensions: { ClusterName: '{cluster}', ServiceName: '{ecsService}' }, worse: 'higher' as const, limit: 80 },
  }));

const targetWith = (own: ReturnType<typeof metrics>) => ({
  ...{ service: 'api', environment: 'production', region: 'ap-southeast-1', cluster: 'sluice-production' },
  ...{
    traffic: { kind: 'alb' as const, listenerRule: arn, targetGroups: { blue: arn, green: arn } },
    slots: { blue: slot('blue'), green: slot('green') },
    templateFamily: 'sluice-production-api',
  },
  ...{ container: 'app', repository: 'api', network: { subnets: ['subnet-1'], securityGroups: ['sg-1'] } },
  ...{ scan: { refuse: 'high' as const, accepted: [] }, tasks: { min: 3, max: 20 }, hooks: {} },
  health: { endpoints: ['/health'], timeoutSeconds: 5, tries: 3, minimumScore: 0.95 },
  strategy: { ...strategyPresets['canary-gradual'], metrics: own },
});

describe('an entry of the service catalogue', () => {
  it('holds a strategy with twenty metrics, as admission reads it', () => {
    const stack = new Stack(new App(), 'Stack');
    const target = targetWith(metrics(20, 20));
    new CatalogueEntry(stack, 'CatalogueEntry', target);
    const [entry] = Object.values(Template.fromStack(stack).findResources('AWS::SSM::Parameter'));
    const { Value } = (entry as { Properties: { Value: string } }).Properties;
    expect(ServiceTargetSchema.parse(JSON.parse(Value))).toEqual(target);
    expect(Buffer.byteLength(Value)).toBeGreaterThan(4096);
  });

  it('that one parameter cannot hold is refused at synthesis, with what takes the space', () => {
    const stack = new Stack(new App(), 'Stack');
    const make = () => new CatalogueEntry(stack, 'CatalogueEntry', targetWith(metrics(20, 255)));
    expect(make).toThrow(/configured for api does not fit .* 8192 are allowed, of which its strategy takes \d{4}/);
  });
});

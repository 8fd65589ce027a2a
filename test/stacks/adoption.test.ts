import { beforeAll, describe, expect, it } from 'vitest';
import type { EnvironmentInput } from '#config/input/environment-input.ts';
import { resolve } from '#config/resolve/resolve.ts';
import { addEnvironment } from '#stacks/environment-stacks.ts';
import { bundleOnce, emptyApp } from './support/example.ts';
import { permissionsIn } from './support/statements.ts';
import { type Found, type Json, resourcesIn, type StackTemplate, templatesOf } from './support/templates.ts';

const listener =
  'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/front/0123456789abcdef/fedcba9876543210';
const network = {
  vpc: 'vpc-0123456789abcdef0',
  zones: {
    'us-east-1a': { public: 'subnet-0000000a', private: 'subnet-0000000b' },
    'us-east-1b': { public: 'subnet-0000000c', private: 'subnet-0000000d' },
  },
};

function templatesWith(more: object): readonly StackTemplate[] {
  bundleOnce();
  const staging = { account: '123456789012', networks: { 'us-east-1': { ...network, ...more } } } as EnvironmentInput;
  const services = { api: { image: { repository: 'api' }, port: 3000, route: { path: '/api/*' } } };
  const app = emptyApp();
  addEnvironment(app, resolve({ services, environments: { staging } }).environments[0]!);
  return templatesOf(app);
}

let templates: readonly StackTemplate[];
let resources: readonly Found[];
beforeAll(() => {
  templates = templatesWith({ cluster: 'main', listener: { arn: listener, securityGroup: 'sg-0123456789abcdef0' } });
  resources = resourcesIn(templates);
}, 120_000);

const ofType = (type: string) => resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

describe('a cluster and a listener that exist', () => {
  it('are used as they are: no template makes, changes or removes anything of them', () => {
    const made = resources.filter(({ Type }) =>
      /^AWS::(ECS::Cluster|ElasticLoadBalancingV2::(LoadBalancer|Listener)|WAFv2)/.test(Type),
    );
    expect(made).toEqual([]);
    // Neither does the load balancer's security group get a rule.
    const rules = [...ofType('AWS::EC2::SecurityGroupEgress'), ...ofType('AWS::EC2::SecurityGroupIngress')];
    expect(rules.filter(({ GroupId }) => GroupId === 'sg-0123456789abcdef0')).toEqual([]);
  });

  it('are given to the slots of a service, with a rule that takes no requests at first', () => {
    const [slots] = ofType('Custom::SluiceServiceSlots');
    expect(slots).toMatchObject({
      cluster: 'main',
      traffic: { kind: 'alb', listener, quiet: 'until-deployed' },
      // No other service has such a name.
      slots: { blue: { ecsService: 'sluice-staging-api-blue' }, green: { ecsService: 'sluice-staging-api-green' } },
    });
    const [entry] = ofType('AWS::SSM::Parameter');
    expect(JSON.stringify(entry!['Value'])).toContain('\\"route\\":{\\"path\\":\\"/api/*\\"}');
  });

  it('are the only ones that the machines may touch', () => {
    const touching = permissionsIn(templates).filter(({ actions }) =>
      actions.some((action) =>
        /^(ecs:(Update|Create|Delete)Service|elasticloadbalancing:(Modify|Create))/.test(action),
      ),
    );
    expect(touching.length).toBeGreaterThan(3);
    for (const { resources: on } of touching) {
      const names = JSON.stringify(on);
      expect(names).toMatch(
        /service\/main\/sluice-staging-\*|listener(-rule)?\/app\/front\/0123456789abcdef\/fedcba9876543210/,
      );
      expect(names).not.toContain('sluice-staging/*');
    }
  });

  it('are watched by the name of that load balancer', () => {
    const dimensions = ofType('AWS::CloudWatch::Alarm').flatMap(({ Metrics = [], Dimensions = [] }): Json[] => [
      ...Dimensions,
      ...(Metrics as Json[]).flatMap(({ MetricStat }: Json): Json[] => MetricStat?.Metric.Dimensions ?? []),
    ]);
    const balancers = dimensions.filter(({ Name }) => Name === 'LoadBalancer');
    expect(balancers.length).toBeGreaterThan(5);
    expect(new Set(balancers.map(({ Value }) => Value))).toEqual(new Set(['app/front/0123456789abcdef']));
  });

  it('may be one without the other', () => {
    const types = new Set(resourcesIn(templatesWith({ cluster: 'main' })).map(({ Type }) => Type));
    expect(types).toContain('AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(types).not.toContain('AWS::ECS::Cluster');
  });
});

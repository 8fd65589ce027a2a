import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';
import { type Permission, permissionsIn, regionOf } from './support/statements.ts';
import { resourcesIn, type StackTemplate } from './support/templates.ts';

let templates: readonly StackTemplate[];
let permissions: readonly Permission[];
beforeAll(async () => {
  templates = (await exampleTemplates('production')).filter(({ stack }) => /-(standby|region)-/.test(stack));
  permissions = permissionsIn(templates).filter(({ stack }) => stack.includes('standby'));
}, 600_000);

/** The role of a step's function. */
const roleOf = (name: string): string => {
  const found = resourcesIn(templates, 'AWS::Lambda::Function').find(
    ({ Properties }) => Properties['FunctionName'] === `sluice-production-${name}`,
  );
  return (found!.Properties['Role'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
};

const actionsOf = (name: string): readonly string[] =>
  permissions.filter(({ role }) => role === roleOf(name)).flatMap(({ actions }) => actions);

describe('the functions of a failover', () => {
  it('may not touch Route 53: every record and check was made beforehand', () => {
    expect(permissions.length).toBeGreaterThan(50);
    expect(permissions.flatMap(({ actions }) => actions).filter((action) => action.startsWith('route53'))).toEqual([]);
  });

  it('reach into the primary region for nothing but the fence', () => {
    const there = permissions.filter(({ resources }) => resources.some((arn) => arn.includes('us-east-1')));
    const thereBy = (name: string) => there.flatMap(({ role, actions }) => (role === roleOf(name) ? actions : []));
    const fences = ['failover-fence-primary', 'failover-lift-fence'] as const;
    expect(new Set(there.map(({ role }) => role))).toEqual(new Set(fences.map(roleOf)));
    expect(thereBy(fences[0]).toSorted()).toEqual([
      'events:DisableRule',
      'states:ListExecutions',
      'states:StopExecution',
    ]);
    expect(thereBy(fences[1])).toEqual(['events:EnableRule']);
  });

  it('change nothing anywhere by a permission that holds in every region: no service, no record, no rule', () => {
    const everywhere = permissions.filter(({ resources }) => resources.some((arn) => regionOf(arn) === '*'));
    const observing = /^(xray|logs):|:(Describe|Get|List)/;
    expect(everywhere.length).toBeGreaterThan(0);
    expect(everywhere.flatMap(({ actions }) => actions).filter((action) => !observing.test(action))).toEqual([]);
  });

  it('reach no third region either, and of what has no region only the database that both share', () => {
    const resources = permissions.flatMap((permission) => permission.resources);
    expect(new Set(resources.map(regionOf))).toEqual(new Set(['us-east-1', 'eu-west-1', '*', undefined]));
    const ofNoRegion = resources.filter((arn) => /arn:[^:]+:[a-z0-9-]+::/.test(arn));
    expect(ofNoRegion.length).toBeGreaterThan(0);
    expect(ofNoRegion.filter((arn) => !arn.includes('global-cluster:shop'))).toEqual([]);
  });

  it('flip the switch in one state only, and promote in one', () => {
    const roles = (action: string) =>
      permissions.filter(({ actions }) => actions.includes(action)).map(({ role }) => role);
    expect(new Set(roles('s3:PutObject'))).toEqual(new Set([roleOf('failover-move-traffic')]));
    expect(new Set(roles('rds:FailoverGlobalCluster'))).toEqual(new Set([roleOf('failover-promote-database')]));
  });

  it('change nothing by looking', () => {
    const changes = /Put|Delete|Update|Stop|Promote|Failover|Switchover|Modify|Disable/;
    const harmless = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'logs:PutLogEvents', 'events:PutEvents'];
    const traces = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
    for (const look of ['failover-verify-standby', 'failover-confirm-outage', 'primary-monitor-watch-primary']) {
      const changing = actionsOf(look).filter((action) => changes.test(action));
      expect(
        changing.filter((action) => ![...harmless, ...traces].includes(action)),
        look,
      ).toEqual([]);
    }
  });
});

describe('the region of a resource', () => {
  it.each([
    ['*', '*'],
    ['arn:aws:ecs:*:123456789012:service/main/api', '*'],
    ['{"Fn::Join":["",["arn:aws:states:us-east-1:",{"Ref":"AWS::AccountId"},":execution:x:*"]]}', 'us-east-1'],
    ['arn:aws:route53:::hostedzone/Z1', undefined],
    ['{"Fn::GetAtt":["SwitchBucket","Arn"]}', undefined],
  ])('of %s is %s', (resource, region) => {
    expect(regionOf(resource)).toBe(region);
  });
});

describe('the records', () => {
  const records = () => resourcesIn(templates, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties);

  it('split the name into portions that add up to all of it', () => {
    const weights = records().flatMap(({ Weight }) => (Weight === undefined ? [] : [Weight as number]));
    expect(weights.toSorted((a, b) => a - b)).toEqual([5, 20, 25, 50]);
  });

  it('keep an answer where every check is unhealthy: no second record depends on one', () => {
    const second = records().filter(({ Failover }) => Failover === 'SECONDARY');
    expect(second).toHaveLength(6);
    for (const record of second) expect(record['HealthCheckId']).toBeUndefined();
    for (const record of records().filter(({ Failover }) => Failover === 'PRIMARY'))
      expect(record['HealthCheckId']).toBeDefined();
  });

  it('are switched by checks that are unhealthy while the object exists, and run every ten seconds', () => {
    const checks = resourcesIn(templates, 'AWS::Route53::HealthCheck').map(
      ({ Properties }) => Properties['HealthCheckConfig'] as Record<string, unknown>,
    );
    expect(checks).toHaveLength(5);
    for (const check of checks) expect(check).toMatchObject({ RequestInterval: 10, FailureThreshold: 1 });
    expect(checks.filter(({ Inverted }) => Inverted === true)).toHaveLength(4);
  });
});

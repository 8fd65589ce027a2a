import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, test } from 'vitest';
import { listener, loadBalancer } from './load-balancer.ts';
import { deploy, ref } from './stack.ts';
import { get, localCloud } from './support.ts';

const cloud = localCloud();

const visible = { CloudWatchMetricsEnabled: false, MetricName: 'm', SampledRequestsEnabled: false };
const attribute = (name: string) => ({ 'Fn::GetAtt': ['Acl', name] });

/** A load balancer that answers every request by itself, behind AWS's common rules. */
async function behindCommonRules(name: string, overrides: object[] = []): Promise<string> {
  const client = new ElasticLoadBalancingV2Client(cloud.settings());
  const { arn, host } = await loadBalancer(client, name);
  await listener(client, arn, [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200' } }]);
  const group = { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet', RuleActionOverrides: overrides };
  const rule = { Name: 'Common', Priority: 0, OverrideAction: { None: {} }, VisibilityConfig: visible };
  await deploy(cloud.settings(), name, {
    Resources: {
      Acl: {
        Type: 'AWS::WAFv2::WebACL',
        Properties: {
          Name: name,
          Scope: 'REGIONAL',
          DefaultAction: { Allow: {} },
          VisibilityConfig: visible,
          Rules: [{ ...rule, Statement: { ManagedRuleGroupStatement: group } }],
        },
      },
      Association: {
        Type: 'AWS::WAFv2::WebACLAssociation',
        DependsOn: ['Acl'],
        Properties: { ResourceArn: arn, WebACLArn: attribute('Arn') },
      },
    },
    Outputs: { Acl: { Value: ref('Acl') } },
  });
  return host;
}

describe("AWS's common rules in front of a load balancer", () => {
  test('refuse a request without a User-Agent, and let one with it pass', async () => {
    const host = await behindCommonRules('firewalled');
    const { endpoint } = cloud.settings();
    expect(await get(endpoint, host)).toMatchObject({ status: 403 });
    expect(await get(endpoint, host, '/', { 'user-agent': 'a client' })).toMatchObject({ status: 200 });
  });

  test('refuse nothing by a rule that only counts', async () => {
    const counted = [{ Name: 'NoUserAgent_HEADER', ActionToUse: { Count: {} } }];
    const host = await behindCommonRules('counted', counted);
    expect(await get(cloud.settings().endpoint, host)).toMatchObject({ status: 200 });
  });
});

import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';

export interface FirewallProps {
  readonly environmentName: string;
  readonly loadBalancerArn: string;
  /** Requests that one address may send within five minutes. */
  readonly rateLimit: number;
}

/** Groups of rules that AWS keeps up to date, in the order of asking. */
const managed = {
  AWSManagedRulesAmazonIpReputationList: [],
  AWSManagedRulesKnownBadInputsRuleSet: [],
  // It would refuse every body over 8 kB, which an upload is.
  AWSManagedRulesCommonRuleSet: ['SizeRestrictions_BODY'],
} as const;

/** In front of the load balancer: too many requests from one address, and what AWS knows to be an attack. */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { environmentName, loadBalancerArn, rateLimit }: FirewallProps) {
    super(scope, id);
    const name = nameIn(environmentName);
    const acl = new wafv2.CfnWebACL(this, 'WebAcl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: seenAs(name),
      rules: [tooManyRequests(rateLimit), ...Object.entries(managed).map(managedRule)],
    });
    new wafv2.CfnWebACLAssociation(this, 'Association', { resourceArn: loadBalancerArn, webAclArn: acl.attrArn });
  }
}

const seenAs = (metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

const tooManyRequests = (limit: number): wafv2.CfnWebACL.RuleProperty => ({
  name: 'TooManyRequests',
  priority: 0,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: { rateBasedStatement: { aggregateKeyType: 'IP', limit } },
  visibilityConfig: seenAs('TooManyRequests'),
});

const managedRule = (
  [name, onlyCounted]: [string, readonly string[]],
  index: number,
): wafv2.CfnWebACL.RuleProperty => ({
  name,
  priority: index + 1,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name,
      ruleActionOverrides: onlyCounted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: seenAs(name),
});

import * as iam from 'aws-cdk-lib/aws-iam';
import { acknowledge, acknowledgePattern } from '#constructs/acknowledge.ts';

/** Resources that cannot be named one by one, and why. */
export interface Pattern {
  readonly arn: string;
  readonly because: string;
}

interface Allowance {
  readonly actions: readonly string[];
  readonly on: string | Pattern;
  readonly when?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export function allow(role: iam.IRole, { actions, on, when }: Allowance): void {
  const arn = typeof on === 'string' ? on : on.arn;
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({ actions: [...actions], resources: [arn], ...(when && { conditions: when }) }),
  );
  if (typeof on !== 'string') acknowledgePattern(role, arn, on.because);
}

const logDelivery = 'the delivery of logs by AWS itself knows no resources';
const traces = 'a trace is no resource';
const readsOnly = 'reads; the action knows no resources';

const inNetwork = 'Lambda itself puts a function into the network; the interface gets its id when it is made';

/** Actions that IAM cannot limit to a resource. Nothing else is ever allowed on all of them. */
export const unscopedActions = {
  'cloudwatch:DescribeAlarms': readsOnly,
  'cloudwatch:GetMetricData': readsOnly,
  'dynamodb:ListStreams': 'lists the streams; which one is read is named in another statement',
  'ecr:GetAuthorizationToken': 'a key to the registry; what it opens is named in another statement',
  'ec2:CreateNetworkInterface': inNetwork,
  'ec2:DeleteNetworkInterface': inNetwork,
  'ec2:DescribeNetworkInterfaces': inNetwork,
  'ecs:DeregisterTaskDefinition':
    'the action knows no resources; what runs goes on, and the step takes only revisions with the tag that it gave them',
  'ecs:DescribeTaskDefinition': readsOnly,
  'ecs:ListTaskDefinitions': readsOnly,
  'ecs:ListTasks': 'reads; limited by nothing but the cluster of instances, and Fargate has none',
  'elasticloadbalancing:DescribeRules': readsOnly,
  'elasticloadbalancing:DescribeTargetHealth': readsOnly,
  'inspector2:ListCoverage': readsOnly,
  'inspector2:ListFindings': readsOnly,
  'logs:CreateLogDelivery': logDelivery,
  'logs:DeleteLogDelivery': logDelivery,
  'logs:DescribeLogGroups': logDelivery,
  'logs:DescribeResourcePolicies': logDelivery,
  'logs:GetLogDelivery': logDelivery,
  'logs:ListLogDeliveries': logDelivery,
  'logs:PutResourcePolicy': logDelivery,
  'logs:UpdateLogDelivery': logDelivery,
  'states:SendTaskSuccess': 'a token names its one task; the action knows no resources',
  'tag:GetResources': readsOnly,
  'xray:GetSamplingRules': traces,
  'xray:GetSamplingTargets': traces,
  'xray:PutTelemetryRecords': traces,
  'xray:PutTraceSegments': traces,
} as const;

export type UnscopedAction = keyof typeof unscopedActions;

/** Apart from a role's other permissions, so that `*` among those is still found. */
const unscopedPolicies = new WeakMap<iam.Role, iam.PolicyDocument>();

export function allowUnscoped(role: iam.Role, ...actions: readonly UnscopedAction[]): void {
  const document = unscopedPolicies.get(role) ?? unscopedPolicy(role);
  document.addStatements(new iam.PolicyStatement({ actions: [...actions], resources: ['*'] }));
}

/** Inside the role: a policy of its own would be one more resource for each function. */
function unscopedPolicy(role: iam.Role): iam.PolicyDocument {
  const policyDocument = new iam.PolicyDocument({ minimize: true });
  unscopedPolicies.set(role, policyDocument);
  const resource = role.node.defaultChild as iam.CfnRole;
  resource.policies = [{ policyName: 'Unscoped', policyDocument }];
  acknowledge(resource, 'IAM5[Resource::*]', 'Only actions that IAM cannot limit to a resource, from a reviewed list');
  return policyDocument;
}

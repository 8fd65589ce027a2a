import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './support/example.ts';

const sourcesIn = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));

/**
 * The prefix of the actions that authorize a client's calls, each from its page of the Service Authorization Reference
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/).
 */
const prefixes: Readonly<Record<string, string>> = {
  'client-cloudwatch': 'cloudwatch',
  'client-cloudwatch-logs': 'logs',
  'client-dynamodb': 'dynamodb',
  'client-ecr': 'ecr',
  'client-ecs': 'ecs',
  'client-elastic-load-balancing-v2': 'elasticloadbalancing',
  'client-eventbridge': 'events',
  'client-rds': 'rds',
  'client-route53-recovery-cluster': 'route53-recovery-cluster',
  'client-s3': 's3',
  'client-sfn': 'states',
  'client-ssm': 'ssm',
  'lib-dynamodb': 'dynamodb',
};

/** The calls whose action has another name, or that are authorized as their parts. */
const otherwise: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:Get': ['dynamodb:GetItem'],
  'dynamodb:Put': ['dynamodb:PutItem'],
  'dynamodb:Update': ['dynamodb:UpdateItem'],
  'dynamodb:TransactWrite': ['dynamodb:PutItem', 'dynamodb:UpdateItem'],
  // "s3:ListBucket: grants permission to list some or all of the objects", for ListObjectsV2 as well.
  's3:ListObjectsV2': ['s3:ListBucket'],
};

/** Granted without a call of an adapter's, and why. */
const withoutCall: Readonly<Record<string, string>> = {
  'dynamodb:ListStreams': 'Lambda reads the stream of the ledger, with the role of the function',
  ...because('ECS pulls the image, with the execution role of the task', [
    'ecr:BatchCheckLayerAvailability',
    'ecr:BatchGetImage',
    'ecr:GetAuthorizationToken',
    'ecr:GetDownloadUrlForLayer',
  ]),
  // https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
  ...because('a machine runs tasks and other machines, and a rule tells it of their ends', [
    'ecs:RunTask',
    'states:StartExecution',
    'events:DescribeRule',
    'events:PutRule',
    'events:PutTargets',
  ]),
  // https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html
  ...because('a machine delivers its log', [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ]),
};

function because(reason: string, actions: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(actions.map((action) => [action, reason]));
}

/** The actions that the calls of one file need. */
function calledIn(source: string): string[] {
  const imports = [...source.matchAll(/import (?:type )?\{([^}]*)\} from '@aws-sdk\/([\w-]+)'/g)];
  return imports.flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/\b(?:(\w+)Command|paginate(\w+))\s*(?=,|$)/gm)]
      .map(([, command, paginated]) => `${prefixes[client]}:${command ?? paginated}`)
      .flatMap((call) => otherwise[call] ?? [call]),
  );
}

const actionsIn = (source: string): string[] => {
  const prefix = [...new Set(Object.values(prefixes))].join('|');
  return [...source.matchAll(new RegExp(`'((?:${prefix}):[A-Z]\\w+)'`, 'g'))].map(([, action = '']) => action);
};

const called = new Set(sourcesIn('functions/adapters/**/*.ts').flatMap(calledIn));
const granting = sourcesIn('lib/{workflows,constructs/slots,constructs/workflows}/*.ts');
const granted = new Set(granting.flatMap(actionsIn));

/** Granted by the names of their last part: `elasticloadbalancing:${action}`. */
const slotOwner = readFileSync(join(root, 'lib/constructs/slots/service-slots.ts'), 'utf8');
for (const [, names = '', prefix = ''] of slotOwner.matchAll(/\[([^\]]*)\];\n[^\n]*=> `(\w+):\$\{action\}`/g))
  for (const [, name = ''] of names.matchAll(/'(\w+)'/g)) granted.add(`${prefix}:${name}`);

describe('the permissions of the functions', () => {
  it('have the name of every call that an adapter makes', () => {
    expect(called.size).toBeGreaterThan(40);
    expect([...called].filter((action) => !granted.has(action)).sort()).toEqual([]);
  });

  it('grant nothing that no adapter calls, but what has a reason', () => {
    const unused = [...granted].filter((action) => !called.has(action) && !(action in withoutCall));
    expect(unused.sort()).toEqual([]);
    expect(Object.keys(withoutCall).filter((action) => !granted.has(action) || called.has(action))).toEqual([]);
  });

  it('are told from the names of calls that are only alike', () => {
    const source = "import { UpdateRoutingControlStatesCommand } from '@aws-sdk/client-route53-recovery-cluster';";
    expect(calledIn(source)).toEqual(['route53-recovery-cluster:UpdateRoutingControlStates']);
    expect(actionsIn("allow(role, { actions: ['route53-recovery-cluster:UpdateRoutingControlState'] })")).toEqual([
      'route53-recovery-cluster:UpdateRoutingControlState',
    ]);
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { unscopedActions } from '#constructs/workflows/grants.ts';
import { exampleTemplates } from './support/example-templates.ts';
import { type Permission, permissionsIn } from './support/statements.ts';
import { type Json, resourcesIn, type StackTemplate } from './support/templates.ts';

let templates: readonly StackTemplate[];
let permissions: readonly Permission[];
beforeAll(async () => {
  templates = await exampleTemplates();
  permissions = permissionsIn(templates);
}, 120_000);

/** What every function may do: write its own log, and its traces. */
const common = ['logs:CreateLogStream', 'logs:PutLogEvents', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'];

const catalogue = ['ssm:GetParameter', 'ssm:GetParametersByPath'];
const images = ['ecr:DescribeImages', 'ecr:DescribeRepositories'];
const scanning = [
  'ecr:DescribeImageScanFindings',
  'ecr:StartImageScan',
  'inspector2:ListCoverage',
  'inspector2:ListFindings',
];
/** Of services at the load balancer, of workers at ECS. */
const traffic = [
  'ecs:DescribeServices',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTargetHealth',
];
const moving = ['ecs:TagResource', 'elasticloadbalancing:ModifyRule'];
const reading = 'dynamodb:GetItem';
const writing = [reading, 'dynamodb:PutItem', 'dynamodb:UpdateItem'];
const answering = ['states:SendTaskFailure', 'states:SendTaskSuccess'];
const release = ['ecs:DescribeTaskDefinition', 'ecs:RegisterTaskDefinition', 'ecs:TagResource', 'iam:PassRole'];
const scaling = ['ecs:DescribeServices', 'ecs:UpdateService'];

const failureDetails = ['ecs:DescribeTaskDefinition', 'ecs:DescribeTasks', 'ecs:ListTasks', 'logs:GetLogEvents'];
const inNetwork = ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces'];

const receiving = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];

/** A change that gives a step more permissions has to list them here. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'deployment-validate-configuration': [...catalogue, reading],
  'deployment-preview-deployment': [reading, ...images, 'cloudwatch:GetMetricData', 'ecs:DescribeServices', ...traffic],
  'deployment-admit-deployment': [...writing, 'cloudwatch:GetMetricData', 'ecs:DescribeServices', ...traffic],
  'deployment-wait-in-queue': [...writing, ...answering, 'states:StopExecution'],
  'deployment-build-image': images,
  'deployment-push-image': [...images, ...scanning],
  'deployment-ask-approval': writing,
  'deployment-update-infrastructure': [...writing, ...release],
  'deployment-back-up-database': [reading],
  'deployment-deploy-application': [reading, ...scaling, 'iam:PassRole', ...failureDetails],
  'deployment-verify-health': [...traffic, ...inNetwork],
  'deployment-clean-up': [reading, ...scaling, ...traffic],
  'deployment-forget-old-releases': [
    reading,
    'ecs:DeregisterTaskDefinition',
    'ecs:DescribeServices',
    'ecs:DescribeTaskDefinition',
    'ecs:ListTaskDefinitions',
  ],
  'deployment-record-success': writing,
  'traffic-shift-set-weight': [reading, ...moving, ...traffic],
  'traffic-shift-confirm-weight': traffic,
  'traffic-shift-bake': writing,
  'traffic-shift-judge-canary': [...writing, 'cloudwatch:DescribeAlarms', 'cloudwatch:GetMetricData'],
  'watchers-look-at-bakes': [
    ...catalogue,
    ...writing,
    ...traffic,
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetMetricData',
    'states:SendTaskSuccess',
  ],
  'traffic-shift-hold-for-decision': writing,
  'intervention-answer-wait': [...writing, 'states:SendTaskSuccess'],
  'watchers-interrupt-bake': [
    ...catalogue,
    reading,
    ...traffic,
    'cloudwatch:DescribeAlarms',
    'ecs:DescribeTasks',
    'ecs:ListTasks',
    'states:SendTaskSuccess',
  ],
  'watchers-publish-events': [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'events:PutEvents',
    'sqs:GetQueueAttributes',
    'sqs:GetQueueUrl',
    'sqs:SendMessage',
  ],
  'watchers-apply-off-hours': [...catalogue, ...writing, ...scaling, ...traffic],
  'watchers-record-stages': [...catalogue, ...writing, 'dynamodb:Query', 'states:GetExecutionHistory'],
  'watchers-probe-health': [...catalogue, 'elasticloadbalancing:DescribeTargetHealth', ...inNetwork, ...receiving],
  'rollback-take-over': [...writing, ...traffic],
  'rollback-return-traffic': [reading, ...moving, ...scaling, ...traffic],
  'rollback-confirm-return': traffic,
  'rollback-verify-return': ['ecs:DescribeServices', ...traffic],
  'rollback-retire-slot': [reading, ...scaling, ...traffic],
  'rollback-record-rollback': writing,
  'guardian-dispatch-next': [...catalogue, ...writing, ...answering, 'states:DescribeExecution'],
  'hook-end-hook': [...failureDetails, 'ecs:StopTask'],
  'guardian-find-abandoned': [...catalogue, reading, 'states:DescribeExecution'],
};

/** The actions of each step's function, without what every function may do. */
function actionsOfSteps(): Readonly<Record<string, readonly string[]>> {
  // Production has no off-hours, so staging shows the permissions for them.
  const places = [
    'sluice-staging-watch-us-east-1',
    'sluice-production-orchestration-us-east-1',
    'sluice-production-watch-us-east-1',
  ];
  const functions = places.flatMap((place) =>
    resourcesIn(
      templates.filter(({ stack }) => stack === place),
      'AWS::Lambda::Function',
    ),
  );
  return Object.fromEntries(
    functions.map(({ Properties, stack: place }) => {
      const role = (Properties['Role'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
      const own = permissions.filter(({ stack, role: other }) => stack === place && other === role);
      const actions = new Set(own.flatMap(({ actions }) => actions));
      expect([...actions]).toEqual(expect.arrayContaining(common));
      const name = (Properties['FunctionName'] as string).replace(/^sluice-(production|staging)-/, '');
      return [name, [...actions].filter((action) => !common.includes(action)).sort()];
    }),
  );
}

/** A step without a permission of its own needs no line in the table. */
const withPermissions = (actions: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(Object.entries(actions).filter(([, own]) => own.length > 0));

describe('least privilege', () => {
  it('gives each step what its work needs and nothing else', () => {
    const sorted = Object.entries(expected).map(([name, actions]) => [name, [...new Set(actions)].sort()] as const);
    expect(withPermissions(actionsOfSteps())).toEqual(withPermissions(Object.fromEntries(sorted)));
  });

  it('allows only reviewed actions on all resources', () => {
    const unscoped = permissions.filter(({ resources }) => resources.includes('*'));
    const isLibrarys = ({ role }: Permission) => role.startsWith('SlotsProviderwaiterstatemachine');
    const ours = unscoped.filter((permission) => !isLibrarys(permission)).flatMap(({ actions }) => actions);
    expect([...new Set(ours)].toSorted()).toEqual(Object.keys(unscopedActions).sort());
    const librarys = unscoped.filter(isLibrarys).flatMap(({ actions }) => actions);
    expect(librarys.filter((action) => !action.startsWith('logs:'))).toEqual([]);
  });

  it('allows no action by a pattern', () => {
    expect(permissions.length).toBeGreaterThan(100);
    expect(permissions.flatMap(({ actions }) => actions).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('passes roles only to the tasks of this environment, and only to ECS', () => {
    const passing = resourcesIn(templates, 'AWS::IAM::Policy')
      .flatMap(({ Properties }) => Properties['PolicyDocument'].Statement as Record<string, Json>[])
      .filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    expect(passing.length).toBeGreaterThan(0);
    for (const { Condition, Resource } of passing) {
      expect(Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } });
      expect(JSON.stringify(Resource)).not.toContain('"*"');
    }
  });

  it('gives no role an AWS managed policy, which may grow without notice', () => {
    const managed = resourcesIn(templates, 'AWS::IAM::Role').flatMap(
      ({ Properties }) => (Properties['ManagedPolicyArns'] ?? []) as unknown[],
    );
    expect(managed).toEqual([]);
  });
});

describe('the reading of permissions', () => {
  it('sees what stands in policies and in roles', () => {
    const statement = { Effect: 'Allow', Action: 'ecs:*', Resource: '*' };
    const template: StackTemplate = {
      stack: 's',
      environment: 'e',
      text: '',
      resources: {
        Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyDocument: { Statement: [statement] } }] } },
        Policy: {
          Type: 'AWS::IAM::Policy',
          Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [statement] } },
        },
      },
    };
    const permission = { stack: 's', role: 'Role', actions: ['ecs:*'], resources: ['*'] };
    expect(permissionsIn([template])).toEqual([permission, permission]);
  });
});

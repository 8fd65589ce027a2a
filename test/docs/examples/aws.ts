import { faultsOfJson, type InputKind } from './inputs.ts';

/** The commands of the AWS CLI that our pages use, with the options of each that they use. */
const commands: Readonly<Record<string, readonly string[]>> = {
  'acm request-certificate': ['--domain-name', '--validation-method', '--region'],
  'backup list-backup-jobs': ['--by-backup-vault-name'],
  'backup list-recovery-points-by-backup-vault': ['--backup-vault-name', '--by-resource-type'],
  'backup list-restore-jobs': ['--by-status'],
  'backup start-backup-job': [],
  'cloudformation delete-stack': ['--stack-name'],
  'dynamodb query': ['--table-name', '--key-condition-expression', '--expression-attribute-values'],
  'dynamodb restore-table-to-point-in-time': ['--source-table-name', '--target-table-name', '--restore-date-time'],
  'ecr create-repository': ['--repository-name', '--region'],
  'ecr get-login-password': ['--region'],
  'ecs describe-services': ['--cluster', '--services'],
  'ecs describe-tasks': [],
  'ecs list-tasks': ['--cluster', '--started-by'],
  'ecs stop-task': [],
  'elbv2 describe-load-balancers': ['--names', '--query', '--output'],
  'elbv2 describe-rules': ['--listener-arn', '--query'],
  'elbv2 describe-target-health': [],
  'elbv2 modify-rule': ['--rule-arn', '--actions'],
  'events describe-rule': ['--name'],
  'events put-events': ['--entries'],
  'lambda create-event-source-mapping': [],
  'scheduler get-schedule': ['--name'],
  'stepfunctions describe-execution': ['--execution-arn', '--query', '--output'],
  'stepfunctions list-executions': ['--state-machine-arn', '--max-items'],
  'stepfunctions start-execution': ['--state-machine-arn', '--input'],
  'sts get-caller-identity': [],
};

export function faultsOfAws([service = '', operation = '', ...words]: readonly string[]): readonly string[] {
  const command = `${service} ${operation}`;
  const known = commands[command];
  if (known === undefined) return [`no rule for aws ${command}`];
  const unknown = words.filter((word) => word.startsWith('--') && !known.includes(word));
  const faults = inputsOf[command]?.((option) => words[words.indexOf(option) + 1] ?? '') ?? [];
  return [...unknown.map((flag) => `no rule for aws ${command} ${flag}`), ...faults];
}

type Option = (name: string) => string;

/** What a command gives to a machine has to be something that the machine takes. */
const inputsOf: Readonly<Record<string, (option: Option) => readonly string[]>> = {
  'events put-events': faultsOfEvents,
  'stepfunctions start-execution': faultsOfExecution,
};

const inputOf: Readonly<Record<string, InputKind>> = {
  deployment: 'request',
  intervention: 'intervention',
  failover: 'failover',
};

function faultsOfExecution(option: Option): readonly string[] {
  const machine = /:stateMachine:sluice-[a-z]+-([a-z-]+)$/.exec(option('--state-machine-arn'))?.[1] ?? '';
  const kind = inputOf[machine];
  return kind === undefined ? [`people start no machine ${machine}`] : faultsOfJson(kind, option('--input'));
}

interface Entry {
  readonly DetailType?: string;
  readonly EventBusName?: string;
  readonly Detail?: string;
}

/** A request on the bus has to be one that the deployment machine takes. */
function faultsOfEvents(option: Option): readonly string[] {
  const entries = JSON.parse(option('--entries')) as readonly Entry[];
  return entries.flatMap(({ DetailType, EventBusName = '', Detail = '' }) => [
    ...(DetailType === 'Deployment Requested' ? [] : [`no rule is started by "${DetailType}"`]),
    ...(/^sluice-[a-z]+$/.test(EventBusName) ? [] : [`there is no bus "${EventBusName}"`]),
    ...faultsOfJson('request', Detail),
  ]);
}

import { faultsOfJson } from './inputs.ts';

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
  'stepfunctions list-executions': ['--state-machine-arn', '--max-items'],
  'sts get-caller-identity': [],
};

export function faultsOfAws([service = '', operation = '', ...words]: readonly string[]): readonly string[] {
  const command = `${service} ${operation}`;
  const known = commands[command];
  if (known === undefined) return [`no rule for aws ${command}`];
  const unknown = words.filter((word) => word.startsWith('--') && !known.includes(word));
  return [...unknown.map((flag) => `no rule for aws ${command} ${flag}`), ...faultsOfEvents(command, words)];
}

interface Entry {
  readonly DetailType?: string;
  readonly EventBusName?: string;
  readonly Detail?: string;
}

/** A request on the bus has to be one that the deployment machine takes. */
function faultsOfEvents(command: string, words: readonly string[]): readonly string[] {
  if (command !== 'events put-events') return [];
  const entries = JSON.parse(words[words.indexOf('--entries') + 1] ?? '') as readonly Entry[];
  return entries.flatMap(({ DetailType, EventBusName = '', Detail = '' }) => [
    ...(DetailType === 'Deployment Requested' ? [] : [`no rule is started by "${DetailType}"`]),
    ...(/^sluice-[a-z]+$/.test(EventBusName) ? [] : [`there is no bus "${EventBusName}"`]),
    ...faultsOfJson('request', Detail),
  ]);
}

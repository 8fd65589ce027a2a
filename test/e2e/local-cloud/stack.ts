import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { DescribeExecutionCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import { eventually, type ClientSettings } from './support.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string[];
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<string, { readonly Value: unknown }>;
}

/** A role whose permissions are not checked. */
export const ANY_ROLE = 'arn:aws:iam::123456789012:role/any';

const SETTLED = /_(COMPLETE|FAILED)$/;

/** Creates or updates a stack and returns how it ended, with its outputs. */
export async function deploy(
  settings: ClientSettings,
  name: string,
  template: Template,
  update = false,
): Promise<Deployed> {
  const client = new CloudFormationClient(settings);
  const input = { StackName: name, TemplateBody: JSON.stringify(template), Capabilities: ['CAPABILITY_IAM' as const] };
  await (update ? client.send(new UpdateStackCommand(input)) : client.send(new CreateStackCommand(input)));
  const stack = await eventually(
    async () => (await client.send(new DescribeStacksCommand({ StackName: name }))).Stacks?.[0],
    (found) => SETTLED.test(found?.StackStatus ?? ''),
  );
  const events = await client.send(new DescribeStackEventsCommand({ StackName: name }));
  const failed = (events.StackEvents ?? []).filter((event) => event.ResourceStatus?.endsWith('_FAILED'));
  const reasons = failed.map((event) => `${event.LogicalResourceId}: ${event.ResourceStatusReason}`);
  const outputs = Object.fromEntries((stack?.Outputs ?? []).map((o) => [o.OutputKey ?? '', o.OutputValue ?? '']));
  return { status: stack?.StackStatus ?? '', outputs, reasons };
}

export interface Deployed {
  readonly status: string;
  readonly outputs: Record<string, string>;
  /** Why resources failed. */
  readonly reasons: readonly string[];
}

export const ref = (name: string) => ({ Ref: name });
export const attribute = (name: string, attributeName: string) => ({ 'Fn::GetAtt': [name, attributeName] });

/** A Node function with its code in the template, and what its role needs. */
export function nodeFunction(code: string, properties: Record<string, unknown> = {}): Resource {
  const fixed = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: ANY_ROLE, Code: { ZipFile: code } };
  return { Type: 'AWS::Lambda::Function', Properties: { ...fixed, ...properties } };
}

/** A rule of the default event bus that starts a state machine of the same template for every event of the pattern. */
export function ruleStarting(machine: string, pattern: Record<string, unknown>): Resource {
  const targets = [{ Id: '1', Arn: attribute(machine, 'Arn'), RoleArn: ANY_ROLE }];
  return { Type: 'AWS::Events::Rule', Properties: { EventPattern: pattern, Targets: targets } };
}

/** A state machine of JSONata states. */
export function stateMachine(definition: Record<string, unknown>, properties: Record<string, unknown> = {}): Resource {
  const text = { QueryLanguage: 'JSONata', ...definition };
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: ANY_ROLE, DefinitionString: JSON.stringify(text), ...properties },
  };
}

/** A state machine that does nothing: its executions' inputs are the events that started it. */
export const recordingMachine = (name?: string) =>
  stateMachine(
    { StartAt: 'A', States: { A: { Type: 'Pass', End: true } } },
    name === undefined ? {} : { StateMachineName: name },
  );

/** The input of every execution of a state machine, newest first. */
export async function inputsOf(settings: ClientSettings, stateMachineArn = '') {
  const client = new SFNClient(settings);
  const listed = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  const described = (listed.executions ?? []).map(({ executionArn }) =>
    client.send(new DescribeExecutionCommand({ executionArn })),
  );
  return (await Promise.all(described)).map((execution) => JSON.parse(execution.input ?? '{}'));
}

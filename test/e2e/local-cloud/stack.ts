import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
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
    15_000,
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
  const role = 'arn:aws:iam::123456789012:role/any';
  const fixed = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role: role, Code: { ZipFile: code } };
  return { Type: 'AWS::Lambda::Function', Properties: { ...fixed, ...properties } };
}

/** A state machine of JSONata states. */
export function stateMachine(definition: Record<string, unknown>, properties: Record<string, unknown> = {}): Resource {
  const role = 'arn:aws:iam::123456789012:role/any';
  const text = { QueryLanguage: 'JSONata', ...definition };
  return {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: role, DefinitionString: JSON.stringify(text), ...properties },
  };
}

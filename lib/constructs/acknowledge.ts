import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Lets one finding of cdk-nag's AwsSolutions pack stand below `scope`, for a reason that a reviewer can judge. */
export const acknowledge = (scope: IConstruct, finding: string, reason: string): void =>
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${finding}`, reason });

/** The same for a policy that names a pattern of resources where it cannot name each. */
export const acknowledgePattern = (scope: IConstruct, arn: string, reason: string): void =>
  acknowledge(scope, `IAM5[Resource::${spell(Stack.of(scope).resolve(arn))}]`, reason);

/** An ARN as cdk-nag spells it: `<Logical.Attribute>` and `<AWS::Partition>` for what only CloudFormation knows. */
function spell(part: unknown): string {
  if (typeof part === 'string') return part;
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Join': join } = part as Intrinsics;
  if (join !== undefined) return join[1].map(spell).join(join[0]);
  if (attribute !== undefined) return `<${attribute.join('.')}>`;
  return name === undefined ? JSON.stringify(part) : `<${name}>`;
}

interface Intrinsics {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly [string, string];
  readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
}

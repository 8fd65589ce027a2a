import { Duration } from 'aws-cdk-lib';
import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { bundleOf } from './function-bundles.ts';
import { allowUnscoped } from './grants.ts';

export interface HostedFunctionProps {
  readonly functionName: string;
  readonly description: string;
  /** The folder below `.build/functions`. */
  readonly bundle: string;
  readonly handler?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly logGroup: logs.ILogGroup;
  /** For a function that talks to tasks; all others stay outside, where they start faster and need no address. */
  readonly network?: InsideNetwork;
}

export interface InsideNetwork {
  readonly vpc: ec2.IVpc;
  readonly securityGroup: ec2.ISecurityGroup;
}

export interface HostedFunction {
  readonly function: lambda.Function;
  readonly role: iam.Role;
}

/** A bundle on Lambda that may write its own log and its own traces: all else is granted one by one. */
export function hostFunction(scope: Construct, id: string, props: HostedFunctionProps): HostedFunction {
  const { bundle, handler = 'handler', timeoutSeconds, environment = {}, network, ...rest } = props;
  const role = functionRole(scope, `${id}Role`, props);
  if (network !== undefined) mayJoinNetwork(role);
  const hosted = new lambda.Function(scope, id, {
    ...rest,
    role,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    handler: `index.${handler}`,
    code: lambda.Code.fromAsset(bundleOf(bundle)),
    environment,
    ...(network && { vpc: network.vpc, securityGroups: [network.securityGroup] }),
    timeout: Duration.seconds(timeoutSeconds),
    // Below this the cold start of the AWS SDK dominates every call.
    memorySize: 512,
  });
  // The library's own switch would put its `*` among the function's other permissions.
  (hosted.node.defaultChild as lambda.CfnFunction).tracingConfig = { mode: lambda.Tracing.ACTIVE };
  return { function: hosted, role };
}

/** In place of AWSLambdaVPCAccessExecutionRole. */
const mayJoinNetwork = (role: iam.Role): void =>
  allowUnscoped(role, 'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DeleteNetworkInterface');

/** In place of AWSLambdaBasicExecutionRole, which may write every log of the account. */
export function functionRole(
  scope: Construct,
  id: string,
  { description, logGroup }: Pick<HostedFunctionProps, 'description' | 'logGroup'>,
): iam.Role {
  const role = new iam.Role(scope, id, { description, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  allowUnscoped(role, 'xray:PutTraceSegments', 'xray:PutTelemetryRecords');
  return role;
}

import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { StepContract } from '#runtime/define-contract.ts';
import { bundleOf } from './function-bundles.ts';
import { privateLogGroup } from './private-log-group.ts';

/** With every variable that the step's contract reads: one that is missing does not compile. */
export interface StepLambdaProps<C extends StepContract> {
  readonly contract: C;
  readonly environmentName: string;
  readonly environment: z.input<C['environment']>;
}

/** The function behind one state of a machine. */
export class StepLambda<C extends StepContract = StepContract> extends Construct {
  readonly contract: C;
  readonly function: lambda.Function;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: StepLambdaProps<C>) {
    super(scope, id);
    this.contract = props.contract;
    const { machine, name, purpose, timeoutSeconds } = props.contract;
    const functionName = `sluice-${props.environmentName}-${machine}-${name}`;
    this.logGroup = privateLogGroup(this, 'Log', `/sluice/${props.environmentName}/${machine}/${name}`);
    this.function = new lambda.Function(this, 'Function', {
      functionName,
      description: purpose,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(bundleOf(`${machine}/${name}`)),
      environment: props.environment as Record<string, string>,
      timeout: Duration.seconds(timeoutSeconds),
      // Below this the cold start of the AWS SDK dominates every step.
      memorySize: 512,
      tracing: lambda.Tracing.ACTIVE,
      logGroup: this.logGroup,
    });
  }
}

/** `judge-canary` is the state `JudgeCanary`. */
export const stateOf = (contract: Pick<StepContract, 'name'>): string =>
  contract.name.replaceAll(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());

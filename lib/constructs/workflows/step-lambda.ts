import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { withStageNumber } from '#domain/deployment/stages.ts';
import type { StepContract } from '#runtime/define-contract.ts';
import { hostFunction, type InsideNetwork } from './hosted-function.ts';
import { nameIn } from '#constructs/names.ts';
import { privateLogGroup } from './private-log-group.ts';

/** With every variable that the step's contract reads: one that is missing does not compile. */
export interface StepLambdaProps<C extends StepContract> {
  readonly contract: C;
  readonly environmentName: string;
  readonly environment: z.input<C['environment']>;
  readonly network?: InsideNetwork;
}

/** The function behind one state of a machine. */
export class StepLambda<C extends StepContract = StepContract> extends Construct {
  readonly contract: C;
  readonly function: lambda.Function;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: StepLambdaProps<C>) {
    super(scope, id);
    this.contract = props.contract;
    const { machine, name, purpose, timeoutSeconds } = props.contract;
    const hosted = hostFunction(this, 'Function', {
      functionName: nameIn(props.environmentName, `${machine}-${name}`),
      description: withStageNumber(stateOf(props.contract), purpose),
      bundle: `${machine}/${name}`,
      environment: props.environment as Record<string, string>,
      timeoutSeconds,
      ...(props.network && { network: props.network }),
      logGroup: privateLogGroup(this, 'Log', `/sluice/${props.environmentName}/${machine}/${name}`),
    });
    this.function = hosted.function;
    this.role = hosted.role;
  }
}

/** `judge-canary` is the state `JudgeCanary`. */
export const stateOf = (contract: Pick<StepContract, 'name'>): string =>
  contract.name.replaceAll(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());

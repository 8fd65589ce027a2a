import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { definitionFaults, placeholdersOf } from './asl-placeholders.ts';
import { privateLogGroup } from './private-log-group.ts';
import { type StepLambda, stateOf } from './step-lambda.ts';

export interface AslStateMachineProps {
  /** The name of `statemachines/<machine>.asl.json`. */
  readonly machine: string;
  readonly environmentName: string;
  readonly steps: readonly StepLambda[];
  /** Machines that the definition starts, by placeholder. */
  readonly machines?: Readonly<Record<string, sfn.IStateMachine>>;
}

/** A state machine whose definition is a reviewed file: it may call exactly the functions and machines that the file names. */
export class AslStateMachine extends Construct {
  readonly stateMachine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: AslStateMachineProps) {
    super(scope, id);
    const { machine, environmentName, steps, machines = {} } = props;
    const text = readDefinition(machine);
    const substitutions = {
      ...Object.fromEntries(steps.map((step) => [stateOf(step.contract), step.function.functionArn])),
      ...Object.fromEntries(Object.entries(machines).map(([name, nested]) => [name, nested.stateMachineArn])),
    };
    const faults = definitionFaults(text, Object.keys(substitutions));
    if (faults.length > 0) throw new Error(`statemachines/${machine}.asl.json: ${faults.join('; ')}`);

    this.stateMachine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: `sluice-${environmentName}-${machine}`,
      stateMachineType: sfn.StateMachineType.STANDARD,
      definitionBody: sfn.DefinitionBody.fromString(text),
      definitionSubstitutions: substitutions,
      tracingEnabled: true,
      logs: {
        destination: privateLogGroup(this, 'Log', `/aws/vendedlogs/states/sluice-${environmentName}-${machine}`),
        level: sfn.LogLevel.ALL,
        includeExecutionData: true,
      },
    });
    // With a definition from text the library grants nothing and drops `timeout`: the first is done here, the second
    // has to stand in the text.
    const named = placeholdersOf(text);
    for (const step of steps) if (named.has(stateOf(step.contract))) step.function.grantInvoke(this.stateMachine);
    for (const nested of Object.values(machines)) {
      nested.grantStartExecution(this.stateMachine);
      if (text.includes('startExecution.sync')) this.#grantWait(nested);
    }
  }

  /** What `startExecution.sync:2` needs besides: follow and stop the nested execution, and the rule that tells of its end. */
  #grantWait(nested: sfn.IStateMachine): void {
    nested.grantExecution(this.stateMachine, 'states:DescribeExecution', 'states:StopExecution');
    this.stateMachine.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [
          Stack.of(this).formatArn({
            service: 'events',
            resource: 'rule',
            resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
          }),
        ],
      }),
    );
  }
}

const readDefinition = (machine: string): string =>
  readFileSync(fileURLToPath(new URL(`../../statemachines/${machine}.asl.json`, import.meta.url)), 'utf8');

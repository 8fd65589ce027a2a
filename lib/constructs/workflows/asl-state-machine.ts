import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Arn, ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { definitionFaults, placeholdersOf } from './asl-placeholders.ts';
import { allow, allowUnscoped } from './grants.ts';
import { executionsOf, nameIn } from '#constructs/names.ts';
import { privateLogGroup } from './private-log-group.ts';
import { type StepLambda, stateOf } from './step-lambda.ts';

export interface AslStateMachineProps {
  /** The name of `statemachines/<machine>.asl.json`. */
  readonly machine: string;
  readonly environmentName: string;
  readonly steps: readonly StepLambda[];
  /** Short, started often, and safe to run twice: without a history of its own, for a tenth of the price. */
  readonly express?: boolean;
  /** Machines that the definition starts, by placeholder. */
  readonly machines?: Readonly<Record<string, sfn.IStateMachine>>;
}

/** A state machine whose definition is a reviewed file: it may call exactly the functions and machines that the file names. */
export class AslStateMachine extends Construct {
  readonly machine: string;
  readonly stateMachine: sfn.StateMachine;
  readonly #role: iam.Role;

  constructor(scope: Construct, id: string, props: AslStateMachineProps) {
    super(scope, id);
    const { machine, environmentName, steps, machines = {}, express = false } = props;
    this.machine = machine;
    const name = nameIn(environmentName, machine);
    const text = readDefinition(machine);
    const substitutions = {
      ...Object.fromEntries(steps.map((step) => [stateOf(step.contract), step.function.functionArn])),
      ...Object.fromEntries(
        Object.entries(machines).map(([placeholder, nested]) => [placeholder, nested.stateMachineArn]),
      ),
    };
    const faults = definitionFaults(text, Object.keys(substitutions));
    if (faults.length > 0) throw new Error(`statemachines/${machine}.asl.json: ${faults.join('; ')}`);

    this.#role = new iam.Role(this, 'Role', {
      description: `Runs the machine ${name}`,
      assumedBy: new iam.ServicePrincipal('states.amazonaws.com'),
    });
    // With a definition from text the library grants nothing and drops `timeout`: the first is done here, the second
    // has to stand in the text.
    const named = placeholdersOf(text);
    for (const { contract, function: step } of steps)
      if (named.has(stateOf(contract))) allow(this.#role, { actions: ['lambda:InvokeFunction'], on: step.functionArn });
    for (const nested of Object.values(machines)) {
      allow(this.#role, { actions: ['states:StartExecution'], on: nested.stateMachineArn });
      if (text.includes('startExecution.sync')) this.#allowToWaitFor(nested);
    }
    this.stateMachine = new sfn.StateMachine(this, 'Machine', {
      stateMachineName: name,
      stateMachineType: express ? sfn.StateMachineType.EXPRESS : sfn.StateMachineType.STANDARD,
      role: this.#role,
      definitionBody: sfn.DefinitionBody.fromString(text),
      definitionSubstitutions: substitutions,
    });
    this.#observe(this.stateMachine.node.defaultChild as sfn.CfnStateMachine, name);
  }

  /** The library's own switches would put their `*` among the machine's other permissions. */
  #observe(machine: sfn.CfnStateMachine, name: string): void {
    const log = privateLogGroup(this, 'Log', `/aws/vendedlogs/states/${name}`);
    machine.tracingConfiguration = { enabled: true };
    machine.loggingConfiguration = {
      level: sfn.LogLevel.ALL,
      includeExecutionData: true,
      destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: log.logGroupArn } }],
    };
    allowUnscoped(
      this.#role,
      'logs:CreateLogDelivery',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
      'xray:GetSamplingRules',
      'xray:GetSamplingTargets',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    );
  }

  /** What `startExecution.sync:2` needs besides: follow and stop the nested execution, and the rule that tells of its end. */
  #allowToWaitFor(nested: sfn.IStateMachine): void {
    const stack = Stack.of(this);
    const nestedName = Arn.split(nested.stateMachineArn, ArnFormat.COLON_RESOURCE_NAME).resourceName ?? '';
    allow(this.#role, {
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      on: { arn: executionsOf(stack, `${nestedName}:*`), because: 'an execution gets its name when it starts' },
    });
    allow(this.#role, {
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      on: stack.formatArn({
        service: 'events',
        resource: 'rule',
        resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
      }),
    });
  }
}

const readDefinition = (machine: string): string =>
  readFileSync(fileURLToPath(new URL(`../../../statemachines/${machine}.asl.json`, import.meta.url)), 'utf8');

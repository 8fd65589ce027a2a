import { ArnFormat, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AslStateMachine } from '#constructs/workflows/asl-state-machine.ts';
import { allow } from '#constructs/workflows/grants.ts';
import { arnsIn, clusterIn } from '#constructs/names.ts';
import { StepLambda } from '#constructs/workflows/step-lambda.ts';
import { contract as endHook } from '#steps/hook/end-hook.contract.ts';
import { mayReadStoppedTasks, mayStopTasks } from './permissions.ts';

export interface HookWorkflowProps {
  readonly environmentName: string;
  /** The services' own functions, by name: the only ones that it may call. */
  readonly functions: readonly string[];
}

export class HookWorkflow extends Construct {
  readonly machine: AslStateMachine;

  constructor(scope: Construct, id: string, { environmentName, functions }: HookWorkflowProps) {
    super(scope, id);
    const end = new StepLambda(this, 'EndHook', { contract: endHook, environmentName, environment: {} });
    mayReadStoppedTasks(environmentName, end);
    mayStopTasks(environmentName, end);
    this.machine = new AslStateMachine(this, 'Hook', { machine: 'hook', environmentName, steps: [end] });
    this.#mayRunTasks(environmentName);
    for (const name of functions) {
      allow(this.#role, {
        actions: ['lambda:InvokeFunction'],
        on: this.#arn('lambda', 'function', name, ArnFormat.COLON_RESOURCE_NAME),
      });
    }
  }

  get #role(): iam.IRole {
    return this.machine.stateMachine.role;
  }

  /** What `ecs:runTask.sync` needs: start, follow and stop a task, and the rule that tells of its end. */
  #mayRunTasks(environmentName: string): void {
    const { taskFamilies, tasks, taskRoles } = arnsIn(Stack.of(this), environmentName);
    const cluster = this.#arn('ecs', 'cluster', clusterIn(Stack.of(this), environmentName));
    allow(this.#role, { actions: ['ecs:RunTask'], on: taskFamilies, when: { ArnEquals: { 'ecs:cluster': cluster } } });
    allow(this.#role, { actions: ['ecs:DescribeTasks', 'ecs:StopTask'], on: tasks });
    allow(this.#role, {
      actions: ['iam:PassRole'],
      on: taskRoles,
      when: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    });
    allow(this.#role, {
      actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
      on: this.#arn('events', 'rule', 'StepFunctionsGetEventsForECSTaskRule'),
    });
  }

  #arn(service: string, resource: string, resourceName: string, arnFormat = ArnFormat.SLASH_RESOURCE_NAME): string {
    return Stack.of(this).formatArn({ service, resource, resourceName, arnFormat });
  }
}

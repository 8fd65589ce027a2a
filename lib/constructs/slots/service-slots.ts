import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import { LogLevel } from 'aws-cdk-lib/aws-stepfunctions';
import * as cr from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { resourceTypes, type ServiceSlotsSchema, serviceSlotsAttributes } from '#resources/service-slots.contract.ts';
import { acknowledge, acknowledgePattern } from '#constructs/acknowledge.ts';
import { allow, allowUnscoped } from '#constructs/workflows/grants.ts';
import { functionRole, hostFunction, type HostedFunction } from '#constructs/workflows/hosted-function.ts';
import { arnsIn, nameIn, shortened } from '#constructs/names.ts';
import { privateLogGroup } from '#constructs/workflows/private-log-group.ts';

export interface ServiceSlotsProps {
  readonly environmentName: string;
  readonly shape: z.output<typeof ServiceSlotsSchema>;
  /** Roles that the slots' tasks run with. */
  readonly taskRoles: readonly iam.IRole[];
}

/**
 * The release state of a service: two ECS services and a listener rule. A custom resource makes and removes them, so
 * that no update of a stack can reset weights, versions or counts.
 */
export class ServiceSlots extends Construct {
  /** The ARN of what holds the weights: the listener rule or, for a worker, the ECS service with the tag. */
  readonly weightHolder: string;
  /** Once it is there, so are the ECS services. */
  readonly resource: CustomResource;
  readonly #serviceToken: string;
  readonly #shape: ServiceSlotsProps['shape'];
  readonly #role: iam.Role;

  constructor(scope: Construct, id: string, props: ServiceSlotsProps) {
    super(scope, id);
    const { environmentName, shape } = props;
    const logGroup = privateLogGroup(this, 'Log', `/sluice/${environmentName}/service-slots/${shape.service}`);
    const hosted = (handler: string) =>
      hostFunction(this, handler, {
        functionName: `${shortened(nameIn(environmentName, shape.service), 47)}-slots-${handler.toLowerCase()}`,
        description: `Creates, reshapes and removes the slots of ${shape.service} (${handler})`,
        bundle: 'resources/service-slots',
        handler,
        timeoutSeconds: 60,
        logGroup,
      });
    const onEvent = hosted('onEvent');
    const isComplete = hosted('isComplete');
    const { ecsServices } = arnsIn(Stack.of(this), environmentName);
    for (const { role } of [onEvent, isComplete]) allow(role, { actions: ['ecs:DescribeServices'], on: ecsServices });
    this.#mayOwn(onEvent.role, props);

    this.#serviceToken = this.#provider(onEvent, isComplete, logGroup).serviceToken;
    this.#shape = shape;
    this.#role = onEvent.role;
    this.resource = new CustomResource(this, 'Resource', {
      resourceType: resourceTypes.slots,
      serviceToken: this.#serviceToken,
      properties: shape,
    });
    // On delete the permissions must outlive the resource.
    for (const { function: fn, role } of [onEvent, isComplete]) this.resource.node.addDependency(fn, role);
    this.weightHolder = this.resource.getAttString(serviceSlotsAttributes.weightHolder);
  }

  /**
   * Asks whether the service may go, before anything of its stack does. CloudFormation removes in the order of dependence,
   * and would have taken alarms, scaling and the catalogue entry away by the time that the slots refuse.
   */
  askBeforeRemoval(stack: Stack, ledger: dynamodb.ITable): void {
    allow(this.#role, { actions: ['dynamodb:GetItem'], on: ledger.tableArn });
    const everything = [...stack.node.children];
    const removal = new CustomResource(stack, 'Removal', {
      resourceType: resourceTypes.removal,
      serviceToken: this.#serviceToken,
      properties: { ...this.#shape, ledger: ledger.tableName },
    });
    removal.node.addDependency(...everything);
  }

  #mayOwn(role: iam.Role, { environmentName, taskRoles }: ServiceSlotsProps): void {
    const arns = arnsIn(Stack.of(this), environmentName);
    allowUnscoped(role, 'elasticloadbalancing:DescribeRules');
    allow(role, { actions: ['elasticloadbalancing:CreateRule'], on: arns.listeners });
    const rule = ['ModifyRule', 'DeleteRule', 'SetRulePriorities'];
    allow(role, { actions: rule.map((action) => `elasticloadbalancing:${action}`), on: arns.listenerRules });
    const service = ['CreateService', 'UpdateService', 'DeleteService', 'TagResource'];
    allow(role, { actions: service.map((action) => `ecs:${action}`), on: arns.ecsServices });
    for (const taskRole of taskRoles) {
      const when = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
      allow(role, { actions: ['iam:PassRole'], on: taskRole.roleArn, when });
    }
  }

  /** The library's own provider: it answers CloudFormation, and asks again until the slots are gone. */
  #provider(onEvent: HostedFunction, isComplete: HostedFunction, logGroup: logs.LogGroup): cr.Provider {
    const role = (asks: string) =>
      functionRole(this, `Provider${asks}Role`, { description: `Answers CloudFormation (${asks})`, logGroup });
    const provider = new cr.Provider(this, 'Provider', {
      onEventHandler: onEvent.function,
      isCompleteHandler: isComplete.function,
      frameworkOnEventRole: role('OnEvent'),
      frameworkCompleteAndTimeoutRole: role('IsComplete'),
      queryInterval: Duration.seconds(10),
      totalTimeout: Duration.minutes(30),
      logGroup,
      disableWaiterStateMachineLogging: false,
      waiterStateMachineLogOptions: { destination: logGroup, level: LogLevel.ALL },
    });
    this.#acceptProvider(provider, [onEvent.function, isComplete.function]);
    return provider;
  }

  #acceptProvider(provider: cr.Provider, handlers: readonly lambda.Function[]): void {
    const theirs = provider.node.findAll().filter((child) => child instanceof lambda.Function);
    for (const { functionArn } of [...handlers, ...theirs]) {
      acknowledgePattern(this, `${functionArn}:*`, "the library's provider may invoke any version of these functions");
    }
    acknowledge(provider, 'IAM5[Resource::*]', "the library's waiter writes its log; log delivery knows no resources");
    acknowledge(provider, 'SF2', "the library's waiter asks one question every 10 s; there is nothing to trace");
  }
}

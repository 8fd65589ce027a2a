import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cr from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type * as z from 'zod';
import { type ServiceSlotsSchema, serviceSlotsAttributes } from '#resources/service-slots.contract.ts';
import { bundleOf } from './function-bundles.ts';
import { arnsIn, nameIn } from './names.ts';
import { privateLogGroup } from './private-log-group.ts';

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
  readonly listenerRule: string;

  constructor(scope: Construct, id: string, props: ServiceSlotsProps) {
    super(scope, id);
    const { environmentName, shape } = props;
    const logGroup = privateLogGroup(this, 'Log', `/sluice/${environmentName}/service-slots/${shape.service}`);
    const hosted = (handler: string) =>
      new lambda.Function(this, handler, {
        functionName: nameIn(environmentName, `${shape.service}-slots-${handler.toLowerCase()}`),
        description: `Creates, reshapes and removes the slots of ${shape.service} (${handler})`,
        runtime: lambda.Runtime.NODEJS_24_X,
        architecture: lambda.Architecture.ARM_64,
        handler: `index.${handler}`,
        code: lambda.Code.fromAsset(bundleOf('resources/service-slots')),
        timeout: Duration.minutes(1),
        memorySize: 512,
        tracing: lambda.Tracing.ACTIVE,
        logGroup,
      });
    const onEvent = hosted('onEvent');
    const isComplete = hosted('isComplete');
    for (const fn of [onEvent, isComplete]) this.#mayLook(fn);
    this.#mayOwn(onEvent, props);

    const provider = new cr.Provider(this, 'Provider', {
      onEventHandler: onEvent,
      isCompleteHandler: isComplete,
      queryInterval: Duration.seconds(10),
      totalTimeout: Duration.minutes(30),
      logGroup,
    });
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::SluiceServiceSlots',
      serviceToken: provider.serviceToken,
      properties: shape,
    });
    // On delete the permissions must outlive the resource.
    for (const fn of [onEvent, isComplete]) resource.node.addDependency(fn);
    this.listenerRule = resource.getAttString(serviceSlotsAttributes.listenerRule);
  }

  /** `elasticloadbalancing:Describe*` knows no resources. */
  #mayLook(fn: lambda.Function): void {
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['elasticloadbalancing:DescribeRules'], resources: ['*'] }));
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['ecs:DescribeServices'], resources: ['*'] }));
  }

  #mayOwn(fn: lambda.Function, { environmentName, taskRoles }: ServiceSlotsProps): void {
    const arns = arnsIn(Stack.of(this), environmentName);
    const allow = (actions: string[], resources: string[]) =>
      fn.addToRolePolicy(new iam.PolicyStatement({ actions, resources }));
    allow(['elasticloadbalancing:CreateRule'], [arns.listeners]);
    allow(
      ['elasticloadbalancing:ModifyRule', 'elasticloadbalancing:DeleteRule', 'elasticloadbalancing:SetRulePriorities'],
      [arns.listenerRules],
    );
    allow(['ecs:CreateService', 'ecs:UpdateService', 'ecs:DeleteService', 'ecs:TagResource'], [arns.ecsServices]);
    for (const role of taskRoles) role.grantPassRole(fn.grantPrincipal);
  }
}

import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allow } from './grants.ts';
import { nameIn } from '#constructs/names.ts';

export interface SchedulesProps {
  readonly environmentName: string;
  /** What they start. */
  readonly function: lambda.IFunction;
  /** In a word or two, for the role: "the probes of every minute". */
  readonly purpose: string;
}

export interface Schedule {
  /** After the environment's. */
  readonly name: string;
  readonly expression: string;
  /** UTC where nothing is said. */
  readonly zone?: string;
  /** Something else than the function itself: a queue that it reads. */
  readonly arn?: string;
  readonly input?: string;
  /** A start that is older than this is given up. */
  readonly seconds: number;
  readonly tries: number;
}

/** Starts a function by the clock. Scheduler takes a role for that, which it may take in this account alone. */
export class Schedules extends Construct {
  readonly role: iam.Role;
  readonly #props: SchedulesProps;

  constructor(scope: Construct, id: string, props: SchedulesProps) {
    super(scope, id);
    this.#props = props;
    this.role = new iam.Role(this, 'Role', {
      description: `Starts ${props.purpose}`,
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    allow(this.role, { actions: ['lambda:InvokeFunction'], on: props.function.functionArn });
  }

  add(id: string, { name, expression, zone, arn, input, seconds, tries }: Schedule): void {
    const { environmentName, function: starts } = this.#props;
    new scheduler.CfnSchedule(this, id, {
      name: nameIn(environmentName, name),
      scheduleExpression: expression,
      ...(zone !== undefined && { scheduleExpressionTimezone: zone }),
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: arn ?? starts.functionArn,
        roleArn: this.role.roleArn,
        ...(input !== undefined && { input }),
        retryPolicy: { maximumEventAgeInSeconds: seconds, maximumRetryAttempts: tries },
      },
    }).node.addDependency(this.role);
  }
}

import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { nameIn } from '#constructs/names.ts';
import type { EventPattern, Trigger, TriggerInput } from '#wire/triggers.ts';

export interface TriggerRuleProps<T extends Trigger> {
  readonly environmentName: string;
  readonly trigger: T;
  /** What its pattern refers to. */
  readonly place: T extends { pattern: (place: infer P) => EventPattern }
    ? unknown extends P
      ? undefined
      : P
    : undefined;
  /** The account's default bus where none is given. */
  readonly eventBus?: events.IEventBus;
  readonly target: events.IRuleTarget;
}

/** The EventBridge rule of a trigger. The rule has the trigger's name, words and pattern, and nothing of its own. */
export class TriggerRule<T extends Trigger> extends events.Rule {
  constructor(scope: Construct, id: string, props: TriggerRuleProps<T>) {
    const { environmentName, trigger, place, eventBus, target } = props;
    super(scope, id, {
      ...(eventBus && { eventBus }),
      ruleName: nameIn(environmentName, trigger.rule),
      description: trigger.description,
      ...(trigger.pattern === undefined
        ? { schedule: events.Schedule.rate(Duration.minutes(1)) }
        : { eventPattern: forCdk(trigger.pattern(place as never)) }),
      targets: [target],
    });
  }
}

const forCdk = ({ 'detail-type': detailType, ...pattern }: EventPattern): events.EventPattern =>
  ({ ...pattern, detailType }) as unknown as events.EventPattern;

/** What a target gets in place of the event. */
export const inputOf = (input: TriggerInput): events.RuleTargetInput =>
  events.RuleTargetInput.fromObject(withPaths(input));

const withPaths = (input: TriggerInput): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).map(([field, value]) => [
      field,
      typeof value !== 'string' ? withPaths(value) : value.startsWith('$.') ? events.EventField.fromPath(value) : value,
    ]),
  );

import { globSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '#constructs/workflows/step-lambda.ts';
import { everyMinute, type Trigger, triggers } from '#rehearsal/simulator/machines/triggers.ts';
import { exampleApp, root } from './support/example.ts';
import { type Found, type Json, resourcesIn, type StackTemplate, templatesOf } from './support/templates.ts';

let templates: readonly StackTemplate[];
let rules: readonly Found[];
let everywhere: readonly StackTemplate[];
beforeAll(async () => {
  everywhere = templatesOf(await exampleApp());
  templates = everywhere.filter(({ stack }) => /^sluice-production-(.*us-east-1|standby-eu-west-1)$/.test(stack));
  // What tells people or the other region has its target in another stack, and starts nothing.
  const starts = ({ Properties }: Found) =>
    (Properties['Targets'] as Json[]).some(({ Arn }) => Arn.Ref ?? Arn['Fn::GetAtt']);
  // The watch over the primary is started by each story between regions itself: it would run beside all others.
  const isStartedByStories = (rule: Found) =>
    (rule.Properties['Targets'] as Json[]).map(targetName).includes('machine primary-monitor');
  rules = resourcesIn(templates, 'AWS::Events::Rule')
    .filter(starts)
    .filter((rule) => !isStartedByStories(rule));
}, 120_000);

const prefix = /^sluice-[a-z]+-/;

/** What a target of a rule is: `machine deployment`, `watcher InterruptBake`. */
function targetName({ Arn }: Json): string {
  const id = (Arn.Ref ?? Arn['Fn::GetAtt']?.[0]) as string;
  const { Type, Properties } = resourcesIn(everywhere).find((resource) => resource.id === id)!;
  if (Type === 'AWS::StepFunctions::StateMachine')
    return `machine ${(Properties['StateMachineName'] as string).replace(prefix, '')}`;
  const name = (Properties['FunctionName'] as string).replace(prefix, '').replace('watchers-', '');
  return `watcher ${stateOf({ name })}`;
}

const inTemplate = ({ Properties }: Found): string => {
  const detailType = Properties['EventPattern']?.['detail-type'] ?? [everyMinute];
  const when = Properties['ScheduleExpression'] ?? 'event';
  const name = (Properties['Name'] as string).replace(prefix, '');
  return `${name}: ${when} ${detailType} -> ${(Properties['Targets'] as Json[]).map(targetName).join()}`;
};

const inSimulator = ({ rule, detailType, starts }: Trigger): string => {
  const when = detailType === everyMinute ? 'rate(1 minute)' : 'event';
  const target = 'machine' in starts ? `machine ${starts.machine}` : `watcher ${starts.watcher}`;
  return `${rule}: ${when} ${[detailType].flat().join()} -> ${target}`;
};

describe('what rules start', () => {
  it('is the same in the stacks and in the simulator', () => {
    expect(rules.map(inTemplate).sort()).toEqual(triggers.map(inSimulator).sort());
  });

  it('is every watcher, by at least one rule, schedule or stream', () => {
    const watchers = globSync('functions/watchers/*.watcher.ts', { cwd: root }).map(
      (file) => `watcher ${stateOf({ name: file.replace(/^.*\/|\.watcher\.ts$/g, '') })}`,
    );
    // Only an environment that sleeps has somebody for it.
    const scheduled = resourcesIn(everywhere, 'AWS::Scheduler::Schedule').map(
      ({ Properties }): Json => Properties['Target'],
    );
    const mapped = resourcesIn(templates, 'AWS::Lambda::EventSourceMapping').map(({ Properties }): Json => ({
      Arn: Properties['FunctionName'],
    }));
    const functions = scheduled.filter(({ Arn }) => JSON.stringify(Arn).includes('Function'));
    const started = new Set([
      ...rules.flatMap(({ Properties }) => (Properties['Targets'] as Json[]).map(targetName)),
      ...[...functions, ...mapped].map((target) => targetName(target)),
    ]);
    expect(watchers.length).toBeGreaterThan(0);
    expect([...started].filter((target) => target.startsWith('watcher ')).sort()).toEqual(watchers.sort());
  });

  it('publishes events of services only: the watch over a region writes into the same table every few seconds', () => {
    const mapped = resourcesIn(templates, 'AWS::Lambda::EventSourceMapping').filter(({ Properties }) =>
      JSON.stringify(Properties['FunctionName']).includes('PublishEvents'),
    );
    expect(mapped.length).toBeGreaterThan(0);
    for (const { Properties } of mapped) {
      expect(Properties['FilterCriteria']).toEqual({
        Filters: [{ Pattern: JSON.stringify({ dynamodb: { Keys: { pk: { S: [{ prefix: 'service#' }] } } } }) }],
      });
    }
  });

  it('is something for every watcher that has a contract', () => {
    const files = (kind: string) =>
      globSync(`functions/watchers/*.${kind}.ts`, { cwd: root }).map((file) => file.replace(`.${kind}.ts`, ''));
    expect(files('contract').sort()).toEqual(files('watcher').sort());
  });
});

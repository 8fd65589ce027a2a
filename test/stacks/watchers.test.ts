import { globSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stateOf } from '#constructs/workflows/step-lambda.ts';
import { type Place, type Trigger, triggers } from '#wire/triggers.ts';
import { root } from './support/example.ts';
import { exampleTemplates } from './support/example-templates.ts';
import { type Found, type Json, resourcesIn, type StackTemplate } from './support/templates.ts';

let templates: readonly StackTemplate[];
let rules: readonly Found[];
let everywhere: readonly StackTemplate[];
beforeAll(async () => {
  everywhere = await exampleTemplates();
  templates = everywhere.filter(({ stack }) => /^sluice-production-(.*us-east-1|standby-eu-west-1)$/.test(stack));
  // A rule that notifies people or the other region has its target in another stack, and starts nothing.
  const starts = ({ Properties }: Found) =>
    (Properties['Targets'] as Json[]).some(({ Arn }) => Arn.Ref ?? Arn['Fn::GetAtt']);
  rules = resourcesIn(templates, 'AWS::Events::Rule').filter(starts);
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

const place: Place = {
  environment: 'production',
  cluster: 'sluice-production',
  primaryRegion: 'us-east-1',
  machineArn: (machine) => `machine ${machine}`,
};

/** A whole trigger, in the form of a template. */
const asDeclared = ({ rule, description, starts, pattern, input }: Trigger) => ({
  rule,
  description,
  target: 'machine' in starts ? `machine ${starts.machine}` : `watcher ${stateOf({ name: starts.watcher })}`,
  schedule: pattern === undefined ? 'rate(1 minute)' : undefined,
  pattern: pattern?.(place),
  input,
});

/** The same, read from a rule of a template: whole, so that nothing can be left out. */
function asDeployed({ Properties }: Found) {
  const [target, ...others] = Properties['Targets'] as Json[];
  expect(others).toEqual([]);
  return {
    rule: (Properties['Name'] as string).replace(prefix, ''),
    description: Properties['Description'] as string,
    target: targetName(target),
    schedule: Properties['ScheduleExpression'] as string | undefined,
    pattern: withNames(Properties['EventPattern']),
    input: inputOf(target),
  };
}

/** References to machines, by the machines' names. */
function withNames(value: Json): Json {
  if (Array.isArray(value)) return value.map(withNames);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return targetName({ Arn: value });
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, withNames(inside)]));
}

/** What the target gets in place of the event, with paths where the event's fields go. */
function inputOf({ Input, InputTransformer }: Json): Json {
  if (Input !== undefined) return JSON.parse(Input as string);
  if (InputTransformer === undefined) return undefined;
  const { InputTemplate, InputPathsMap } = InputTransformer;
  return JSON.parse((InputTemplate as string).replace(/<([^>]+)>/g, (_, name: string) => `"${InputPathsMap[name]}"`));
}

const byRule = <T extends { readonly rule: string }>(all: readonly T[]) =>
  all.toSorted((a, b) => (a.rule < b.rule ? -1 : 1));

describe('what rules start', () => {
  it('is every trigger and nothing else: name, pattern, target and input are those of the list', () => {
    expect(byRule(rules.map(asDeployed))).toEqual(byRule(Object.values(triggers).map(asDeclared)));
  });

  it('would differ with one value more in a pattern', () => {
    const found = rules.find(({ Properties }) => Properties['Name'] === 'sluice-production-ended')!;
    const changed = structuredClone(found);
    (changed.Properties['EventPattern'].detail.status as string[]).push('RUNNING');
    expect(asDeployed(found)).toEqual(asDeclared(triggers.ended));
    expect(asDeployed(changed)).not.toEqual(asDeclared(triggers.ended));
  });

  it('is every watcher, by at least one rule, schedule or stream', () => {
    const watchers = globSync('functions/watchers/*.watcher.ts', { cwd: root }).map(
      (file) => `watcher ${stateOf({ name: file.replace(/^.*\/|\.watcher\.ts$/g, '') })}`,
    );
    // Only an environment that sleeps has a schedule for it.
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

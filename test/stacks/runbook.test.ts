import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorOf, runbook } from '#constructs/notifications/runbook-alarm.ts';
import { root } from './support/example.ts';
import { exampleTemplates } from './support/example-templates.ts';
import { type Found, resourcesIn } from './support/templates.ts';

interface Article {
  readonly heading: string;
  readonly body: string;
}

const articles: readonly Article[] = readFileSync(join(root, runbook), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((text) => {
    const [heading = '', ...body] = text.split('\n');
    return { heading: heading.replaceAll('`', ''), body: body.join('\n') };
  });

let alarms: readonly Found[];
beforeAll(async () => {
  const templates = await exampleTemplates();
  const policies = new Set(resourcesIn(templates, 'AWS::ApplicationAutoScaling::ScalingPolicy').map(({ id }) => id));
  // An alarm that only scales notifies no one.
  alarms = resourcesIn(templates, 'AWS::CloudWatch::Alarm').filter(
    ({ Properties }) => !policies.has((Properties['AlarmActions'] as { Ref?: string }[] | undefined)?.[0]?.Ref ?? ''),
  );
}, 120_000);

const anchorIn = ({ Properties }: Found): string => {
  const [, anchor = 'no link'] =
    /What to do: docs\/runbook\.md#([\w-]+)$/.exec(Properties['AlarmDescription'] as string) ?? [];
  return anchor;
};

/** `<service>-<slot>-errors` is the article of `api-blue-errors`. */
const namedBy = (heading: string): RegExp =>
  new RegExp(
    `^${heading.replace('<service>', '[a-z][a-z0-9-]*').replace('<slot>', '(blue|green)').replace('<watcher>', '[a-z-]+').replace('<worker>', '[a-z-]+')}$`,
  );

describe('the runbook', () => {
  it('has an article for every alarm, which the alarm links to and is named after', () => {
    expect(alarms.length).toBeGreaterThan(50);
    for (const alarm of alarms) {
      const article = articles.find(({ heading }) => anchorOf(heading) === anchorIn(alarm));
      const name = (alarm.Properties['AlarmName'] as string).replace(`sluice-${alarm.environment}-`, '');
      expect(article, name).toBeDefined();
      expect(name).toMatch(namedBy(article!.heading));
    }
  });

  it('has no article without an alarm', () => {
    const used = new Set(alarms.map(anchorIn));
    expect(articles.filter(({ heading }) => !used.has(anchorOf(heading)))).toEqual([]);
  });

  it('says in every article what it is, how to look, what to do and when not to', () => {
    for (const { heading, body } of articles) {
      const parts = Array.from(body.matchAll(/^\*\*([\w ]+)\.\*\* \S/gm), ([, part]) => part);
      expect(parts, heading).toEqual(['Description', 'Investigation', 'Resolution', 'When not to']);
    }
  });

  it('is named after what it is about, once', () => {
    const headings = articles.map(({ heading }) => heading);
    expect(headings).toEqual([...new Set(headings)]);
    expect(namedBy('<service>-<slot>-errors').test('api-blue-errors')).toBe(true);
    expect(namedBy('<service>-<slot>-errors').test('api-red-errors')).toBe(false);
  });
});

describe('every alarm', () => {
  it('is told to people, when it begins and when it ends', () => {
    for (const { Properties } of alarms) {
      expect(Properties['AlarmActions']).toHaveLength(1);
      expect(Properties['OKActions']).toEqual(Properties['AlarmActions']);
    }
  });

  it('does not ring because nothing happened, but for what has to happen every minute', () => {
    const ofUsers = alarms.filter(({ Properties }) => !String(Properties['AlarmName']).endsWith('-silent'));
    for (const { Properties } of ofUsers) expect(Properties['TreatMissingData']).toBe('notBreaching');
  });

  it('exists for each way in which a machine can fail', () => {
    const ofMachines = alarms.filter(({ Properties }) => Properties['Namespace'] === 'AWS/States');
    const watched = ofMachines.map(({ stack, Properties }) => [
      stack,
      JSON.stringify(Properties['Dimensions']),
      Properties['MetricName'],
    ]);
    expect(new Set(watched.map(([, , metric]) => metric))).toEqual(
      new Set(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted', 'ExecutionThrottled']),
    );
    // 6 machines in 4 places and 2 in the one standby, and 4 ways to fail.
    expect(new Set(watched.map((what) => what.join())).size).toBe((6 * 4 + 2) * 4);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { numberOf } from '#domain/deployment/stages.ts';
import { goodMachine, withState } from './fixtures/good-machine.ts';
import { pagePath, upToDate } from './readme/page.ts';
import { pictureOf } from './readme/picture.ts';
import { readingOrder } from './readme/reading-order.ts';
import { withSection } from './readme/sections.ts';
import { tableOf } from './readme/table.ts';
import { condition } from './readme/words.ts';

const picture = pictureOf(goodMachine.definition);
const catching = (Next: string) => ({ Catch: [{ ErrorEquals: ['States.ALL'], Next }] });

describe('the picture of a machine', () => {
  it('shows the way to success first and what failures lead to last', () => {
    expect(readingOrder(goodMachine.definition)).toEqual(['VerifyHealth', 'ShiftTraffic', 'IsDone', 'Done', 'Failed']);
  });

  it('gives functions, machines, choices and ends their shapes', () => {
    for (const node of [
      'VerifyHealth["Verify health"]',
      'ShiftTraffic[["Shift traffic"]]',
      'IsDone{"Is done"}',
      'Done(["Done"])',
    ]) {
      expect(picture).toContain(node);
    }
  });

  it('numbers the stages and sets them apart', () => {
    const { definition } = withState('VerifyHealth', { Comment: 'Stage 6: looks.' });
    expect(pictureOf(definition)).toContain('VerifyHealth["6 · Verify health"]');
    expect(pictureOf(definition)).toContain('class VerifyHealth stage');
    expect(picture).not.toContain('stage');
  });

  it('draws full lines to success, named ones from choices and dashed ones for failures', () => {
    expect(picture).toContain('VerifyHealth --> ShiftTraffic');
    expect(picture).toContain('IsDone -->|"index below 3"| ShiftTraffic');
    expect(picture).toContain('IsDone -->|otherwise| Done');
    expect(picture).toContain('VerifyHealth -.->|"fails"| Failed');
  });

  it('colors the success and the failure state', () => {
    expect(picture).toContain('class Done good');
    expect(picture).toContain('class Failed bad');
  });

  it('draws one arrow for a state that continues whether it failed or not', () => {
    const { definition } = withState('VerifyHealth', catching('ShiftTraffic'));
    expect(pictureOf(definition)).toContain('VerifyHealth -->|even if it fails| ShiftTraffic');
    expect(pictureOf(definition)).not.toContain('-.->');
  });

  it('frames three states in a row that fail to the same state', () => {
    const task = (Next: string) => ({ Type: 'Task', Next, ...catching('Failed') }) as const;
    const drawn = pictureOf({
      StartAt: 'First',
      States: {
        First: task('Second'),
        Second: task('Third'),
        Third: task('Done'),
        Done: { Type: 'Succeed' },
        Failed: { Type: 'Fail' },
      },
    });
    expect(drawn).toContain('together0 -.-> Failed');
    expect(drawn).not.toContain('First -.->');
  });

  it('describes once what four states do alike, and draws an arrow for each of three', () => {
    const errors = [...Array.from({ length: 4 }, () => 'Stopped'), ...Array.from({ length: 3 }, () => 'Late')];
    const States = Object.fromEntries(
      errors.map((error, index) => [
        `S${index}`,
        { Type: 'Task' as const, Next: `S${index + 1}`, Catch: [{ ErrorEquals: [error], Next: 'Failed' }] },
      ]),
    );
    const ends = { S7: { Type: 'Succeed' as const }, Failed: { Type: 'Fail' as const } };
    const drawn = pictureOf({ StartAt: 'S0', States: { ...States, ...ends } });
    expect(drawn).toMatch(/(alike\d+)>"Stopped, in 4 states"\]\n +\1 -\.-> Failed/);
    expect(drawn).not.toContain('-.->|"Stopped"|');
    expect(drawn.match(/S\d -\.->\|"Late"\| Failed/g)).toHaveLength(3);
  });

  it('draws branches inside of their state', () => {
    const drawn = pictureOf({
      StartAt: 'Both',
      States: { Both: { Type: 'Parallel', Branches: [goodMachine.definition], Next: 'End' }, End: { Type: 'Succeed' } },
    });
    expect(drawn).toMatch(/subgraph Both \["Both"\][^]+VerifyHealth\["Verify health"\][^]+end\n/);
    expect(drawn).toContain('class End,Done good');
  });
});

describe('a condition in words', () => {
  it.each([
    ['{% $index < $count($steps) %}', 'index below count(steps)'],
    ["{% $verdict = 'rollback' %}", 'verdict is rollback'],
    ['{% $lag >= 5 and $quorum != 2 %}', 'lag at least 5 and quorum is not 2'],
  ])('%s', (expression, words) => {
    expect(condition(expression)).toBe(words);
  });
});

describe('the table of a machine', () => {
  it('leads from each state to its file, with the purpose of its contract or its comment', () => {
    expect(tableOf(goodMachine).split('\n').slice(2)).toEqual([
      `| \`VerifyHealth\` | Stage ${numberOf('VerifyHealth')}: Every task answers its health check. | [verify-health](../functions/steps/deployment/verify-health.step.ts) |`,
      '| `ShiftTraffic` | Traffic moves. | [traffic-shift](#traffic-shift) |',
      '| `IsDone` | Another weight? | here |',
    ]);
  });
});

describe('the page of the machines', () => {
  it('is redrawn when a picture was changed by hand', async () => {
    const fresh = await upToDate(readFileSync(pagePath, 'utf8'));
    const changed = fresh.replaceAll('flowchart TD', 'flowchart LR');
    expect(changed).not.toBe(fresh);
    expect(await upToDate(changed)).toBe(fresh);
  });

  it('keeps what people wrote around the marks', () => {
    const first = withSection('# Machines\n\nProse.\n', 'rollback', 'old');
    const written = first.replace('## rollback\n', '## rollback\n\nIt goes back.\n');
    expect(withSection(written, 'rollback', 'new')).toBe(written.replace('old', 'new'));
  });

  it('refuses to describe a machine that no longer exists', async () => {
    const page = withSection(readFileSync(pagePath, 'utf8'), 'teleport', 'beams');
    await expect(upToDate(page)).rejects.toThrow('still tells of teleport');
  });
});

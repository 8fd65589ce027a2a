import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { renderFrame } from '#rehearsal/progress/frame.ts';
import { colored } from '#rehearsal/progress/paint.ts';
import { advance, initialState, type ProgressEvent, type ProgressState } from '#rehearsal/progress/state.ts';
import { stageNames } from '#rehearsal/record.ts';
import { columns, cut } from '#rehearsal/progress/text.ts';

const deployment = '20260314T092701Z-api-7f3a';

function after(...events: [at: number, event: ProgressEvent][]): ProgressState {
  return events.reduce((state, [at, event]) => advance(state, event, at), initialState('good-release'));
}

const stage = (name: string, state: 'running' | 'succeeded' | 'failed', note?: string): ProgressEvent => ({
  kind: 'stage',
  deployment,
  number: stageNames.indexOf(name) + 1,
  name,
  state,
  ...(note === undefined ? {} : { note }),
});

const weights: ProgressEvent = {
  kind: 'weights',
  weights: { blue: 90, green: 10, blueVersion: 'v1', greenVersion: 'v2' },
};

const midShift = after(
  [0, { kind: 'cloud', what: 'Start the local cloud' }],
  [4, { kind: 'cloud', what: 'Deploy 4 stacks', count: { done: 131, total: 131 } }],
  [40, stage('Deploy application', 'running')],
  [48.2, stage('Deploy application', 'succeeded', `2 of 2 tasks healthy; ${'日本語 '.repeat(20)}`)],
  [49, stage('Shift traffic', 'running')],
  [60, weights],
  [61, { kind: 'traffic', totals: { v1: { requests: 123_456, failed: 0 }, v2: { requests: 12, failed: 3 } } }],
);

describe('a frame of the live progress', () => {
  it.each([20, 40, 80, 120])('is never wider than %i columns', (width) => {
    for (const paint of [undefined, colored]) {
      const widths = renderFrame(midShift, width, paint).map((line) => columns(stripVTControlCharacters(line)));
      expect(Math.max(...widths)).toBeLessThanOrEqual(width);
    }
  });

  it('has a row for each stage, with the time of those that ran', () => {
    const frame = renderFrame(midShift, 80);
    expect(frame.filter((line) => /^. \d+ /.test(line))).toHaveLength(stageNames.length);
    expect(frame).toContainEqual(expect.stringMatching(/^✓ \d+ Deploy application +8\.2 s {2}2 of 2 tasks healthy/));
    expect(frame).toContainEqual(expect.stringMatching(/^[^✓✗·] \d+ Shift traffic +12 s$/));
    expect(frame).toContainEqual(`· ${stageNames.length} Clean up`);
  });

  it('shows the weights as a bar in their proportion, at the same place for every weight', () => {
    const bar = (blue: number) => {
      const state = advance(midShift, { kind: 'weights', weights: { blue, green: 100 - blue } }, 62);
      return renderFrame(state, 80).find((line) => line.startsWith('blue')) ?? '';
    };
    expect(bar(90).match(/█/g)).toHaveLength(36);
    expect(bar(90).match(/▒/g)).toHaveLength(4);
    expect(new Set([0, 5, 50, 100].map((blue) => bar(blue).search(/[█▒]/))).size).toBe(1);
  });

  it('counts requests and failures of each version', () => {
    const frame = renderFrame(midShift, 80).join('\n');
    expect(frame).toMatch(/v1 +123,456 requests +0 failed/);
    expect(frame).toMatch(/v2 +12 requests +3 failed/);
  });

  it('shows each phase of the cloud with its count, and one line for all once the deployment starts', () => {
    const starting = after(
      [0, { kind: 'cloud', what: 'Start the local cloud' }],
      [4, { kind: 'cloud', what: 'Deploy 4 stacks', count: { done: 12, total: 131 } }],
      [6, { kind: 'cloud', what: 'Deploy 4 stacks', count: { done: 40, total: 131 } }],
    );
    expect(renderFrame(starting, 100).filter((line) => /Start|Deploy/.test(line))).toHaveLength(2);
    expect(renderFrame(starting, 100).join('\n')).toContain('40 of 131');
    expect(renderFrame(midShift, 100).filter((line) => /cloud|stacks/.test(line))).toEqual([
      expect.stringMatching(/^✓ Local cloud +40 s$/),
    ]);
  });

  it('lets no text of others move the cursor or break a line', () => {
    const note = 'died:\u001b[2J\u001b]0;title\u0007\r\nexit 1';
    const frame = renderFrame(after([1, stage('Deploy application', 'failed', note)]), 120);
    expect(frame.join('')).not.toMatch(/\p{Cc}/u);
    expect(frame.join('\n')).toContain('exit 1');
  });

  it('starts over with the stages of the same version again', () => {
    const once = after([1, stage('Validate configuration', 'running')], [2, stage('Validate configuration', 'failed')]);
    const again = advance(once, stage('Validate configuration', 'running'), 60);
    expect(again.stages).toEqual([{ number: 1, name: 'Validate configuration', state: 'running', startedSeconds: 60 }]);
  });

  it('starts over with the stages of a second deployment', () => {
    const second = advance(
      midShift,
      { ...stage('Validate configuration', 'running'), deployment: 'the-second' } as ProgressEvent,
      70,
    );
    const frame = renderFrame(second, 80).join('\n');
    expect(frame).toContain('the-second');
    expect(frame).not.toContain(deployment);
    expect(frame).toContain(`· ${stageNames.indexOf('Deploy application') + 1} Deploy application`);
  });
});

describe('cutting text', () => {
  it('keeps what fits and says that something is missing', () => {
    expect(cut('shift traffic', 13)).toBe('shift traffic');
    expect(cut('shift traffic', 8)).toBe('shift t…');
    expect(cut('日本語', 4)).toBe('日…');
    expect(cut('anything', 0)).toBe('');
  });
});

import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress, type Progress } from '#rehearsal/progress/progress.ts';

class Terminal extends Writable {
  written = '';
  readonly columns = 80;
  readonly rows = 30;
  readonly isTTY: boolean;

  constructor(isTTY: boolean) {
    super({ decodeStrings: false });
    this.isTTY = isTTY;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.written += chunk;
    done();
  }
}

interface Watched {
  terminal: Terminal;
  progress: Progress;
  at: (seconds: number) => Progress;
}

function watch(isTTY: boolean, environment: Record<string, string> = {}): Watched {
  const terminal = new Terminal(isTTY);
  let clock = 0;
  const stream = terminal as unknown as NodeJS.WriteStream;
  const progress = createProgress(stream, { title: 'good-release', environment, now: () => clock });
  const at = (seconds: number) => {
    clock = seconds * 1000;
    return progress;
  };
  return { terminal, progress, at };
}

const deployment = '20260314T092701Z-api-7f3a';

describe('progress where the cursor cannot move', () => {
  it('is one line per event, with the time of each', () => {
    const { terminal, at } = watch(false);
    at(0).cloud('start the local cloud');
    at(12.3).stage(deployment, 5, 'Deploy application', 'running');
    at(20.5).stage(deployment, 5, 'Deploy application', 'succeeded', '2 of 2 tasks healthy');
    at(21).weights({ blue: 90, green: 10, blueVersion: 'v1', greenVersion: 'v2' });
    at(22).traffic({ v1: { requests: 1204, failed: 0 }, v2: { requests: 1, failed: 1 } });
    at(30).decision('judge', 'advance from 10 to 50', 'v2 failed 0 of 118 requests.');
    at(31).note('a fault\nin two lines');
    at(32).close(['Held. All 5 promises held.']);
    expect(terminal.written.split('\n')).toEqual([
      '[   0.0s] start the local cloud',
      '[  12.3s] stage 5 deploy application …',
      '[  20.5s] stage 5 deploy application succeeded after 8.2 s: 2 of 2 tasks healthy',
      '[  21.0s] weights blue 90 (v1), green 10 (v2)',
      '[  22.0s] traffic v1 1,204 requests, 0 failed; v2 1 request, 1 failed',
      '[  30.0s] decision of judge: advance from 10 to 50. v2 failed 0 of 118 requests.',
      '[  31.0s] a fault in two lines',
      'Held. All 5 promises held.',
      '',
    ]);
  });

  it('does not repeat the same progress', () => {
    const { terminal, at } = watch(false);
    for (const done of [0, 30, 60, 131]) at(1).cloud('deploy 4 stacks', { done, total: 131 });
    for (const seconds of [2, 3, 9, 12]) at(seconds).traffic({ v1: { requests: seconds, failed: 0 } });
    for (const seconds of [13, 14]) at(seconds).weights({ blue: 100, green: 0 });
    expect(terminal.written.trimEnd().split('\n')).toEqual([
      '[   1.0s] deploy 4 stacks 0 of 131',
      '[   1.0s] deploy 4 stacks 131 of 131',
      '[   2.0s] traffic v1 2 requests, 0 failed',
      '[  12.0s] traffic v1 12 requests, 0 failed',
      '[  13.0s] weights blue 100, green 0',
    ]);
  });

  it.each([
    ['CI', 'true'],
    ['TERM', 'dumb'],
  ])('is chosen on a terminal with %s=%s', (name, value) => {
    const { terminal, at } = watch(true, { [name]: value });
    at(1).note('hello');
    expect(terminal.written).toBe('[   1.0s] hello\n');
  });
});

describe('progress on a terminal', () => {
  it('hides the cursor, keeps decisions above the region and gives the cursor back at the end', () => {
    const { terminal, at } = watch(true, { NO_COLOR: '1' });
    at(1).stage(deployment, 7, 'Shift traffic', 'running');
    at(2).decision('judge', 'promote v2', 'All good.');
    at(3).close(['Held.']);
    expect(terminal.written.startsWith('\u001b[?25l')).toBe(true);
    expect(terminal.written.endsWith('\u001b[?25hHeld.\n')).toBe(true);
    const [decision, region] = ['decision of judge: promote v2', '7 Shift traffic'].map((text) =>
      terminal.written.lastIndexOf(text),
    );
    expect(decision).toBeGreaterThan(0);
    expect(decision).toBeLessThan(region ?? 0);
  });

  it('draws over its last frame', () => {
    const { terminal, at } = watch(true);
    at(3).close([]);
    expect(terminal.written).toContain('\u001b[1A\r\u001b[J');
  });

  it('uses no color where NO_COLOR is set', () => {
    const colors = (environment: Record<string, string>) => {
      const { terminal, at } = watch(true, environment);
      at(1).stage(deployment, 1, 'Validate configuration', 'succeeded');
      at(1).close([]);
      return terminal.written.match(/\u001b\[\d+m/g)?.length ?? 0;
    };
    expect(colors({})).toBeGreaterThan(0);
    expect(colors({ NO_COLOR: '1' })).toBe(0);
  });

  it('leaves no handler of signals behind', () => {
    const handlers = () => ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'].map((name) => process.listenerCount(name));
    const before = handlers();
    const { progress } = watch(true);
    expect(handlers()).not.toEqual(before);
    progress.close([]);
    expect(handlers()).toEqual(before);
  });
});

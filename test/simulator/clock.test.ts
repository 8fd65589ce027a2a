import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#rehearsal/simulator/clock.ts';

const start = Date.parse('2026-01-05T09:00:00.000Z');

describe('the virtual clock', () => {
  it('lets events happen in the order of time, and simultaneous ones in the order of planning', async () => {
    const clock = new VirtualClock(start);
    const seen: string[] = [];
    clock.after(2, () => seen.push('late'));
    clock.after(1, () => seen.push('first of two'));
    clock.after(1, () => seen.push('second of two'));
    clock.after(0, () => seen.push('now'));
    await clock.run();
    expect(seen).toEqual(['now', 'first of two', 'second of two', 'late']);
    expect(clock.iso()).toBe('2026-01-05T09:00:02.000Z');
  });

  it('keeps order with many events planned at random', async () => {
    const clock = new VirtualClock(start);
    const seen: number[] = [];
    for (let index = 0; index < 500; index++) {
      const at = (index * 7919) % 101;
      clock.after(at, () => seen.push(at * 1000 + index));
    }
    await clock.run();
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen).toHaveLength(500);
  });

  it('lets asynchronous code come to rest before time moves, however deep it awaits', async () => {
    const clock = new VirtualClock(start);
    const seen: string[] = [];
    const deep = async (depth: number): Promise<void> => (depth === 0 ? undefined : deep(depth - 1));
    clock.after(1, () => {
      void deep(2000).then(() => seen.push(`settled at ${clock.now() - start}`));
    });
    clock.after(1.001, () => seen.push('next event'));
    await clock.run();
    expect(seen).toEqual(['settled at 1000', 'next event']);
  });

  it('settles what was awaited before it runs', async () => {
    const clock = new VirtualClock(start);
    const seen: string[] = [];
    void (async () => {
      await Promise.resolve();
      await clock.sleep(5);
      seen.push(clock.iso());
    })();
    await clock.run();
    expect(seen).toEqual(['2026-01-05T09:00:05.000Z']);
  });

  it('sleeps without real time', async () => {
    const clock = new VirtualClock(start);
    let woke = 0;
    void clock.sleep(86_400).then(() => (woke = clock.now()));
    await clock.run();
    expect(woke - start).toBe(86_400_000);
    expect(clock.happened).toBe(1);
  });

  it('forgets a cancelled event and does not move to its time', async () => {
    const clock = new VirtualClock(start);
    const seen: string[] = [];
    const cancel = clock.after(60, () => seen.push('cancelled'));
    clock.after(1, cancel);
    await clock.run();
    expect(seen).toEqual([]);
    expect(clock.now() - start).toBe(1000);
  });

  it('runs until a time, and later continues from there', async () => {
    const clock = new VirtualClock(start);
    const seen: number[] = [];
    for (const second of [10, 20, 30]) clock.after(second, () => seen.push(second));
    await clock.runFor(20);
    expect(seen).toEqual([10, 20]);
    await clock.runFor(5);
    expect(clock.now() - start).toBe(25_000);
    await clock.run();
    expect(seen).toEqual([10, 20, 30]);
  });

  it('runs an event that is planned for the past now', async () => {
    const clock = new VirtualClock(start);
    const seen: number[] = [];
    clock.after(10, () => clock.at(start, () => seen.push(clock.now() - start)));
    await clock.run();
    expect(seen).toEqual([10_000]);
  });

  it('does not let simulated code run it', async () => {
    const clock = new VirtualClock(start);
    let refused: unknown;
    clock.after(1, () => {
      clock.run().catch((error: unknown) => (refused = error));
    });
    await clock.run();
    expect(String(refused)).toContain('The clock is running already');
  });

  it('passes on what an event throws', async () => {
    const clock = new VirtualClock(start);
    clock.after(1, () => {
      throw new Error('a mistake in the world');
    });
    await expect(clock.run()).rejects.toThrow('a mistake in the world');
  });
});

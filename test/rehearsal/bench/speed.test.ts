import { expect, test } from 'vitest';
import { describeSpeed, measureSpeed } from '#rehearsal/bench/speed.ts';

/** A look at a day of minutes must take 20 ms and 64 MB, and one more minute 0.2 ms, on an idle machine. */
test(
  'a look at a day costs little more than reading it, and one more minute the same at any time',
  { timeout: 60_000 },
  () => {
    const speed = measureSpeed();
    console.log(describeSpeed(speed));
    // Reading takes 1.3 ms or more wherever a look takes its 20 ms.
    expect(speed.lookAgainstReading).toBeLessThan(15);
    // 0.2 ms is a hundredth of the 20 ms of a look.
    expect(speed.foldMilliseconds / speed.lookMilliseconds).toBeLessThan(0.01);
    expect(speed.lateAgainstEarly).toBeLessThan(3);
    expect(speed.lateAgainstEarly).toBeGreaterThan(0.3);
    expect(speed.lookMegabytes).toBeLessThan(64);
  },
);

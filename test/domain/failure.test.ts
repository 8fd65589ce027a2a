import { describe, expect, it } from 'vitest';
import { inWords } from '#domain/failure.ts';

const thrown = (errorType: string, errorMessage: string) =>
  JSON.stringify({ errorType, errorMessage, trace: ['at x'] });

describe('a failure in words', () => {
  it('is the sentence that a step threw, without its trace', () => {
    const cause = thrown('ImageMissing', 'There is no image "v9".');
    expect(inWords({ Error: 'ImageMissing', Cause: cause })).toBe('ImageMissing: There is no image "v9"');
  });

  it('is the sentence within a nested execution', () => {
    const cause = JSON.stringify({ Error: 'SlotNotHealthy', Cause: thrown('SlotNotHealthy', '1 of 3 targets') });
    expect(inWords({ Error: 'States.TaskFailed', Cause: cause })).toBe('SlotNotHealthy: 1 of 3 targets');
  });

  it('is what Step Functions says where nothing is wrapped', () => {
    expect(inWords({ Error: 'States.Timeout', Cause: '' })).toBe('States.Timeout');
    expect(inWords({ Error: 'Stopped', Cause: 'by hand' })).toBe('Stopped: by hand');
    expect(inWords({ Error: 'Odd', Cause: '[1]' })).toBe('Odd: [1]');
  });

  it('stays short', () => {
    expect(inWords({ Error: 'E', Cause: 'x'.repeat(5000) }).length).toBeLessThan(700);
  });
});

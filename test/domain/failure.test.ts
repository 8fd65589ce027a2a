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

  it('names the error of Step Functions where the wrapped one has no type', () => {
    expect(inWords({ Error: 'Lambda.Unknown', Cause: JSON.stringify({ errorMessage: 'It died.' }) })).toBe(
      'Lambda.Unknown: It died',
    );
    expect(inWords({ Error: 'E', Cause: JSON.stringify({ errorMessage: 5, Cause: null }) })).toBe(
      'E: {"errorMessage":5,"Cause":null}',
    );
  });

  it('loses the last full stop, and no other', () => {
    expect(inWords({ Error: 'E', Cause: 'v1.2 failed.' })).toBe('E: v1.2 failed');
  });

  it('stays short', () => {
    expect(inWords({ Error: 'E', Cause: 'x'.repeat(5000) })).toBe(`E: ${'x'.repeat(600)}`);
  });
});

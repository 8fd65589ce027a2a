import { describe, expect, it } from 'vitest';
import { shortened } from '#constructs/names.ts';

describe('a name that is too long', () => {
  it('is cut to the limit and stays different from its neighbor', () => {
    const names = ['sluice-production-recommendation-api', 'sluice-production-recommendation-worker'].map((name) =>
      shortened(name, 27),
    );
    expect(names).toEqual([
      expect.stringMatching(/^sluice-production-re-[0-9a-f]{6}$/),
      expect.stringMatching(/^sluice-production-re-[0-9a-f]{6}$/),
    ]);
    expect(new Set(names).size).toBe(2);
  });

  it('stays as it is when it fits exactly', () => {
    expect(shortened('sluice-production-api', 21)).toBe('sluice-production-api');
  });
});

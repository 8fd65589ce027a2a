import { describe, expect, it } from 'vitest';
import { releasesToForget } from '#domain/images/kept-releases.ts';

/** `api:40` to `api:1`: the newest first. */
const revisions = (count: number) => Array.from({ length: count }, (_, index) => `api:${count - index}`);

describe('the releases to forget', () => {
  it('are none of the newest ten', () => {
    expect(releasesToForget(revisions(10), new Set())).toEqual([]);
    expect(releasesToForget(revisions(12), new Set())).toEqual(['api:2', 'api:1']);
  });

  it('are none that is needed, however old', () => {
    expect(releasesToForget(revisions(13), new Set(['api:1', 'api:3']))).toEqual(['api:2']);
  });

  it('are at most ten at once, the oldest', () => {
    expect(releasesToForget(revisions(40), new Set())).toEqual(revisions(10));
  });
});

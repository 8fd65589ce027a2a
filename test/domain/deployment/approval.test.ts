import { describe, expect, it } from 'vitest';
import { type Word, whyRefused } from '#domain/deployment/approval.ts';
import type { Wait } from '#domain/ledger/wait.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const baking: Wait = {
  service: 'api',
  deploymentId: 'd-1',
  kind: 'bake',
  token: 'token',
  openedAt: '2026-01-05T09:00:00.000Z',
  about: 'v2',
  slot: 'blue',
  targetsNeeded: 0,
  progress: { step: 0, journey: [], forced: false },
};
const asking: Wait = { ...baking, kind: 'approval', approval: { digest, requestedBy: 'Ada' } };
const word = (more: Partial<Word>): Word => ({ say: 'approve', by: 'Grace', digest, ...more });

describe('a word to a deployment that asks for an approval', () => {
  it.each([word({}), word({ say: 'refuse' }), word({ say: 'refuse', by: 'Ada', digest: undefined })])(
    'is heard: $say by $by',
    (said) => expect(whyRefused(asking, said)).toBeUndefined(),
  );

  it.each([
    ['the requester approves it', word({ by: ' ada ' }), /another person must approve it/],
    ['it is about another image', word({ digest: `sha256:${'b'.repeat(64)}` }), new RegExp(`include that digest`)],
    ['it names no image', word({ digest: undefined }), new RegExp(`is waiting for an approval of ${digest}`)],
    ['it is about a shift', word({ say: 'promote' }), /has not started yet; send "approve" or "refuse"/],
  ])('is not heard where %s', (_, said, why) => {
    expect(whyRefused(asking, said)).toMatch(why);
  });
});

describe('a word to a version that bakes', () => {
  it('is heard where it is about the shift, and not where it approves', () => {
    expect(whyRefused(baking, word({ say: 'promote' }))).toBeUndefined();
    expect(whyRefused(baking, word({}))).toMatch(/is not waiting for an approval/);
  });
});

import { describe, expect, it } from 'vitest';
import { describeBuildFailure } from '#domain/images/image-build.ts';

const said = (cause: unknown, error = 'States.TaskFailed') =>
  describeBuildFailure({ Error: error, Cause: typeof cause === 'string' ? cause : JSON.stringify(cause) });

const phases = [
  { PhaseType: 'PRE_BUILD', PhaseStatus: 'SUCCEEDED' },
  { PhaseType: 'BUILD', PhaseStatus: 'FAILED', Contexts: [{ Message: 'exit status 1' }] },
  { PhaseType: 'COMPLETED' },
];

describe('why a build failed', () => {
  it('is the first phase that did not succeed, what it said, and where the log is', () => {
    const words = 'Its phase BUILD ended with FAILED: exit status 1. Its log: https://log';
    expect(said({ Phases: phases, Logs: { DeepLink: 'https://log' } })).toBe(words);
    expect(said({ Build: { Phases: phases, Logs: { DeepLink: 'https://log' } } })).toBe(words);
  });

  it('is told without what the build did not say', () => {
    expect(said({ Phases: [{ PhaseType: 'QUEUED', PhaseStatus: 'TIMED_OUT' }] })).toBe(
      'Its phase QUEUED ended with TIMED_OUT: no reason given',
    );
  });

  it.each(['AccountLimitExceededException', '{"Phases": [', '[]', 'null', ''])('is the cause as it is: %j', (cause) => {
    expect(said(cause, 'CodeBuild.Refused')).toContain('CodeBuild.Refused');
  });

  it('stays short', () => {
    const Contexts = [{ Message: 'x'.repeat(900) }];
    expect(said({ Phases: [{ PhaseType: 'BUILD', PhaseStatus: 'FAULT', Contexts }] })).toBe(
      `Its phase BUILD ended with FAULT: ${'x'.repeat(300)}`,
    );
  });

  it('is the cause as it is where every phase succeeded', () => {
    const cause = { Phases: [{ PhaseType: 'BUILD', PhaseStatus: 'SUCCEEDED' }] };
    expect(said(cause)).toBe(`States.TaskFailed: ${JSON.stringify(cause)}`);
  });

  it('is its time where that ran out', () => {
    expect(said('', 'States.Timeout')).toBe('It took longer than it may');
  });
});

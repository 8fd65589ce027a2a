import { describe, expect, it } from 'vitest';
import { type ExecutionEvent, sameStages, stagesIn, transitionsIn } from '#domain/ledger/stage-history.ts';

let clock = 0;
const at = () => `second ${String(++clock).padStart(3, '0')}`;
const entered = (state: string, isTask = true): ExecutionEvent => ({ at: at(), kind: 'entered', state, isTask });
const tried = (): ExecutionEvent => ({ at: at(), kind: 'tried' });
const ended = (well: boolean): ExecutionEvent => ({ at: at(), kind: 'ended', well });
const told = (events: readonly ExecutionEvent[]) => stagesIn(events).map(({ stage, outcome }) => `${stage} ${outcome}`);

describe('the stages of an execution', () => {
  it('each last until the next begins, with what is done in between', () => {
    clock = 0;
    const stages = stagesIn([entered('ValidateConfiguration'), entered('AdmitDeployment'), entered('BuildImage')]);
    expect(stages).toEqual([
      { stage: 'ValidateConfiguration', startedAt: 'second 001', outcome: 'succeeded', endedAt: 'second 003' },
      { stage: 'BuildImage', startedAt: 'second 003', outcome: 'running' },
    ]);
  });

  it('are begun once, also where a build comes back to look for its image', () => {
    const events = [entered('BuildImage'), entered('RunBuild'), entered('BuildImage'), entered('PushImage')];
    expect(told(events)).toEqual(['BuildImage succeeded', 'PushImage running']);
  });

  it.each(['RollBack', 'DeploymentRefused'])('have failed where it turns to %s', (turn) => {
    expect(told([entered('DeployApplication'), entered(turn), ended(false)])).toEqual(['DeployApplication failed']);
  });

  it('have failed where a person stops it, and are all done where it ends well', () => {
    expect(told([entered('ShiftTraffic'), ended(false)])).toEqual(['ShiftTraffic failed']);
    expect(told([entered('CleanUp'), entered('RecordSuccess'), ended(true)])).toEqual(['CleanUp succeeded']);
  });
});

describe('the price of an execution', () => {
  it('counts each state that is entered, and each try but the first', () => {
    const events = [entered('Choose', false), entered('Push'), tried(), tried(), tried(), entered('End', false)];
    expect(transitionsIn(events)).toBe(5);
  });
});

describe('stages that were recorded before', () => {
  const at = (minute: number) => `2026-01-05T09:0${minute}:00Z`;
  const built = { stage: 'BuildImage' as const, startedAt: at(1), outcome: 'succeeded' as const, endedAt: at(2) };
  const pushing = { stage: 'PushImage' as const, startedAt: at(2), outcome: 'running' as const };

  it.each([
    ['the same', [built, pushing], true],
    ['one more', [built], false],
    ['another end', [built, { ...pushing, outcome: 'failed' as const, endedAt: at(3) }], false],
    ['another stage', [built, { ...pushing, stage: 'CleanUp' as const }], false],
  ] as const)('are told from those with %s', (_, before, same) => {
    expect(sameStages([built, pushing], before)).toBe(same);
  });
});

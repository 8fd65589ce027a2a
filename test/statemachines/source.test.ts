import { stages } from '#domain/deployment/stages.ts';
import { describe, expect, it } from 'vitest';
import { contract as setWeight } from '#steps/traffic-shift/set-weight.contract.ts';
import { crash, lambda, machine, on, transient, until } from '../../statemachines/source/fragments.ts';
import { asText, committed, drifted, emitted } from './emit/definitions.ts';

describe('a definition', () => {
  it('is committed as its source generates it', async () => {
    expect(drifted(await emitted(), committed())).toEqual([]);
  });

  it('that was edited, or that has no source, has drifted', async () => {
    const text = await asText(machine({ Comment: 'Waits.', StartAt: 'Wait', TimeoutSeconds: 60, States: {} }));
    const fresh = new Map([['wait.asl.json', text]]);
    expect(drifted(fresh, new Map([['wait.asl.json', text.replace('60', '61')]]))).toEqual(['wait.asl.json']);
    expect(drifted(fresh, new Map([...fresh, ['old.asl.json', text]]))).toEqual(['old.asl.json']);
  });
});

describe('the source of a state', () => {
  it('takes name and timeout from the contract of its step', () => {
    expect(lambda(setWeight, { Payload: '{% $plan %}', Next: 'ConfirmWeight' })).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: '${SetWeight}', Payload: '{% $plan %}' },
      TimeoutSeconds: 20,
    });
  });

  it('names errors of that contract only: the compiler refuses every other one', () => {
    const Payload = {};
    lambda(setWeight, { Payload, Retry: [until('SlotNotHealthy', { every: 5, for: '1 min' }), transient(), crash()] });
    // @ts-expect-error -- `never` errors are not retried
    lambda(setWeight, { Payload, Retry: [until('WeightsChanged', { every: 5, for: '1 min' })] });
    // @ts-expect-error -- set-weight declares no such error
    lambda(setWeight, { Payload, Retry: [until('RolloutUnderWay', { every: 5, for: '1 min' })] });
    // @ts-expect-error -- set-weight declares no such error
    lambda(setWeight, { Payload, Catch: [on(['TrafficNotGone'], 'RollBack')] });
    lambda(setWeight, { Payload, Catch: [on(['WeightsChanged', 'States.Timeout'], 'RollBack')] });
  });

  it('polls as long as it declares', () => {
    expect(until('RolloutUnderWay', { every: 5, for: '15 min' })).toEqual({
      ErrorEquals: ['RolloutUnderWay'],
      IntervalSeconds: 5,
      BackoffRate: 1,
      MaxAttempts: 180,
    });
  });

  it('carries the number of its stage', () => {
    const States = { CleanUp: { Type: 'Pass', Comment: 'the old slot stops', End: true } } as const;
    const { States: numbered } = machine({ Comment: '', StartAt: 'CleanUp', TimeoutSeconds: 60, States });
    expect(numbered['CleanUp']?.Comment).toBe(`Stage ${stages.length}: the old slot stops`);
  });
});

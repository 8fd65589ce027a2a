import { describe, expect, it } from 'vitest';
import { resolve } from '#config/resolve/resolve.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';
import { file, service, withService } from './support/inputs.ts';

const onlyService = (input: unknown) => resolve(input).environments[0]!.services[0]!;

describe('the strategy of a service', () => {
  it('may name its own steps, with readable times', () => {
    const strategy = {
      steps: [{ weight: 1, bake: 90 }, { weight: 20 }, { weight: 50, bake: '1.5 h' }, { weight: 100, bake: '30 s' }],
      limits: { errorRate: 0.01 },
    };
    expect(onlyService(withService({ strategy })).strategy).toEqual({
      name: 'custom',
      steps: [
        { weight: 1, bakeSeconds: 90 },
        { weight: 20, bakeSeconds: 300 },
        { weight: 50, bakeSeconds: 5400 },
        { weight: 100, bakeSeconds: 30 },
      ],
      limits: { errorRate: 0.01 },
    });
  });

  it('may say how it is judged and leave the preset to the environment', () => {
    const strategy = { slowMilliseconds: 300, onInconclusive: 'roll back', limits: { errorRate: 0.01 } };
    expect(onlyService(withService({ strategy })).strategy).toEqual({
      ...strategyPresets['canary-gradual'],
      ...{ slowMilliseconds: 300, onInconclusive: 'roll back' },
      limits: { errorRate: 0.01, p99Milliseconds: 1000 },
    });
  });

  it('keeps the judging of the service where an environment only names other steps', () => {
    const services = { api: service({ strategy: { steps: [{ weight: 100 }], limits: { errorRate: 0.01 } } }) };
    const override = { api: { strategy: 'canary-watch', cpu: undefined } };
    const environments = { production: { plainHttp: true, services: override } };
    expect(onlyService(file({ services, environments })).strategy).toEqual({
      ...strategyPresets['canary-watch'],
      limits: { errorRate: 0.01, p99Milliseconds: 200 },
    });
  });

  it('takes an environment’s value before its own, field by field', () => {
    const own = { preset: 'canary-short', margins: { p99: 1.5, errors: { ratio: 2 } }, controlShare: 10 };
    const services = { api: service({ strategy: own }) };
    const override = { margins: { errors: { ratio: 3, absolute: undefined } }, controlShare: 5 };
    const environments = { production: { plainHttp: true, services: { api: { strategy: override } } } };
    expect(onlyService(file({ services, environments })).strategy).toEqual({
      ...strategyPresets['canary-short'],
      ...{ margins: { p99: 1.5, errors: { ratio: 3 } }, controlShare: 5 },
    });
  });
});

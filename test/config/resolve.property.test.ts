import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigurationRejected } from '#config/rules/fault.ts';
import { resolve } from '#config/resolve/resolve.ts';
import type { ServiceInput, SluiceInput } from '#config/input/sluice-input.ts';
import { ServiceSpecificationSchema } from '#wire/service-specification.ts';
import { strategyPresets, type StrategyPreset } from '#wire/strategy-presets.ts';

const sizes = fc.constantFrom({ cpu: 256, memoryMiB: 1024 }, { cpu: 1024 }, { cpu: 4096, memoryMiB: 30_720 }, {});
const duration = fc.oneof(
  fc.integer({ min: 0, max: 3600 }),
  fc.integer({ min: 0, max: 60 }).map((amount) => `${amount} min` as const),
);
const ownStrategy = fc
  .record({ weights: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 8 }), bake: duration })
  .map(({ weights, bake }) => ({ steps: [...weights.sort((a, b) => a - b), 100].map((weight) => ({ weight, bake })) }));
const strategy = fc.oneof(fc.constantFrom(...(Object.keys(strategyPresets) as StrategyPreset[])), ownStrategy);
const tasks = fc
  .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }))
  .map(([min, more]) => ({ min, max: min + more }));
const variables = fc.dictionary(fc.stringMatching(/^V_[A-Z]{1,6}$/), fc.stringMatching(/^[a-z0-9 ./]{0,30}$/));
const secrets = fc.dictionary(fc.stringMatching(/^S_[A-Z]{1,6}$/), fc.stringMatching(/^\/?[a-z]{1,8}\/[a-z]{1,8}$/));

const changes = fc.record({ tasks, strategy, environment: variables, secrets }, { requiredKeys: [] });
const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);

const input: fc.Arbitrary<SluiceInput> = fc
  .record({
    services: fc.dictionary(
      name,
      fc.record({ port: fc.integer({ min: 1, max: 65_535 }), size: sizes, more: changes }),
      { minKeys: 1, maxKeys: 5 },
    ),
    environments: fc.dictionary(
      name,
      fc.record({
        like: fc.constantFrom('development' as const, 'staging' as const, 'production' as const),
        override: changes,
      }),
      { minKeys: 1, maxKeys: 4 },
    ),
  })
  .map(({ services, environments }) => ({
    services: Object.fromEntries(
      Object.entries(services).map(([service, { port, size, more }], index) => [
        service,
        // Explicit, because two rules of one length may share a place by chance.
        {
          image: { repository: `team/${service}` },
          port,
          ...size,
          ...more,
          route: { path: `/${service}/*`, priority: index + 1 },
        } satisfies ServiceInput,
      ]),
    ),
    environments: Object.fromEntries(
      Object.entries(environments).map(([environment, { like, override }]) => [
        environment,
        { like, plainHttp: true, services: { [Object.keys(services)[0]!]: override } },
      ]),
    ),
  }));

/** A valid file with one value replaced. */
const damaged = fc
  .tuple(input, fc.nat(), fc.oneof(fc.anything({ maxDepth: 1 }), fc.constantFrom(-1, '', 'x y', Number.NaN)))
  .map(([right, nth, wrong]) => {
    let count = 0;
    const leaves = JSON.stringify(right).match(/"[^"]*"(?!:)|\d+/g)?.length ?? 1;
    const replace = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null) return count++ === nth % leaves ? wrong : value;
      if (Array.isArray(value)) return value.map(replace);
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
    };
    return replace(right);
  });

describe('any valid file', () => {
  it('is accepted, always in the same way, and the running system accepts every service of it', () => {
    fc.assert(
      fc.property(input, (right) => {
        const resolved = resolve(right);
        expect(resolve(structuredClone(right))).toEqual(resolved);
        for (const { name: environment, services } of resolved.environments) {
          expect(Object.keys(right.environments)).toContain(environment);
          expect(services.map((service) => service.name)).toEqual(Object.keys(right.services));
          for (const service of services) ServiceSpecificationSchema.parse(service);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('any damaged file', () => {
  it('is accepted or refused with faults, never with anything else, and is not changed by reading it', () => {
    fc.assert(
      fc.property(damaged, (file) => {
        const before = structuredClone(file);
        try {
          resolve(file);
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationRejected);
          expect((error as ConfigurationRejected).faults.length).toBeGreaterThan(0);
        }
        expect(file).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundleFunctions, describeBundles } from '#constructs/workflows/function-bundles.ts';

let bundles: readonly Bundle[];
beforeAll(() => {
  bundles = bundleFunctions();
}, 60_000);

describe('the functions', () => {
  it('are at most 700 kB for half of them and 1.5 MB for all, so that they start fast', () => {
    const sizes = bundles.map(({ kilobytes }) => kilobytes).sort((a, b) => a - b);
    expect(sizes.length).toBeGreaterThan(10);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(700);
    expect(sizes.at(-1)).toBeLessThanOrEqual(1500);
  });

  it('hold nothing of what makes the stacks', () => {
    const foreign = bundles.flatMap(({ name, inputs }) =>
      inputs
        .filter((input) => /aws-cdk-lib|node_modules\/constructs|^lib\//.test(input))
        .map((input) => `${name}: ${input}`),
    );
    expect(foreign).toEqual([]);
  });

  it('hold the adapters of the ports that their steps ask, and no others', () => {
    const build = bundles.find(({ name }) => name === 'deployment/build-image');
    expect(build?.inputs.filter((input) => input.startsWith('functions/adapters/')).sort()).toEqual([
      'functions/adapters/answers.ts',
      'functions/adapters/aws-clients.ts',
      'functions/adapters/images/ecr-image-registry.ts',
      'functions/adapters/normalize-aws-errors.ts',
    ]);
  });

  it('list their sources', () => {
    const slots = bundles.find(({ name }) => name === 'resources/service-slots');
    expect(slots?.inputs).toContain('functions/resources/service-slots.resource.ts');
  });

  it('are listed in one line', () => {
    const line = describeBundles([
      { name: 'a', kilobytes: 1, inputs: [] },
      { name: 'c', kilobytes: 30, inputs: [] },
      { name: 'b', kilobytes: 2, inputs: [] },
    ]);
    expect(line).toBe('3 functions bundled: median 2 kB, largest 30 kB (c)');
  });
});

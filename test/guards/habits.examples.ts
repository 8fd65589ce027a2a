/** One place for each room, under test/guards/fixtures/habits. */
export const places = {
  bin: 'bin/a.ts',
  lib: 'lib/a.ts',
  domain: 'functions/domain/a.ts',
  judge: 'functions/domain/judge/a.ts',
  adapters: 'functions/adapters/a.ts',
  steps: 'functions/steps/machine/a.step.ts',
  runtime: 'functions/runtime/a.ts',
  rehearsal: 'rehearsal/a.ts',
  tests: 'test/domain/a.test.ts',
  adapterTests: 'test/adapters/a.test.ts',
  rehearsalTests: 'test/rehearsal/a.test.ts',
} as const;

type Room = keyof typeof places;

export interface Example {
  readonly code: string;
  /** Words of the message, or the name of the rule. */
  readonly by: string;
  readonly rooms: readonly Room[];
}

const deciding: readonly Room[] = ['domain', 'judge'];
const testing: readonly Room[] = ['tests', 'adapterTests', 'rehearsalTests'];
const synthOrLambda: readonly Room[] = ['lib', 'domain', 'judge', 'adapters', 'steps'];
const notAdapters: readonly Room[] = ['bin', 'lib', 'domain', 'judge', 'steps', 'runtime'];
const lambda: readonly Room[] = ['domain', 'judge', 'adapters', 'steps', 'runtime'];

export const examples: readonly Example[] = [
  { code: 'export const now = Date.now();', by: 'Date.now()', rooms: deciding },
  { code: 'export const now = new Date();', by: 'new Date()', rooms: deciding },
  { code: 'export const chance = Math.random();', by: 'Math.random()', rooms: deciding },
  { code: "export const page = fetch('https://example.com');", by: 'does not ask the world', rooms: deciding },
  { code: 'setTimeout(() => undefined, 1);', by: 'waiting is a state', rooms: deciding },
  { code: 'setInterval(() => undefined, 1);', by: 'waiting is a state', rooms: deciding },
  { code: "export const region = process.env['AWS_REGION'];", by: 'declares the environment', rooms: synthOrLambda },
  { code: 'export const { AWS_REGION } = process.env;', by: 'declares the environment', rooms: synthOrLambda },
  { code: 'export const ecs = new ECSClient({});', by: 'Only functions/adapters', rooms: notAdapters },
  { code: 'export const ecs = new sdk.ECSClient({});', by: 'Only functions/adapters', rooms: notAdapters },
  { code: "console.log('shifted');", by: 'logs through functions/runtime', rooms: lambda },
  { code: "vi.mock('./a.ts');", by: 'replaced behind its back', rooms: ['tests'] },
  { code: "vi.spyOn(platform, 'run');", by: 'replaced behind its back', rooms: ['tests'] },
  { code: 'expect(run).toHaveBeenCalledWith(1);', by: 'assert the world', rooms: ['tests'] },
  { code: 'expect(run).not.toHaveBeenCalled();', by: 'assert the world', rooms: ['tests'] },
  { code: "it.only('shifts', () => undefined);", by: 'A test that does not run', rooms: testing },
  { code: "describe.skip('shift', () => undefined);", by: 'mend it or remove it', rooms: testing },
  { code: "it.todo('shifts');", by: 'mend it or remove it', rooms: testing },
  { code: "xit('shifts', () => undefined);", by: 'A test that does not run', rooms: testing },
];

const lines = (count: number, line: string) => `${line}\n`.repeat(count);

/** Refused in every room; tried in a step. `by` is the name of the rule as the message begins. */
export const everywhere: readonly Pick<Example, 'code' | 'by'>[] = [
  {
    by: 'complexity: ',
    code: `export const f = (n: number): number => {\n${lines(10, 'if (n > 1) n -= 1;')}return n;\n};`,
  },
  { by: 'eqeqeq: ', code: 'export const same = (a: unknown, b: unknown): boolean => a == b;' },
  { by: 'max-lines: ', code: lines(251, '// long') },
  { by: 'max-lines-per-function: ', code: `export function long(): void {\n${lines(60, '// long')}}` },
  {
    by: '@typescript-eslint/switch-exhaustiveness-check: ',
    code: "export function f(slot: 'blue' | 'green'): void {\n  switch (slot) {\n    case 'blue':\n      return;\n  }\n}",
  },
  { by: '@typescript-eslint/no-explicit-any: ', code: 'export const anything: any = 1;' },
  { by: '@typescript-eslint/no-floating-promises: ', code: 'Promise.resolve(1);' },
  { by: '@typescript-eslint/ban-ts-comment: ', code: '// @ts-ignore\nexport const word: number = 1;' },
];

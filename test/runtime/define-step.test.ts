import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { defineContract } from '#runtime/define-contract.ts';
import { defineStep } from '#runtime/define-step.ts';

const contract = defineContract({
  name: 'pour-water',
  machine: 'garden',
  purpose: 'Pours water.',
  environment: z.object({ BUCKET_NAME: z.string(), LITERS: z.coerce.number() }),
  input: z.object({ plant: z.string(), cups: z.int().min(1) }),
  output: z.object({ poured: z.int().max(3) }),
  errors: { BucketEmpty: 'never', HoseBusy: 'not-yet' },
  timeoutSeconds: 15,
});

interface Ports {
  readonly pour: (plant: string, cups: number) => void;
}

const step = defineStep(contract, async ({ plant, cups }, { pour }: Ports) => {
  if (plant === 'cactus') throw Object.assign(new Error('the bucket is empty'), { name: 'BucketEmpty' });
  pour(plant, cups);
  return { poured: cups };
});

/** A garden that remembers what was poured, and how often its ports were made. */
function garden() {
  const world = { poured: [] as string[], made: [] as unknown[] };
  const handler = step.host({
    pour: (environment) => {
      world.made.push(environment);
      return (plant, cups) => world.poured.push(`${plant} ${cups}`);
    },
  });
  return { world, invoke: (event: unknown) => handler(event, { awsRequestId: 'request-1' }) };
}

const variables = { BUCKET_NAME: 'blue', LITERS: '7' };

beforeEach(() => Object.assign(process.env, variables));
afterEach(() => {
  for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name);
});

describe('the host of a step', () => {
  it('makes the ports from the checked environment, once for all invocations', async () => {
    const { world, invoke } = garden();
    expect(await invoke({ plant: 'fern', cups: 2 })).toEqual({ poured: 2 });
    expect(await invoke({ plant: 'rose', cups: 1 })).toEqual({ poured: 1 });
    expect(world.poured).toEqual(['fern 2', 'rose 1']);
    expect(world.made).toEqual([{ BUCKET_NAME: 'blue', LITERS: 7 }]);
  });

  it('names every fault of the environment before anything has happened', async () => {
    Reflect.deleteProperty(process.env, 'BUCKET_NAME');
    process.env['LITERS'] = 'many';
    const { world, invoke } = garden();
    await expect(invoke({ plant: 'fern', cups: 2 })).rejects.toMatchObject({
      name: 'EnvironmentRejected',
      message: expect.stringMatching(/^Environment of pour-water: BUCKET_NAME: .*; LITERS: /),
    });
    expect(world).toEqual({ poured: [], made: [] });
  });

  it('names every fault of the input before anything has happened', async () => {
    const { world, invoke } = garden();
    await expect(invoke({ cups: 0 })).rejects.toMatchObject({
      name: 'InputRejected',
      message: expect.stringMatching(/^Input of pour-water: plant: .*; cups: /),
    });
    expect(world.poured).toEqual([]);
  });

  it('says that the whole input is wrong where it is no object', async () => {
    await expect(garden().invoke(undefined)).rejects.toMatchObject({
      message: expect.stringContaining('(root): '),
    });
  });

  it('keeps the error names that definitions match', async () => {
    const { invoke } = garden();
    await expect(invoke({ plant: 'cactus', cups: 1 })).rejects.toMatchObject({
      name: 'BucketEmpty',
      message: 'the bucket is empty',
    });
  });

  it('rejects an output that the contract does not allow', async () => {
    await expect(garden().invoke({ plant: 'fern', cups: 4 })).rejects.toMatchObject({
      name: 'OutputRejected',
      message: expect.stringMatching(/^Output of pour-water: poured: /),
    });
  });

  it('works again after an invocation that failed', async () => {
    const { invoke } = garden();
    await expect(invoke({ plant: 'cactus', cups: 1 })).rejects.toThrow();
    expect(await invoke({ plant: 'fern', cups: 1 })).toEqual({ poured: 1 });
  });
});

describe('the adapters of a step', () => {
  const pour = () => () => undefined;
  const byLiters = ({ LITERS }: { readonly LITERS: number }) => Object.assign(pour(), { LITERS });
  const byWords = ({ LITERS }: { readonly LITERS: string }) => Object.assign(pour(), { LITERS });
  const byTable = ({ LEDGER_TABLE }: { readonly LEDGER_TABLE: string }) => Object.assign(pour(), { LEDGER_TABLE });
  const byNumber = () => (plant: number) => plant;

  it('may read the variables that the contract declares, and no others', () => {
    expect(step.host({ pour: byLiters })).toBeTypeOf('function');
    // @ts-expect-error -- the contract declares no LEDGER_TABLE
    step.host({ pour: byTable });
    // @ts-expect-error -- LITERS is a number once it has been parsed
    step.host({ pour: byWords });
  });

  it('may read none where the contract declares none', () => {
    const bare = defineStep({ ...contract, environment: z.object({}) }, async (_, { pour: water }: Ports) => {
      water('fern', 1);
      return { poured: 1 };
    });
    expect(bare.host({ pour })).toBeTypeOf('function');
    // @ts-expect-error -- the contract declares no variable at all
    bare.host({ pour: byLiters });
  });

  it('are for its ports, all of them and no others', () => {
    expect(step.host({ pour })).toBeTypeOf('function');
    // @ts-expect-error -- nothing answers `pour`
    step.host({});
    // @ts-expect-error -- the step has no port `dig`
    step.host({ pour, dig: pour });
    // @ts-expect-error -- `pour` takes a plant, not a number
    step.host({ pour: byNumber });
  });
});

describe('a step that is called on given ports', () => {
  it('drops fields that its contract does not know', async () => {
    const poured: string[] = [];
    const ports: Ports = { pour: (plant, cups) => poured.push(`${plant} ${cups}`) };
    expect(await step.call({ plant: 'fern', cups: 1, color: 'green' }, ports)).toEqual({ poured: 1 });
    expect(poured).toEqual(['fern 1']);
  });

  it('checks input and output as its host does', async () => {
    const ports: Ports = { pour: () => undefined };
    await expect(step.call({}, ports)).rejects.toMatchObject({ name: 'InputRejected' });
    await expect(step.call({ plant: 'fern', cups: 9 }, ports)).rejects.toMatchObject({ name: 'OutputRejected' });
  });
});

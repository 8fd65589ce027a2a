import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { InputRejected } from '#runtime/errors.ts';
import { loadLibrary } from '#rehearsal/simulator/machines/library.ts';
import { Account } from './support/account.ts';

const { steps } = await loadLibrary();

/** The fields without which a step cannot work. */
function requiredFields(input: z.ZodType): string[] {
  const { shape } = input as unknown as { shape: Record<string, z.ZodType> };
  return Object.entries(shape)
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([name]) => name);
}

const demanding = Object.entries(steps).filter(([, { contract }]) => requiredFields(contract.input).length > 0);

it('covers all steps but those of the guardian and the monitor, which take no input', () => {
  expect(Object.keys(steps).filter((name) => !demanding.some(([other]) => other === name))).toEqual([
    'DispatchNext',
    'FindAbandoned',
    'WatchPrimary',
  ]);
});

describe.each(demanding)('%s', (_, step) => {
  it('names every missing field at once and changes nothing', async () => {
    const account = await Account.serving();
    await account.admitted();
    const before = account.everything();

    const rejection = await step.call({}, account.ports).catch((error: unknown) => error);

    expect(rejection).toBeInstanceOf(InputRejected);
    for (const field of requiredFields(step.contract.input)) expect(String(rejection)).toContain(`${field}: `);
    await account.pass(60);
    expect(account.everything()).toEqual(before);
  });

  it('refuses an input that is no object and changes nothing', async () => {
    const account = await Account.serving();
    const before = account.everything();
    await expect(step.call('nonsense', account.ports)).rejects.toThrow(InputRejected);
    expect(account.everything()).toEqual(before);
  });
});

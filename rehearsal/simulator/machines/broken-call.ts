import { StatesError } from '../asl/errors.ts';

const hangs = (): Promise<never> => new Promise(() => {});

/** What may come in place of the answer of a service that Step Functions calls by itself, in that service's words. */
export async function brokenCall(how: string, names: { readonly throttled: string; readonly refused: string }) {
  if (how === 'throttled') throw new StatesError(names.throttled, 'Rate exceeded');
  if (how === 'refused') throw new StatesError(names.refused, 'A fault that the model does not declare');
  if (how === 'hangs') await hangs();
}

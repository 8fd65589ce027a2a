import { Resolver } from 'node:dns/promises';

/** Asked one name at a time and soon given up: a name server that is silent must not hold up a failover. */
const resolver = new Resolver({ timeout: 1000, tries: 1 });

const tellsNothing = new Set(['ENODATA', 'ENOTFOUND']);

/** The addresses behind a name as it leads now; none where it leads nowhere. */
export const addressesOf = (name: string): Promise<readonly string[]> => none(resolver.resolve4(name));

export const textsOf = async (name: string): Promise<readonly string[]> =>
  (await none(resolver.resolveTxt(name))).map((parts) => parts.join(''));

async function none<T>(answer: Promise<T[]>): Promise<T[]> {
  try {
    return await answer;
  } catch (error) {
    if (tellsNothing.has((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

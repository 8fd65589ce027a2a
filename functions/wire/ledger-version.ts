import type * as z from 'zod';

/**
 * The form of the items that this Sluice writes; every item has it as `version`. Raise it when a field changes its meaning,
 * and keep reading the forms before. A Sluice that meets a higher one refuses the item instead of misreading it.
 */
export const ledgerVersion = 1;

/** An item of the ledger has a form that this Sluice does not know. Nothing is decided from it. */
export class LedgerUnreadable extends Error {
  override readonly name = 'LedgerUnreadable';
}

type StoredItem = Readonly<Record<string, unknown>>;

/** Reads an item of one kind: without its key, its version and the time at which it expires. */
export const reader =
  <Schema extends z.ZodType>(schema: Schema) =>
  ({ pk, sk, version = ledgerVersion, expires: _, ...rest }: StoredItem): z.output<Schema> => {
    const what = `The ledger's item ${String(pk)} ${String(sk)}`;
    if (typeof version !== 'number' || version > ledgerVersion) {
      throw new LedgerUnreadable(
        `${what} has the form ${String(version)}, and this Sluice reads forms up to ${ledgerVersion}. A newer Sluice wrote it: deploy that one again.`,
      );
    }
    const parsed = schema.safeParse(rest);
    if (parsed.success) return parsed.data;
    const faults = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    throw new LedgerUnreadable(
      `${what} is not as Sluice writes it: ${faults.join('; ')}. Restore it from a backup, or mend it by hand.`,
    );
  };

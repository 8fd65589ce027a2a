import { PartialInputSchema, type PartlyChecked } from '#config/schema/input-schema.ts';
import { isTree, valueAt, type Path } from '#config/rules/path.ts';

/**
 * The configuration without its faulty values, so that the rest can still be checked. A part that becomes incomplete is
 * left out too. Returns undefined if the input is not an object.
 */
export function usablePart(input: unknown, faulty: readonly Path[]): PartlyChecked | undefined {
  const tree = copy(input);
  let paths: readonly Path[] = faulty;
  for (;;) {
    if (paths.some((path) => path.length === 0)) return undefined;
    for (const path of paths) leaveOut(tree, path);
    const checked = PartialInputSchema.safeParse(tree);
    if (checked.success) return checked.data;
    paths = checked.error.issues.map(({ path }) => path.slice(0, valueAt(tree, path) !== undefined ? path.length : -1));
  }
}

function leaveOut(tree: unknown, path: Path): void {
  const parent = valueAt(tree, path.slice(0, -1));
  const key = path.at(-1);
  if (isTree(parent) && key !== undefined) Reflect.deleteProperty(parent, key);
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

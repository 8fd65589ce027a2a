import { PartialInputSchema, type PartlyChecked } from './input-schema.ts';
import { isTree, valueAt, type Path } from './path.ts';

/**
 * The configuration without its faulty values, so that what is left can still be checked; nothing where it is no object.
 * What becomes incomplete by leaving something out is left out too.
 */
export function usablePart(input: unknown, faulty: readonly Path[]): PartlyChecked | undefined {
  let tree = copy(input);
  let paths: readonly Path[] = faulty;
  for (;;) {
    if (paths.some((path) => path.length === 0)) return undefined;
    for (const path of paths) tree = without(tree, path);
    const checked = PartialInputSchema.safeParse(tree);
    if (checked.success) return checked.data;
    paths = checked.error.issues.map(({ path }) => path.slice(0, valueAt(tree, path) !== undefined ? path.length : -1));
  }
}

/** Lists go as a whole: an element less would move the others. */
function without(tree: unknown, path: Path): unknown {
  const list = path.findIndex((_, depth) => Array.isArray(valueAt(tree, path.slice(0, depth))));
  const target = list === -1 ? path : path.slice(0, list);
  const parent = valueAt(tree, target.slice(0, -1));
  const key = target.at(-1);
  if (isTree(parent) && key !== undefined) Reflect.deleteProperty(parent, key);
  return tree;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}

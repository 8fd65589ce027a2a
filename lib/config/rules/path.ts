/** The keys that lead to a value in the configuration. */
export type Path = readonly PropertyKey[];

/** `services.api.strategy.steps[2].weight` */
export function placeOf(path: Path): string {
  const keys = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return keys.join('').replace(/^\./, '') || 'the whole configuration';
}

export const isTree = (value: unknown): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null;

export const valueAt = (tree: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (isTree(value) ? value[key] : undefined), tree);

/** Whether two places are the same, or one contains the other. */
export function overlap(one: Path, other: Path): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((key, depth) => key === other[depth]);
}

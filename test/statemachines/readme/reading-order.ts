import type { Definition } from '../definition.ts';

/** The states in reading order: the way to success first, then what errors lead to. */
export function readingOrder(definition: Definition): string[] {
  const told: string[] = [];
  const catches: string[] = [];
  const tell = (name: string | undefined): void => {
    const state = name === undefined ? undefined : definition.States[name];
    if (name === undefined || !state || told.includes(name)) return;
    told.push(name);
    catches.push(...(state.Catch?.map(({ Next }) => Next) ?? []));
    for (const next of [...(state.Choices?.map(({ Next }) => Next) ?? []), state.Default, state.Next]) tell(next);
  };
  tell(definition.StartAt);
  for (let next = catches.shift(); next !== undefined; next = catches.shift()) tell(next);
  return told;
}

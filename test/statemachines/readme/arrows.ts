import type { State } from '../definition.ts';
import { condition } from './words.ts';

/** Where a state goes when it succeeds; one arrow is enough for a state that continues whether it failed or not. */
export function describeNext(name: string, { Next, Choices = [], Default, Catch = [] }: State): string[] {
  const regardless = Catch.some((entry) => isForAnything(entry) && entry.Next === Next);
  return [
    ...(Next === undefined ? [] : [`${name} -->${regardless ? '|even if it fails|' : ''} ${Next}`]),
    ...Choices.map((choice) => `${name} -->|"${choice.Comment ?? condition(choice.Condition)}"| ${choice.Next}`),
    ...(Default === undefined ? [] : [`${name} -->|otherwise| ${Default}`]),
  ];
}

interface WayOut {
  readonly from: string;
  readonly reason: string;
  readonly next: string;
}

/** Where it goes when it fails; the last catch of a state is often for every remaining error. */
export function waysOut(from: string, { Catch = [], Next }: State): WayOut[] {
  return Catch.flatMap((entry, index) => {
    if (entry.Next === Next && isForAnything(entry)) return [];
    const others = index === 0 ? 'fails' : 'anything else';
    return [{ from, reason: isForAnything(entry) ? others : entry.ErrorEquals.join(', '), next: entry.Next }];
  });
}

/** What as many states as this do alike appears once in words: their arrows would hide the rest. */
const alike = 4;

export function describeWaysOut(ways: readonly WayOut[]): string[] {
  const groups = Map.groupBy(ways, ({ reason, next }) => `${reason} to ${next}`);
  return [...groups.values()].flatMap((group, index) => {
    const [first] = group;
    if (first === undefined || group.length < alike)
      return group.map(({ from, reason, next }) => `${from} -.->|"${reason}"| ${next}`);
    const { reason, next } = first;
    return [`alike${index}>"${reason}, in ${group.length} states"]`, `alike${index} -.-> ${next}`];
  });
}

const isForAnything = ({ ErrorEquals }: { readonly ErrorEquals: readonly string[] }) =>
  ErrorEquals.includes('States.ALL');

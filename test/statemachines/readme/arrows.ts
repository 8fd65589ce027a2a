import type { State } from '../definition.ts';
import { condition } from './words.ts';

/** Where a state goes when all is well; one arrow does for a state that goes on whether it failed or not. */
export function describeNext(name: string, { Next, Choices = [], Default, Catch = [] }: State): string[] {
  const regardless = Catch.some((entry) => isForAnything(entry) && entry.Next === Next);
  return [
    ...(Next === undefined ? [] : [`${name} -->${regardless ? '|even if it fails|' : ''} ${Next}`]),
    ...Choices.map((choice) => `${name} -->|"${choice.Comment ?? condition(choice.Condition)}"| ${choice.Next}`),
    ...(Default === undefined ? [] : [`${name} -->|otherwise| ${Default}`]),
  ];
}

/** Where it goes when it fails; the last catch of a state is often for everything that the others left. */
export function describeCatches(name: string, { Catch = [], Next }: State): string[] {
  return Catch.flatMap((entry, index) => {
    if (entry.Next === Next && isForAnything(entry)) return [];
    const reason = isForAnything(entry) ? ['fails', 'anything else'][Math.min(index, 1)] : entry.ErrorEquals.join(', ');
    return [`${name} -.->|"${reason}"| ${entry.Next}`];
  });
}

const isForAnything = ({ ErrorEquals }: { readonly ErrorEquals: readonly string[] }) =>
  ErrorEquals.includes('States.ALL');

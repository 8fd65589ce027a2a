import { catchersOf, retriersOf, type Program, type State } from '../program.ts';
import type { Finding } from './finding.ts';
import { allStates } from './graph.ts';

interface Entry {
  readonly errorEquals: readonly string[];
}

/** Every Task says how it recovers, and no entry of a list is hidden by one before it. */
export function recoveryFaults(program: Program): Finding[] {
  return [...allStates(program)].flatMap((state) => [
    ...silences(state),
    ...hiddenEntries(state, 'Retry', retriersOf(state)),
    ...hiddenEntries(state, 'Catch', catchersOf(state)),
  ]);
}

function silences(state: State): Finding[] {
  if (state.type !== 'Task') return [];
  const excused = (phrase: string) => state.comment?.includes(phrase) ?? false;
  const faults: Finding[] = [];
  if (state.retry.length === 0 && !excused('No retry:')) {
    faults.push({
      state: state.name,
      place: 'Retry',
      problem: 'is missing, and no Comment says "No retry: …" and why',
    });
  }
  if (state.catch.length === 0 && !excused('No catch:')) {
    faults.push({
      state: state.name,
      place: 'Catch',
      problem: 'is missing, and no Comment says "No catch: …" and why',
    });
  }
  return faults;
}

function hiddenEntries(state: State, list: string, entries: readonly Entry[]): Finding[] {
  const faults: Finding[] = [];
  const seen = new Set<string>();
  for (const [index, { errorEquals }] of entries.entries()) {
    const fault = (problem: string) =>
      faults.push({ state: state.name, place: `${list}[${index}]/ErrorEquals`, problem });
    const takesAll = errorEquals.includes('States.ALL');
    if (takesAll && errorEquals.length > 1) fault('States.ALL must stand alone');
    if (takesAll && index < entries.length - 1) fault('States.ALL must be in the last entry');
    for (const name of errorEquals) if (seen.has(name)) fault(`${name} is covered by an earlier entry`);
    for (const name of errorEquals) seen.add(name);
  }
  return faults;
}

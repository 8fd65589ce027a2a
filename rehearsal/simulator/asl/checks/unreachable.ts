import type { Program } from '../program.ts';
import type { Finding } from './finding.ts';
import { allBodies, reachable } from './graph.ts';

/** A state that no way leads to is a mistake in a transition. */
export function unreachableFaults(program: Program): Finding[] {
  return [...allBodies(program.body)].flatMap((body) => {
    const reached = reachable(body);
    return [...body.states.keys()]
      .filter((name) => !reached.has(name))
      .map((state) => ({ state, place: '', problem: 'no way leads to this state' }));
  });
}

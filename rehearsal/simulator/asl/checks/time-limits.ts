import type { Program } from '../program.ts';
import type { Finding } from './finding.ts';
import { allStates } from './graph.ts';

/** Without a limit, an execution can wait for a year for an answer that was lost. */
export function timeLimitFaults(program: Program): Finding[] {
  const place = 'TimeoutSeconds';
  const tasks = [...allStates(program)].filter((state) => state.type === 'Task' && !state.timeoutSeconds);
  return [
    ...(program.timeoutSeconds === undefined
      ? [{ state: undefined, place, problem: 'the machine has no timeout' }]
      : []),
    ...tasks.map(({ name }) => ({ state: name, place, problem: 'a Task has no timeout' })),
  ];
}

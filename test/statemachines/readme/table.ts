import { withStageNumber } from '#domain/deployment/stages.ts';
import { type State, allStates, calledBy, fileName } from '../definition.ts';
import type { Machine } from '../machines.ts';

/** State, what it does, and the file that does it. The name of an end without a comment is enough. */
export function tableOf(machine: Machine): string {
  const rows = allStates(machine.definition).map(([name, state]) => [
    `\`${name}\``,
    purpose(name, state, machine),
    place(state, machine),
  ]);
  const lines = rows.filter(([, what]) => what !== '').map((cells) => `| ${cells.map(escaped).join(' | ')} |`);
  return ['| state | what it does | where |', '| --- | --- | --- |', ...lines].join('\n');
}

const escaped = (cell = '') => cell.replaceAll('|', '\\|');

function purpose(name: string, { Comment = '' }: State, machine: Machine): string {
  const contract = machine.contracts[`${fileName(name)}.contract.ts`];
  return contract === undefined ? Comment : withStageNumber(name, contract.purpose);
}

function place(state: State, machine: Machine): string {
  const called = calledBy(state);
  if (!called) return state.Type === 'Task' ? `\`${state.Resource ?? ''}\`` : 'here';
  const file = fileName(called.placeholder);
  if (called.kind === 'machine') return `[${file}](#${file})`;
  return `[${file}](../functions/steps/${machine.name}/${file}.step.ts)`;
}

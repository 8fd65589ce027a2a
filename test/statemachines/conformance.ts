import { Throttled, Unavailable } from '#domain/errors.ts';
import { hostingErrors } from '#runtime/errors.ts';
import { type State, allStates, calledBy, fileName } from './definition.ts';
import type { Machine, Promised } from './machines.ts';

/** Names that every definition may use, whatever its contracts declare. */
export const sharedErrors: readonly string[] = [new Throttled().name, new Unavailable().name, ...hostingErrors];

/** Any call to AWS may end like this, so every state that calls a function tries again. */
const commonTrouble = [
  new Throttled().name,
  new Unavailable().name,
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
];

/**
 * Where a definition and its functions disagree. State, placeholder, contract and file have one name, so that a line of
 * the console leads to a line of code.
 */
export function conformanceFaults(machine: Machine, machines: readonly string[]): string[] {
  const states = allStates(machine.definition);
  return [...states.flatMap((named) => stateFaults(named, machine, machines)), ...fileFaults(machine, states)];
}

function stateFaults([name, state]: readonly [string, State], machine: Machine, machines: readonly string[]): string[] {
  const called = calledBy(state);
  if (called?.kind === 'function') return functionFaults(name, called.placeholder, state, machine);
  if (called?.kind === 'machine' && !machines.includes(fileName(called.placeholder))) {
    return [`${name}: there is no statemachines/${fileName(called.placeholder)}.asl.json`];
  }
  return state.Comment || isEnd(state) ? [] : [`${name}: has no Comment that says what it is for`];
}

function functionFaults(name: string, placeholder: string, state: State, machine: Machine): string[] {
  if (placeholder !== name) return [`${name}: calls ${placeholder}, but a state has the name of its function`];
  const contract = machine.contracts[`${fileName(name)}.contract.ts`];
  if (!contract) return [`${name}: there is no functions/steps/${machine.name}/${fileName(name)}.contract.ts`];
  return [...timeoutFaults(state, contract), ...errorFaults(state, contract)].map((fault) => `${name}: ${fault}`);
}

const isEnd = ({ Type }: State) => Type === 'Succeed' || Type === 'Fail';

function timeoutFaults({ TimeoutSeconds }: State, { timeoutSeconds }: Promised): string[] {
  if (typeof TimeoutSeconds !== 'number' || TimeoutSeconds > timeoutSeconds) return [];
  // Otherwise the state gives up first, and the function keeps working for no caller.
  return [`its TimeoutSeconds of ${TimeoutSeconds} has to be more than the function's ${timeoutSeconds}`];
}

function errorFaults(state: State, { errors }: Promised): string[] {
  const retried = new Set(state.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals));
  const caught = new Set(state.Catch?.flatMap(({ ErrorEquals }) => ErrorEquals));
  const known = new Set([...Object.keys(errors), ...commonTrouble, ...hostingErrors]);
  const ofOurs = [...retried, ...caught].filter((error) => !error.includes('.'));
  const ofKind = (kind: string) => Object.keys(errors).filter((error) => errors[error] === kind);
  return [
    ...ofOurs.filter((error) => !known.has(error)).map((error) => `${error} is not an error of its contract`),
    ...ofKind('not-yet')
      .filter((error) => !retried.has(error))
      .map((error) => `${error} means not yet, but is not retried`),
    ...ofKind('never')
      .filter((error) => retried.has(error))
      .map((error) => `${error} means never, but is retried`),
    ...commonTrouble.filter((error) => !retried.has(error)).map((error) => `${error} is not retried`),
  ];
}

function fileFaults(machine: Machine, states: readonly (readonly [string, State])[]): string[] {
  const called = new Set(states.map(([name]) => fileName(name)));
  const stepOf = (contractFile: string) => contractFile.replace('.contract.ts', '.step.ts');
  const contracts = Object.entries(machine.contracts);
  return [
    ...contracts
      .filter(([file, contract]) => file !== `${contract.name}.contract.ts`)
      .map(([file, contract]) => `${file}: its contract is named ${contract.name}`),
    ...contracts
      .filter(([, contract]) => contract.machine !== machine.name)
      .map(([file, contract]) => `${file}: its contract says that it belongs to ${contract.machine}`),
    ...contracts.filter(([, { name }]) => !called.has(name)).map(([file]) => `${file}: no state calls it`),
    ...contracts
      .filter(([file]) => !machine.steps.includes(stepOf(file)))
      .map(([file]) => `${file}: there is no ${stepOf(file)}`),
    ...machine.steps
      .filter((step) => !contracts.some(([file]) => stepOf(file) === step))
      .map((step) => `${step}: is no step with a contract`),
  ];
}

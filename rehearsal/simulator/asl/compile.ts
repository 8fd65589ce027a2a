import { isObject } from './json.ts';
import { MACHINE_FIELDS } from './fields.ts';
import { bodiesOf, catchersOf, type Body, type Definition, type Program, type State } from './program.ts';
import { compileState } from './compile-state.ts';
import { Reader } from './reader.ts';

/** One thing wrong with a definition, and where. */
export interface Fault {
  readonly machine: string;
  /** None: the machine as a whole. */
  readonly state: string | undefined;
  /** The field, as a path below the state. */
  readonly place: string;
  readonly problem: string;
}

export function describeFault(fault: Fault): string {
  return `${[fault.machine, fault.state, fault.place].filter(Boolean).join(' / ')}: ${fault.problem}`;
}

export class DefinitionRefused extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map(describeFault).join('\n'));
    this.name = 'DefinitionRefused';
    this.faults = faults;
  }
}

/** Reads a definition; the program is of use only if there are no faults. */
export function compileMachine(name: string, definition: Definition): { program: Program; faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const reader = new Reader(definition, (state, place, problem) =>
    faults.push({ machine: name, state, place, problem }),
  );
  reader.allow(MACHINE_FIELDS);
  if (definition['QueryLanguage'] !== 'JSONata') {
    reader.fault('QueryLanguage', 'must be JSONata: JSONPath machines are not run');
  }
  const timeoutSeconds = reader.wholeNumber('TimeoutSeconds', 1);
  const body = compileBody(reader, new Set());
  refuseOuterAssignments(body, new Set(), reader);
  return { program: { name, timeoutSeconds, body }, faults };
}

/** `names` are the state names seen so far: they are unique in a whole machine, across all its branches. */
function compileBody(reader: Reader, names: Set<string>): Body {
  const written = isObject(reader.source['States']) ? reader.source['States'] : {};
  if (Object.keys(written).length === 0) reader.fault('States', 'must hold at least one state');
  const states = new Map<string, State>();
  for (const [name, source] of Object.entries(written)) {
    if (names.has(name)) reader.fault('States', `the name ${name} is used twice in this machine`);
    names.add(name);
    const stateReader = reader.state(name, isObject(source) ? source : {});
    const state = compileState(name, stateReader, (inner) => compileBody(inner, names));
    if (state) states.set(name, state);
  }
  const startAt = reader.text('StartAt') ?? '';
  if (!(startAt in written)) reader.fault('StartAt', `there is no state ${startAt}`);
  for (const state of states.values()) refuseMissingTargets(state, written, reader);
  return { startAt, states };
}

function refuseMissingTargets(state: State, siblings: object, reader: Reader): void {
  for (const target of targetsOf(state)) {
    if (!(target in siblings)) reader.state(state.name, {}).fault('Next', `there is no state ${target} in this body`);
  }
}

export function targetsOf(state: State): string[] {
  const rules = state.type === 'Choice' ? state.rules : [];
  const onward = [...rules, ...catchersOf(state)].map((edge) => edge.next);
  return state.next === undefined ? onward : [...onward, state.next];
}

/** What a state can assign in its own scope. */
export function assignedBy(state: State): string[] {
  const rules = state.type === 'Choice' ? state.rules : [];
  return [state, ...rules, ...catchersOf(state)].flatMap((edge) => edge.assign.map(([variable]) => variable));
}

/** Branches read the variables around them, but must neither set nor hide them. */
function refuseOuterAssignments(body: Body, outer: ReadonlySet<string>, reader: Reader): void {
  const own = new Set<string>();
  for (const state of body.states.values()) {
    for (const variable of assignedBy(state)) {
      own.add(variable);
      if (outer.has(variable)) {
        reader.state(state.name, {}).fault('Assign', `$${variable} belongs to an outer scope and cannot be set here`);
      }
    }
  }
  const visible = new Set([...outer, ...own]);
  for (const state of body.states.values()) {
    for (const inner of bodiesOf(state)) refuseOuterAssignments(inner, visible, reader);
  }
}

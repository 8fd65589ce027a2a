import type { FunctionHandler, IntegrationHandler } from './hooks.ts';
import { compileMachine, DefinitionRefused, type Fault } from './compile.ts';
import { isObject } from './json.ts';
import { placeholdersIn } from './placeholders.ts';
import { bodiesOf, type Body, type Definition, type Program, type TaskState } from './program.ts';
import { functionName, machineName } from './resource.ts';
import type { Template } from './expressions/template.ts';

/** Everything that can answer a definition's tasks. */
export interface Answers {
  readonly functions: Readonly<Record<string, FunctionHandler>>;
  readonly integrations: Readonly<Record<string, IntegrationHandler>>;
}

type Definitions = Readonly<Record<string, Definition>>;
type Programs = ReadonlyMap<string, Program>;

const loaded = new WeakMap<Definitions, Map<string, Programs>>();

/** Compiles all machines of an engine, or throws `DefinitionRefused` with the faults of all of them. */
export function loadMachines(definitions: Definitions, answers: Answers): Programs {
  const byAnswers = loaded.get(definitions) ?? new Map<string, Programs>();
  const names = JSON.stringify([answers.functions, answers.integrations].map((named) => Object.keys(named)));
  const programs = byAnswers.get(names) ?? loadedWhole(definitions, answers);
  loaded.set(definitions, byAnswers.set(names, programs));
  return programs;
}

function loadedWhole(definitions: Definitions, answers: Answers): Programs {
  const faults: Fault[] = [];
  const programs = new Map<string, Program>();
  for (const [name, definition] of Object.entries(definitions)) {
    const compiled = compiledOnce(name, definition);
    programs.set(name, compiled.program);
    faults.push(...compiled.faults);
    const fault = (state: string | undefined, place: string, problem: string) =>
      faults.push({ machine: name, state, place, problem });
    for (const task of tasksOf(compiled.program.body)) {
      const problem = unanswered(task, answers, definitions);
      if (problem) fault(task.name, ...problem);
    }
  }
  if (faults.length > 0) throw new DefinitionRefused(faults);
  return programs;
}

type Compiled = ReturnType<typeof compileMachine>;

const known = new WeakMap<Definition, Map<string, Compiled>>();

/** A program holds no state of a run, so many engines may share one. */
function compiledOnce(name: string, definition: Definition): Compiled {
  const byName = known.get(definition) ?? new Map<string, Compiled>();
  const compiled = byName.get(name) ?? compiledWhole(name, definition);
  known.set(definition, byName.set(name, compiled));
  return compiled;
}

function compiledWhole(name: string, definition: Definition): Compiled {
  const { program, faults } = compileMachine(name, definition);
  const unfilled = placeholdersIn(definition).map((placeholder) => ({
    machine: name,
    state: undefined,
    place: '',
    problem: `\${${placeholder}} is not filled in`,
  }));
  return { program, faults: [...faults, ...unfilled] };
}

function* tasksOf(body: Body): Generator<TaskState> {
  for (const state of body.states.values()) {
    if (state.type === 'Task') yield state;
    for (const inner of bodiesOf(state)) yield* tasksOf(inner);
  }
}

/** Only names written out can be known before a run; those that are computed are looked up when they are called. */
function unanswered(task: TaskState, answers: Answers, machines: object): [place: string, problem: string] | undefined {
  const { resource } = task;
  if (resource.kind === 'service') {
    return resource.arn in answers.integrations ? undefined : ['Resource', `nothing answers ${resource.arn}`];
  }
  if (resource.kind === 'execution') {
    const machine = literal(task.arguments, 'StateMachineArn');
    if (machine === undefined || machineName(machine) in machines) return undefined;
    return ['Arguments/StateMachineArn', `there is no machine ${machineName(machine)}`];
  }
  const called = resource.kind === 'function' ? resource.arn : literal(task.arguments, 'FunctionName');
  if (called === undefined || functionName(called) in answers.functions) return undefined;
  const place = resource.kind === 'function' ? 'Resource' : 'Arguments/FunctionName';
  return [place, `there is no function ${functionName(called)}`];
}

/** A text that a template holds literally in one of its fields. */
function literal(template: Template | undefined, field: string): string | undefined {
  const value = template && literalFields(template)[field];
  return typeof value === 'string' ? value : undefined;
}

function literalFields(template: Template): Readonly<Record<string, unknown>> {
  if (template.kind === 'value' && isObject(template.value)) return template.value;
  if (template.kind !== 'object') return {};
  return Object.fromEntries(
    template.fields.map(([name, inner]) => [name, inner.kind === 'value' ? inner.value : null]),
  );
}

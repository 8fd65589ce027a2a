import {
  bodiesOf,
  catchersOf,
  stateNamed,
  type Assignments,
  type Body,
  type Catcher,
  type Program,
  type State,
} from '../program.ts';

/** One way from a state to the next, with what it assigns. */
export interface Edge {
  readonly to: string;
  readonly assign: Assignments;
  /** The catcher that this way belongs to. */
  readonly catcher: Catcher | undefined;
}

export function edgesOf(state: State): Edge[] {
  const rules = state.type === 'Choice' ? state.rules : [];
  return [
    ...rules.map((rule) => ({ to: rule.next, assign: rule.assign, catcher: undefined })),
    ...(state.next === undefined ? [] : [{ to: state.next, assign: state.assign, catcher: undefined }]),
    ...catchersOf(state).map((catcher) => ({ to: catcher.next, assign: catcher.assign, catcher })),
  ];
}

/** Every state of a machine, those inside branches and iterations too. */
export function* allStates(program: Program): Generator<State> {
  yield* statesIn(program.body);
}

function* statesIn(body: Body): Generator<State> {
  for (const state of body.states.values()) {
    yield state;
    for (const inner of bodiesOf(state)) yield* statesIn(inner);
  }
}

export function* allBodies(body: Body): Generator<Body> {
  yield body;
  for (const state of body.states.values()) for (const inner of bodiesOf(state)) yield* allBodies(inner);
}

/** The states of one body that can be reached from its start by edges that `follow` accepts. */
export function reachable(body: Body, follow: (edge: Edge, from: State) => boolean = () => true): Set<string> {
  const seen = new Set([body.startAt]);
  for (const name of seen) {
    const state = stateNamed(body, name);
    for (const edge of edgesOf(state)) if (follow(edge, state)) seen.add(edge.to);
  }
  return seen;
}

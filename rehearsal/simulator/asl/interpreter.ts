import type { EngineCore } from './core.ts';
import { covers, errorOutput, StatesError } from './errors.ts';
import type { Run } from './execution.ts';
import type { Json } from './json.ts';
import { catchersOf, retriersOf } from './program.ts';
import { nextDelay } from './retry.ts';
import { positionAt, type Scope } from './scope.ts';
import { runState } from './states/run-state.ts';
import { Visit, type Departure } from './visit.ts';

/** Runs a scope from its position to its end and returns its output; throws a `StatesError` where it fails. */
export async function runScope(core: EngineCore, run: Run, scope: Scope): Promise<Json> {
  for (;;) {
    // One turn for every state: simultaneous executions take turns in a fixed order.
    await scope.pause((go) => core.clock.at(core.clock.now(), go));
    const departure = await visitState(new Visit(core, run, scope, (inner) => runScope(core, run, inner)));
    if (departure.next === undefined) return departure.output;
    scope.position = positionAt(departure.next, departure.output, departure.outputText);
  }
}

async function visitState(visit: Visit): Promise<Departure> {
  const { core, scope, state, position } = visit;
  const resumed = position.enteredAt !== undefined && state.type !== 'Fail';
  position.enteredAt ??= core.clock.iso();
  position.retryCounts = [];
  if (!resumed) visit.record(`${state.type}StateEntered`, { name: state.name, input: position.inputText });
  const departure = await attemptUntilSettled(visit);
  scope.assign(departure.assigned);
  const { assignedTexts } = departure;
  visit.record(`${state.type}StateExited`, {
    name: state.name,
    output: departure.outputText,
    ...(Object.keys(assignedTexts).length > 0 && { assignedVariables: assignedTexts }),
  });
  // The event may have exceeded the limit of this execution's history.
  return scope.alive(departure);
}

async function attemptUntilSettled(visit: Visit): Promise<Departure> {
  const { core, run, scope, state, position } = visit;
  for (;;) {
    try {
      const held = scope.alive(
        core.hooks.beforeState?.({
          executionArn: run.arn,
          machine: run.machine,
          state: state.name,
          type: state.type,
          input: position.input,
          retryCount: visit.retryCount,
        }),
      );
      if (held) await held;
      return await runState(visit);
    } catch (thrown) {
      const failure = asFailure(thrown);
      const delay = nextDelay(retriersOf(state), position.retryCounts, failure, run.random);
      if (delay === undefined) return await departByCatcher(visit, failure);
      position.inner = undefined;
      await scope.pause((go) => core.clock.after(delay, go));
    }
  }
}

async function departByCatcher(visit: Visit, failure: StatesError): Promise<Departure> {
  const catcher = catchersOf(visit.state).find(({ errorEquals }) => covers(errorEquals, failure));
  if (!catcher) throw failure;
  const output = errorOutput(failure);
  return visit.depart(catcher, output, { errorOutput: output });
}

/** Anything but a `StatesError` is a mistake of the simulation itself and must not pass for a failure of the machine. */
function asFailure(thrown: unknown): StatesError {
  if (thrown instanceof StatesError) return thrown;
  throw thrown;
}

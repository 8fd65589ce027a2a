"""AWS ends a Parallel state when its first branch fails, gives every branch its own variables, and evaluates Arguments,
Output and Assign. The emulator waits for every branch, lets them share one set of variables and one task token, and
evaluates none of the three.
"""

import contextvars
import queue
import threading

import execution_scope
import ministack.services.stepfunctions as stepfunctions
from execution_scope import Interrupted, Scope
from patching import replace


def _is_jsonata(state_def, ctx):
    return stepfunctions._state_query_language(state_def, ctx) == "JSONata"


def _branch_context(ctx):
    """What a branch may change without the others seeing it."""
    return {**ctx, "State": dict(ctx.get("State", {})), "variables": dict(ctx.get("variables", {}))}


def _branch_input(state_def, raw_input, ctx):
    if _is_jsonata(state_def, ctx):
        return stepfunctions._apply_jsonata_arguments(state_def, raw_input, ctx)
    return stepfunctions._apply_parameters(
        state_def, stepfunctions._apply_input_path(state_def, raw_input, ctx), ctx
    )


def _start(index, branch, branch_input, execution, ctx, scope, ended):
    def work():
        execution_scope.enter(scope)
        try:
            states = branch.get("States", {})
            result = stepfunctions._run_sub_machine(
                states, branch.get("StartAt"), branch_input, execution, _branch_context(ctx)
            )
            ended.put((index, result, None))
        except Interrupted:
            ended.put((index, None, Interrupted()))
        except Exception as error:
            ended.put((index, None, error))

    threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True).start()


def _run(state_def, raw_input, execution, ctx):
    branches = state_def.get("Branches", [])
    branch_input = _branch_input(state_def, raw_input, ctx)
    scope = Scope(execution, execution_scope.current())
    ended = queue.SimpleQueue()
    for index, branch in enumerate(branches):
        _start(index, branch, branch_input, execution, ctx, scope, ended)
    results = [None] * len(branches)
    for _ in branches:
        index, results[index], error = ended.get()
        if error is not None:
            scope.given_up = True
            execution_scope.check()
            if isinstance(error, stepfunctions._ExecutionError):
                raise error
            raise stepfunctions._ExecutionError("States.BranchFailed", str(error))
    return _output(state_def, raw_input, ctx, results), stepfunctions._next_or_end(state_def)


def _output(state_def, raw_input, ctx, results):
    if _is_jsonata(state_def, ctx):
        output = stepfunctions._apply_jsonata_output(state_def, raw_input, ctx, result=results, default=results)
        stepfunctions._apply_state_assign(state_def, raw_input, ctx, result=results)
        return output
    selected = stepfunctions._apply_result_selector(state_def, results)
    placed = stepfunctions._apply_result_path(state_def, raw_input, selected)
    return stepfunctions._apply_output_path(state_def, placed, ctx)


def install():
    replace(stepfunctions, "_run_parallel_branches", _run, "state_def raw_input execution ctx")

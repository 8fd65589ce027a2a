"""AWS fails a Choice whose condition is not boolean, honors MaxDelaySeconds and JitterStrategy, never lets States.ALL
match States.Runtime, and evaluates Output on Succeed and on a Choice that takes its Default. The emulator takes any
condition for true or false and ignores the rest.
"""

import json
import random

import ministack.services.stepfunctions as stepfunctions
from patching import replace

# AWS matches neither with a wildcard.
_NEVER_BY_WILDCARD = ("States.Runtime", "States.DataLimitExceeded")


def _condition(rule, raw_input, ctx):
    condition = rule.get("Condition")
    if isinstance(condition, bool):
        return condition
    value = stepfunctions._apply_jsonata_template(condition, raw_input, ctx)
    if not isinstance(value, bool):
        raise stepfunctions._ExecutionError(
            "States.QueryEvaluationError",
            "The JSONata expression specified for the field 'Condition' returned an unexpected result type. Expected "
            f"'boolean', but was '{stepfunctions._json_type(value)}' for value: {json.dumps(value)}",
        )
    return value


def _patch_choice():
    def execute(state_def, raw_input, ctx=None):
        if stepfunctions._state_query_language(state_def, ctx) != "JSONata":
            return original(state_def, raw_input, ctx)
        chosen = next((r for r in state_def.get("Choices", []) if _condition(r, raw_input, ctx)), None)
        if chosen is None and not state_def.get("Default"):
            raise stepfunctions._ExecutionError("States.NoChoiceMatched", "No choice rule matched and no Default")
        taken, target = (chosen, chosen["Next"]) if chosen else (state_def, state_def["Default"])
        output = stepfunctions._apply_jsonata_output(taken, raw_input, ctx, default=raw_input)
        stepfunctions._apply_state_assign(taken, raw_input, ctx)
        return output, target

    original = replace(stepfunctions, "_execute_choice", execute, "state_def raw_input ctx")


def _delay(retrier, attempts):
    delay = retrier.get("IntervalSeconds", 1) * retrier.get("BackoffRate", 2.0) ** attempts
    delay = min(delay, retrier.get("MaxDelaySeconds", delay))
    return random.uniform(0, delay) if retrier.get("JitterStrategy") == "FULL" else delay


def _patch_retry():
    def find(retriers, error, retry_counts):
        retrier, index = original(retriers, error, retry_counts)
        if retrier is None:
            return retrier, index
        delay = _delay(retrier, retry_counts.get(index, 0))
        return {**retrier, "IntervalSeconds": delay, "BackoffRate": 1}, index

    original = replace(stepfunctions, "_find_matching_retrier", find, "retriers error retry_counts")

    def matches(error_equals, error):
        if error in _NEVER_BY_WILDCARD:
            return error in error_equals
        return original_matches(error_equals, error)

    original_matches = replace(stepfunctions, "_error_matches", matches, "error_equals error")


def _patch_succeed():
    def output_path(state_def, data, ctx=None):
        if state_def.get("Type") == "Succeed" and stepfunctions._state_query_language(state_def, ctx) == "JSONata":
            return stepfunctions._apply_jsonata_output(state_def, data, ctx, default=data)
        return original(state_def, data, ctx)

    original = replace(stepfunctions, "_apply_output_path", output_path, "state_def data ctx")


def install():
    _patch_choice()
    _patch_retry()
    _patch_succeed()
    # aws-sdk:elasticloadbalancingv2 is missing from the integrations, though the service is there.
    stepfunctions._AWS_SDK_SERVICE_MAP.setdefault(
        "elasticloadbalancingv2", {"protocol": "query", "service_key": "elasticloadbalancing"}
    )

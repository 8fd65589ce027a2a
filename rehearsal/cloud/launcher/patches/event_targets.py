"""AWS delivers to an event bus in another region, the event's own region unchanged, and sends what cannot be delivered to
the target's dead-letter queue. The emulator drops both with a line in its log.
"""

import json

import ministack.services.eventbridge as eventbridge
from ministack.core.arn import ArnParseError, parse_arn
from ministack.core.responses import get_region, request_scope
from patching import replace


def _patch_buses():
    def dispatch(spec, event, rule, event_path, target_input_payload=None):
        if spec.region == get_region():
            return original(spec, event, rule, event_path, target_input_payload)
        rule_key = eventbridge._rule_key(rule.get("Name"), rule.get("EventBusName", "default"))
        forwarded = {**event, "EventBusName": spec.resource.partition("/")[2], "_DispatchPath": [*event_path, rule_key]}
        if target_input_payload is not None:
            forwarded["Detail"] = target_input_payload
        with request_scope(spec.account_id, spec.region):
            eventbridge._dispatch_event(forwarded)

    parameters = "spec event rule event_path target_input_payload"
    original = replace(eventbridge, "_dispatch_to_event_bus", dispatch, parameters)


def _missing_machine(spec):
    from ministack.services import stepfunctions

    return stepfunctions._resolve_state_machine_arn(str(spec)) is None


def _missing_function(spec):
    from ministack.services import lambda_svc

    return lambda_svc._get_func_record_for_ref(str(spec))[0] is None


def _missing_bus(spec):
    with request_scope(spec.account_id, spec.region):
        return spec.resource.startswith("event-bus/") and spec.resource.partition("/")[2] not in eventbridge._event_buses


_IS_MISSING = {"states": _missing_machine, "lambda": _missing_function, "events": _missing_bus}


def _is_undeliverable(arn):
    try:
        spec = parse_arn(arn)
    except ArnParseError:
        return True
    return _IS_MISSING.get(spec.service, lambda _: False)(spec)


def _patch_dead_letters():
    def invoke(target, event, rule, view=None):
        arn = target.get("Arn", "")
        queue = (target.get("DeadLetterConfig") or {}).get("Arn")
        if not queue or not _is_undeliverable(arn):
            return original(target, event, rule, view)
        view = view or eventbridge._pattern_event_view(event)
        eventbridge._dispatch_to_sqs(parse_arn(queue), json.dumps(view.event_with_detail()))

    original = replace(eventbridge, "_invoke_target", invoke, "target event rule view")


def install():
    _patch_buses()
    _patch_dead_letters()

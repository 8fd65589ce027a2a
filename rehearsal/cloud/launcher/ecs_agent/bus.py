"""AWS's own events about ECS on the default event bus. A thread of its own delivers them, in order: a rule's target may
be a Lambda function that takes its time.
"""

import json
import logging
import queue
import threading
from datetime import datetime, timezone

import ministack.services.eventbridge as eventbridge
from ministack.core.responses import get_account_id, get_region, request_scope
from patching import expect

logger = logging.getLogger("sluice.rehearsal")

_waiting = queue.SimpleQueue()


def iso(timestamp):
    moment = datetime.fromtimestamp(timestamp, timezone.utc)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def publish(detail_type, resource, detail):
    entry = {"Source": "aws.ecs", "DetailType": detail_type, "Resources": [resource], "Detail": json.dumps(detail)}
    _waiting.put((get_account_id(), get_region(), entry))


def _deliver_for_ever():
    while True:
        account, region, entry = _waiting.get()
        try:
            with request_scope(account, region):
                eventbridge._put_events({"Entries": [entry]}, allow_aws_source=True)
        except Exception:
            logger.exception("An event about %s was not delivered", entry["Resources"])


def start():
    expect(callable(getattr(eventbridge, "_put_events", None)), "ministack.services.eventbridge._put_events")
    threading.Thread(target=_deliver_for_ever, name="ecs-events", daemon=True).start()

"""The lines under a service's Events tab, newest first, in AWS's words."""

import ministack.services.ecs as ecs

from .task_record import now

# As many as DescribeServices returns.
_KEPT = 100


def add(service, message):
    event = {"id": ecs.new_uuid(), "createdAt": now(), "message": f"(service {service['serviceName']}) {message}"}
    service["events"] = [event, *service["events"]][:_KEPT]


def tasks(tasks_or_arns):
    """`(task a) (task b)` as the messages name them."""
    return " ".join(f"(task {arn.rpartition('/')[2]})" for arn in tasks_or_arns)

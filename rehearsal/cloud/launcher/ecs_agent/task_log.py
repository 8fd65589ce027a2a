"""A task's output in CloudWatch Logs, where its container's awslogs driver puts it."""

import logging
import time

import ministack.services.cloudwatch_logs as cloudwatch_logs
import ministack.services.ecs as ecs
from ministack.core.responses import request_scope

logger = logging.getLogger("sluice.rehearsal")


class NoLogGroup(Exception):
    """Says it as AWS does in a task's stopped reason."""


class TaskLog:
    def __init__(self, container, task_id, account, region):
        self._config = ecs._awslogs_config(container, task_id, task_id)
        if not self._config:
            return
        # awslogs-region is where the lines go, not where the task runs.
        self._place = account, self._config["region"] or region
        with request_scope(*self._place):
            if not ecs._ensure_awslogs_stream(self._config):
                raise NoLogGroup(
                    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 "
                    "times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group "
                    f"does not exist. ({self._config['group']}) : exit status 1"
                )

    def write(self, line):
        if not self._config:
            return
        with request_scope(*self._place):
            cloudwatch_logs._put_log_events(
                {
                    "logGroupName": self._config["group"],
                    "logStreamName": self._config["stream"],
                    "logEvents": [{"timestamp": int(time.time() * 1000), "message": line}],
                }
            )

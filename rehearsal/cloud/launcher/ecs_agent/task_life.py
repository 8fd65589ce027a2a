"""One task from PROVISIONING to STOPPED, on a thread of its own."""

import logging
import threading
import time

import clock
import ministack.services.ecs as ecs
import outages
from ministack.core.responses import get_account_id, get_region, request_scope

from . import deployments, images, service_events, targets, task_record
from .store import LOCK, service_of
from .task_log import NoLogGroup, TaskLog
from .task_process import TaskProcess
from .task_record import now

logger = logging.getLogger("sluice.rehearsal")

# A process that neither listens nor ends within this time hangs.
_LISTENS_WITHIN_SECONDS = 30
# However small the scale of time is, a process gets this long to finish its requests before it is killed.
_SHORTEST_STOP_SECONDS = 2.0
_DRAIN_POLL_SECONDS = 0.1

_lives = {}
# Tasks that start at once do not all take the same zone.
_placing = threading.Lock()


def run(task, definition, overrides, _client, account, region):
    """Stands in for the emulator's own worker, which drives Docker."""
    with request_scope(account, region):
        with _placing:
            life = _lives[task["taskArn"]] = TaskLife(task, definition, overrides)
        try:
            life.live()
        except Exception as problem:
            logger.exception("Task %s was lost", task["taskArn"])
            life.end("TaskFailedToStart", f"ResourceInitializationError: {problem}")
        finally:
            life.kill()
            _lives.pop(task["taskArn"], None)


def stop(task, code, reason, failed=False):
    """Asks a task to stop; the first reason stays. failed: it counts as one that could not be started."""
    with LOCK:
        if task["desiredStatus"] == "STOPPED":
            return
        task["_stop_failed"] = failed
        task_record.change(task, desiredStatus="STOPPED", stopCode=code, stoppedReason=reason, stoppingAt=now())
    life = _lives.get(task["taskArn"])
    if life:
        life.changed.set()


def end_forgotten():
    """Ends processes whose task is no longer known: the emulator was reset."""
    for arn, life in list(_lives.items()):
        if ecs._tasks.get_scoped(life.account, life.region, arn) is not life.task:
            life.kill()


def end_those_away():
    """Ends the processes of a region that is away, and of a zone that is lost."""
    for life in list(_lives.values()):
        if outages.has_lost(life.region, life.zone):
            life.kill()


class TaskLife:
    def __init__(self, task, definition, overrides):
        self.task, self.definition = task, definition
        self.overrides = {o.get("name"): o for o in overrides}
        self.account, self.region = get_account_id(), get_region()
        self.group = task.get("group")
        kin = [life for life in _lives.values() if life.region == self.region and life.group == self.group]
        self.zone = outages.zone_for_next(self.region, [life.zone for life in kin])
        self.changed = threading.Event()
        self.process = None
        self.places = []
        if task["launchType"] == "FARGATE":
            task.pop("containerInstanceArn", None)

    def live(self):
        task_record.change(self.task)
        try:
            if not self._stopping():
                self._start()
        except (images.CannotPull, NoLogGroup, ecs._SecretResolutionError) as problem:
            return self.end("TaskFailedToStart", str(problem))
        self._wait(lambda: self.process is None or self.process.ended or self._stopping())
        if self._stopping():
            self._leave()
            self.end(self.task["stopCode"], self.task["stoppedReason"])
        else:
            self.end("EssentialContainerExited", "Essential container in task exited")

    def _stopping(self):
        return self.task["desiredStatus"] == "STOPPED"

    def _wait(self, condition, seconds=None):
        deadline = None if seconds is None else time.monotonic() + seconds
        while not condition():
            if not self.changed.wait(None if deadline is None else max(0, deadline - time.monotonic())):
                return
            self.changed.clear()

    def _start(self):
        container = self._container()
        record = task_record.record_of(self.task, container)
        task_record.change(self.task, "PENDING")
        task_record.change(self.task, "ACTIVATING", pullStartedAt=now())
        try:
            image = images.resolve(container["image"])
        except images.CannotPull as problem:
            record["reason"] = str(problem)
            raise
        record.update({"imageDigest": image.digest} if image.digest else {})
        self.task["pullStoppedAt"] = now()
        log = TaskLog(container, self.task["taskArn"].rpartition("/")[2], self.account, self.region)
        job = self._job(container)
        self.process = TaskProcess(self._environment(container, image), job, log.write, self.changed.set)
        if not job:
            listens = lambda: self.process.port or self.process.ended or self._stopping()
            self._wait(listens, _LISTENS_WITHIN_SECONDS)
        if self.process.port:
            self._enter(container)
        if not self.process.ended and not self._stopping():
            health = "HEALTHY" if container.get("healthCheck") else "UNKNOWN"
            record["healthStatus"] = health
            task_record.change(self.task, "RUNNING", startedAt=now(), healthStatus=health)

    def _container(self):
        """The container that the process plays: the one behind the load balancer, or the first essential one."""
        containers = self.definition["containerDefinitions"]
        service = service_of(self.task)
        balanced = {b.get("containerName") for b in (service or {}).get("loadBalancers", [])}
        chosen = [c for c in containers if c["name"] in balanced] or [c for c in containers if c.get("essential", True)]
        return (chosen or containers)[0]

    def _job(self, container):
        """The command of a task that stands alone. The sample service has no other use for commands."""
        if service_of(self.task):
            return None
        return self.overrides.get(container["name"], {}).get("command") or container.get("command")

    def _environment(self, container, image):
        override = self.overrides.get(container["name"], {})
        pairs = [*container.get("environment", []), *override.get("environment", [])]
        return {
            **{p["name"]: str(p["value"]) for p in pairs},
            **ecs._resolve_container_secrets(container),
            "AWS_REGION": self.region,
            "SLUICE_IMAGE": container["image"],
            "SLUICE_TAG": image.tag,
        }

    def _enter(self, container):
        """Before it is RUNNING, as on AWS: addresses and target groups belong to activation."""
        port = self.process.port
        task_record.attach(self.task, port, container)
        service = service_of(self.task)
        for group in [b["targetGroupArn"] for b in (service or {}).get("loadBalancers", []) if b.get("targetGroupArn")]:
            if targets.register(group, port):
                self.places.append((group, port))
                self._say(service, f"registered 1 targets in (target-group {group})")
        self.task["_places"] = list(self.places)

    def _withdraw(self):
        service = service_of(self.task)
        for group, port in self.places:
            targets.deregister(group, port)
            if service:
                self._say(service, f"deregistered 1 targets in (target-group {group})")
        withdrawn, self.places, self.task["_places"] = self.places, [], []
        return withdrawn

    def _say(self, service, message):
        with LOCK:
            service_events.add(service, message)

    def _leave(self):
        """Out of the load balancer first, then, when its requests have drained, told to end."""
        if self.places:
            task_record.change(self.task, "DEACTIVATING")
            draining = self._withdraw()
            while not self.process.ended and any(targets.is_draining(*place) for place in draining):
                time.sleep(_DRAIN_POLL_SECONDS)
        task_record.change(self.task, "STOPPING")
        if self.process and not self.process.ended:
            timeout = float(self._container().get("stopTimeout") or 30)
            self.process.stop(min(timeout, max(_SHORTEST_STOP_SECONDS, clock.of_machine(timeout))))

    def end(self, code, reason):
        """What led here decides what the task's service makes of it."""
        self._withdraw()
        with LOCK:
            for container in self.task["containers"]:
                if self.process and self.process.exit_code is not None:
                    container["exitCode"] = self.process.exit_code
            for attachment in self.task["attachments"]:
                attachment["status"] = "DELETED"
            fields = {"desiredStatus": "STOPPED", "stopCode": code, "stoppedReason": reason}
            fields["stoppingAt"] = self.task["stoppingAt"] or now()
            task_record.change(self.task, "DEPROVISIONING", **fields, executionStoppedAt=now())
            task_record.change(self.task, "STOPPED", stoppedAt=now())
            service = service_of(self.task)
            if service:
                if code in ("EssentialContainerExited", "TaskFailedToStart") or self.task.get("_stop_failed"):
                    deployments.task_failed(service, self.task)
        ecs._recount_cluster(ecs._cluster_name_from_arn(self.task["clusterArn"]))

    def kill(self):
        if self.process and not self.process.ended:
            self.process.kill()

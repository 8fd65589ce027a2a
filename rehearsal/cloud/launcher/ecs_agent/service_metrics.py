"""What Container Insights says of a service: how many tasks it should run, and how many do."""

import time

import ministack.services.cloudwatch as cloudwatch
import ministack.services.ecs as ecs
from ministack.core.responses import request_scope
from patching import expect

from .store import LOCK, count


def publish():
    now = time.time()
    for (account, region, _), service in ecs._services.all_items():
        if service["status"] != "ACTIVE":
            continue
        with request_scope(account, region):
            with LOCK:
                count(service)
            cluster = ecs._cluster_name_from_arn(service["clusterArn"])
            dimensions = {"ClusterName": cluster, "ServiceName": service["serviceName"]}
            for metric, value in (("DesiredTaskCount", "desiredCount"), ("RunningTaskCount", "runningCount")):
                point = ("ECS/ContainerInsights", metric, dimensions, now, "Count", float(service[value]))
                cloudwatch._store_datum(*point, None, None, None)


def expect_store():
    expect(callable(getattr(cloudwatch, "_store_datum", None)), "ministack.services.cloudwatch._store_datum")

"""What has been registered, by account and region, and the service that it is about."""

import ministack.services.ecs as ecs
from ministack.core.responses import AccountRegionScopedDict

# Each by the key of its target, and policies and actions by their name besides.
targets = AccountRegionScopedDict()
policies = AccountRegionScopedDict()
actions = AccountRegionScopedDict()
activities = AccountRegionScopedDict()

DIMENSION = "ecs:service:DesiredCount"


def key_of(data):
    return "|".join((data.get("ServiceNamespace", ""), data.get("ResourceId", ""), data.get("ScalableDimension", "")))


def cluster_and_name(resource_id):
    _, cluster, name = resource_id.split("/")
    return cluster, name


def service_of(resource_id):
    """The ECS service of a resource id, as the emulator keeps it; None once it is gone."""
    service = ecs._services.get("/".join(cluster_and_name(resource_id)))
    return service if service and service["status"] == "ACTIVE" else None


def set_count(resource_id, count):
    cluster, name = cluster_and_name(resource_id)
    ecs._update_service({"cluster": cluster, "service": name, "desiredCount": count})

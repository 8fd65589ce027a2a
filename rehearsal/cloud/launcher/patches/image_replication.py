"""AWS copies what is pushed to the regions that the registry's replication configuration names, a moment later, with its
tags and into a repository that it makes where there is none. The emulator keeps no such configuration and copies nothing.
"""

import copy
import json
import threading

import clock
import ministack.services.cloudformation.provisioners as provisioners
import ministack.services.ecr as ecr
from ministack.core.responses import AccountRegionScopedDict, error_response_json, get_account_id, get_region, json_response
from patching import expect, replace

_TYPE = "AWS::ECR::ReplicationConfiguration"
_A_MOMENT = 5
_rules = AccountRegionScopedDict()


def _lower_first(value):
    """CloudFormation's words in the API's: the same, with a small first letter."""
    if isinstance(value, list):
        return [_lower_first(item) for item in value]
    if isinstance(value, dict):
        return {key[:1].lower() + key[1:]: _lower_first(item) for key, item in value.items()}
    return value


def _destinations(repository):
    for rule in _rules.get("rules", []):
        filters = rule.get("repositoryFilters") or []
        if not filters or any(repository.startswith(each["filter"]) for each in filters):
            yield from (each["region"] for each in rule["destinations"])


def _copy(image, source, account, region):
    name = source["repositoryName"]
    if not ecr._repositories.contains_scoped(account, region, name):
        made = {key: _elsewhere(value, source, region) for key, value in copy.deepcopy(source).items()}
        ecr._repositories.set_scoped(account, region, name, made)
        ecr._images.set_scoped(account, region, name, [])
    there = ecr._images.get_scoped(account, region, name)
    for other in there:
        other["imageTags"] = [tag for tag in other.get("imageTags", []) if tag not in image["imageTags"]]
    there[:] = [other for other in there if other["imageDigest"] != image["imageDigest"]] + [image]


def _elsewhere(value, source, region):
    here = source["repositoryArn"].split(":")[3]
    return value.replace(here, region) if isinstance(value, str) else value


def _patch_push():
    def put(data):
        answer = original(data)
        name = data.get("repositoryName", "")
        if answer[0] != 200:
            return answer
        digest = json.loads(answer[2])["image"]["imageId"]["imageDigest"]
        image = next(each for each in ecr._images[name] if each["imageDigest"] == digest)
        for region in _destinations(name):
            arguments = (copy.deepcopy(image), ecr._repositories[name], get_account_id(), region)
            threading.Timer(clock.of_machine(_A_MOMENT), _copy, arguments).start()
        return answer

    original = replace(ecr, "_put_image", put, "data")


def _configure(data):
    rules = data["replicationConfiguration"]["rules"]
    here = get_region()
    if any(destination["region"] == here for rule in rules for destination in rule["destinations"]):
        message = f"Invalid parameter: replication from {here} to itself is not supported"
        return error_response_json("InvalidParameterException", message, 400)
    _rules["rules"] = rules
    return json_response({"replicationConfiguration": {"rules": rules}})


def _describe(data):
    rules = _rules.get("rules", [])
    return json_response({"registryId": ecr._registry_id(), "replicationConfiguration": {"rules": rules}})


def _patch_actions():
    async def handle(method, path, headers, body, query_params):
        if headers.get("x-amz-target", "").endswith(".PutReplicationConfiguration"):
            return _configure(json.loads(body))
        return await original(method, path, headers, body, query_params)

    original = replace(ecr, "handle_request", handle, "method path headers body query_params")
    replace(ecr, "_describe_registry", _describe, "data")


def _resource():
    def put(props):
        answer = _configure(_lower_first({"ReplicationConfiguration": props["ReplicationConfiguration"]}))
        if answer[0] != 200:
            raise ValueError(answer[2].decode() if isinstance(answer[2], bytes) else answer[2])
        return get_account_id(), {"RegistryId": get_account_id()}

    return {
        "create": lambda logical_id, props, stack: put(props),
        "update": lambda physical_id, old, new, stack: put(new),
        "delete": lambda physical_id, props: _rules.pop("rules", None),
    }


def install():
    _patch_push()
    _patch_actions()
    expect(_TYPE not in provisioners._RESOURCE_HANDLERS, f"the absence of {_TYPE}")
    provisioners._RESOURCE_HANDLERS[_TYPE] = _resource()

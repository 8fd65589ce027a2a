"""AWS answers DescribeImages of an unknown tag or digest with ImageNotFoundException and has scan findings. The emulator
answers with an empty list and does not scan. Here an image has a critical finding when one of its tags says so.
"""

import json
import time

import ministack.services.ecr as ecr
from ministack.core.responses import error_response_json, json_response
from patching import replace

_TELLTALE = "-critical"
_FINDING = {
    "name": "CVE-2099-0001",
    "description": "Planted by the rehearsal through the image's tag",
    "uri": "https://example.com/CVE-2099-0001",
    "severity": "CRITICAL",
    "attributes": [{"key": "package_name", "value": "planted"}, {"key": "package_version", "value": "1.0.0"}],
}


def _named(image_id):
    parts = [f"{k}:'{image_id[k]}'" for k in ("imageDigest", "imageTag") if image_id.get(k)]
    return "{" + ", ".join(parts) + "}"


def _not_found(repository, image_id):
    message = (
        f"The image with imageId {_named(image_id)} does not exist within the repository with name '{repository}' "
        f"in the registry with id '{ecr._registry_id()}'"
    )
    return error_response_json("ImageNotFoundException", message, 400)


def _patch_describe():
    def describe(data):
        name = data.get("repositoryName", "")
        if name in ecr._repositories:
            for image_id in data.get("imageIds") or []:
                if not ecr._find_image(name, image_id):
                    return _not_found(name, image_id)
        return original(data)

    original = replace(ecr, "_describe_images", describe, "data")


def _findings(data):
    name, image_id = data.get("repositoryName", ""), data.get("imageId") or {}
    if name not in ecr._repositories:
        message = f"The repository with name '{name}' does not exist in the registry with id '{ecr._registry_id()}'"
        return error_response_json("RepositoryNotFoundException", message, 400)
    image = ecr._find_image(name, image_id)
    if not image:
        return _not_found(name, image_id)
    planted = [_FINDING] if any(_TELLTALE in tag for tag in image.get("imageTags", [])) else []
    return json_response(
        {
            "registryId": ecr._registry_id(),
            "repositoryName": name,
            "imageId": {"imageDigest": image["imageDigest"]},
            "imageScanStatus": {"status": "COMPLETE", "description": "The scan was completed successfully."},
            "imageScanFindings": {
                "imageScanCompletedAt": image.get("imagePushedAt", int(time.time())),
                "findings": planted,
                "findingSeverityCounts": {"CRITICAL": len(planted)} if planted else {},
            },
        }
    )


def _start_scan(data):
    answer = _findings(data)
    if answer[0] != 200:
        return answer
    return json_response(
        {
            "repositoryName": data["repositoryName"],
            "imageId": data["imageId"],
            "imageScanStatus": {"status": "IN_PROGRESS"},
        }
    )


_ADDED = {"DescribeImageScanFindings": _findings, "StartImageScan": _start_scan}


def _patch_actions():
    async def handle(method, path, headers, body, query_params):
        added = _ADDED.get(headers.get("x-amz-target", "").rpartition(".")[2])
        if added:
            return added(json.loads(body or b"{}"))
        return await original(method, path, headers, body, query_params)

    original = replace(ecr, "handle_request", handle, "method path headers body query_params")


def install():
    _patch_describe()
    _patch_actions()

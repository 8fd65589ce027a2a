"""AWS answers DescribeImages of an unknown tag or digest with ImageNotFoundException and has scan findings. The emulator
answers with an empty list and does not scan. Here an image is scanned when a client requests it or when its repository
scans on push; it has a critical finding, or cannot be scanned, when one of its tags says so.
"""

import json
import time

import ministack.services.ecr as ecr
from ministack.core.responses import AccountRegionScopedDict, error_response_json, json_response
from patching import replace

_SCAN_SECONDS = 15
_TELLTALE = "-critical"
_UNSCANNABLE = "-unscannable"
_FINDING = {
    "name": "CVE-2099-0001",
    "description": "Planted by the rehearsal through the image's tag",
    "uri": "https://example.com/CVE-2099-0001",
    "severity": "CRITICAL",
    "attributes": [{"key": "package_name", "value": "planted"}, {"key": "package_version", "value": "1.0.0"}],
}


# By repository@digest: when a client requested the scan.
_scans = AccountRegionScopedDict()


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


def _image(data):
    """The image that a request about its scan names, or the refusal."""
    name, image_id = data.get("repositoryName", ""), data.get("imageId") or {}
    if name not in ecr._repositories:
        message = f"The repository with name '{name}' does not exist in the registry with id '{ecr._registry_id()}'"
        return None, error_response_json("RepositoryNotFoundException", message, 400)
    image = ecr._find_image(name, image_id)
    return image, None if image else _not_found(name, image_id)


def _begun_at(name, image):
    pushed = ecr._repositories[name].get("imageScanningConfiguration", {}).get("scanOnPush")
    return _scans.get(f"{name}@{image['imageDigest']}") or (image["imagePushedAt"] if pushed else None)


def _findings(data):
    image, refusal = _image(data)
    if refusal:
        return refusal
    name, begun = data["repositoryName"], _begun_at(data["repositoryName"], image)
    if begun is None:
        message = (
            f"Image scan does not exist for the image with '{_named({'imageDigest': image['imageDigest']})}' "
            f"in the repository with name '{name}' in the registry with id '{ecr._registry_id()}'"
        )
        return error_response_json("ScanNotFoundException", message, 400)
    answer = {"registryId": ecr._registry_id(), "repositoryName": name, "imageId": {"imageDigest": image["imageDigest"]}}
    if time.time() < begun + _SCAN_SECONDS:
        return json_response(answer | {"imageScanStatus": {"status": "IN_PROGRESS"}})
    if _says(image, _UNSCANNABLE):
        why = "UnsupportedImageError: The operating system and/or package manager are not supported."
        return json_response(answer | {"imageScanStatus": {"status": "FAILED", "description": why}})
    planted = [_FINDING] if _says(image, _TELLTALE) else []
    return json_response(
        answer
        | {
            "imageScanStatus": {"status": "COMPLETE", "description": "The scan was completed successfully."},
            "imageScanFindings": {
                "imageScanCompletedAt": begun,
                "findings": planted,
                "findingSeverityCounts": {"CRITICAL": len(planted)} if planted else {},
            },
        }
    )


def _says(image, word):
    return any(word in tag for tag in image.get("imageTags", []))


def _start_scan(data):
    image, refusal = _image(data)
    if refusal:
        return refusal
    name = data["repositoryName"]
    if _begun_at(name, image):
        message = "The scan quota per image has been exceeded. Wait and try again."
        return error_response_json("LimitExceededException", message, 400)
    _scans[f"{name}@{image['imageDigest']}"] = time.time()
    return json_response(
        {"repositoryName": name, "imageId": data["imageId"], "imageScanStatus": {"status": "IN_PROGRESS"}}
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

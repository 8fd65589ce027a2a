"""Which image a reference names. Its tag chooses how the sample service behaves, also when it is named by digest."""

import re
from dataclasses import dataclass

import ministack.services.ecr as ecr

_ECR = re.compile(
    r"^(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/"
    r"(?P<repository>[^:@]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]+))?$"
)


class CannotPull(Exception):
    """The image does not exist; says it as AWS does in a task's stopped reason."""


@dataclass(frozen=True)
class Image:
    tag: str
    digest: str | None


def resolve(reference):
    named = _ECR.match(reference)
    if not named:
        return _public(reference)
    images = ecr._images.get_scoped(named["account"], named["region"], named["repository"])
    if images is None:
        raise CannotPull(
            f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
            f"{reference}: The repository with name '{named['repository']}' does not exist in the registry with id "
            f"'{named['account']}'"
        )
    digest, tag = named["digest"], named["tag"] or "latest"
    for image in images:
        if image["imageDigest"] == digest or (not digest and tag in image.get("imageTags", [])):
            return Image(_tag_of(image), image["imageDigest"])
    raise CannotPull(
        f"CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
        f"{reference}: {reference}: not found"
    )


def _tag_of(image):
    """The first tag the image was pushed with: later ones say where it runs. A copy by digest may have none here."""
    if image.get("imageTags"):
        return image["imageTags"][0]
    for images in ecr._images.all_values():
        for other in images:
            if other["imageDigest"] == image["imageDigest"] and other.get("imageTags"):
                return other["imageTags"][0]
    return image["imageDigest"].removeprefix("sha256:")[:12]


def _public(reference):
    """An image of a registry that is not emulated is taken to exist."""
    name, _, digest = reference.partition("@")
    tag = name.rpartition("/")[2].partition(":")[2]
    return Image(tag or "latest", digest or None)

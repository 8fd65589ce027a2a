"""AWS: `codebuild:startBuild.sync` waits for the build and answers with it; one that does not succeed is
States.TaskFailed with the build as its cause, and who stops the execution stops the build. The emulator does not know
the integration, ends every build at once, and always well. Here a build takes its time and pushes an image with the
commit as its tag; it fails in its phase BUILD where its source says so, or where there is no repository to push to.
"""

import json
import time

import clock
import execution_scope
import ministack.services.codebuild as codebuild
import ministack.services.ecr as ecr
import ministack.services.stepfunctions as stepfunctions
from execution_scope import Interrupted
from integration_answers import with_capitals
from ministack.core.responses import get_region
from patching import expect

_RESOURCE = "arn:aws:states:::codebuild:startBuild"
_BUILD_SECONDS = 60
_TELLTALE = "broken"


def _start(input_data):
    status, _, body = codebuild._start_build(stepfunctions._pascal_to_camel(input_data))
    answer = json.loads(body)
    if status >= 400:
        name = answer.get("__type", "AWSCodeBuildException").rpartition("#")[2]
        raise stepfunctions._ExecutionError(f"CodeBuild.{name}", answer.get("message", ""))
    build = codebuild._builds[answer["build"]["id"]]
    build.pop("endTime", None)
    build |= {"buildStatus": "IN_PROGRESS", "currentPhase": "BUILD"}
    return build


def _push(build):
    """The image of the commit, or why there is none."""
    if _TELLTALE in build["source"].get("location", ""):
        return "Error while executing command: docker buildx build. Reason: exit status 1"
    variables = {each["name"]: each["value"] for each in build["environment"].get("environmentVariables", [])}
    repository = variables.get("REPOSITORY", "").partition("/")[2]
    image = {"repositoryName": repository, "imageTag": build["sourceVersion"]}
    status, _, body = ecr._put_image(image | {"imageManifest": json.dumps(image)})
    return None if status < 400 else json.loads(body).get("message")


def _end(build, why_not):
    phase = next(each for each in build["phases"] if each["phaseType"] == "BUILD")
    if why_not:
        phase |= {"phaseStatus": "FAILED", "contexts": [{"statusCode": "COMMAND_EXECUTION_ERROR", "message": why_not}]}
    logs = build["logs"]
    link = f"https://console.aws.amazon.com/cloudwatch/home?region={get_region()}#logsV2:log-groups/{logs['groupName']}"
    build |= {
        "buildStatus": "FAILED" if why_not else "SUCCEEDED",
        "currentPhase": "COMPLETED",
        "endTime": int(time.time()),
        "logs": logs | {"deepLink": link},
    }


def _run(resource, input_data):
    build = _start(input_data)
    if not resource.endswith(".sync"):
        return with_capitals({"build": build})
    try:
        execution_scope.sleep(clock.of_machine(_BUILD_SECONDS))
    except Interrupted:
        codebuild._stop_build({"id": build["id"]})
        raise
    _end(build, _push(build))
    if build["buildStatus"] != "SUCCEEDED":
        raise stepfunctions._ExecutionError("States.TaskFailed", json.dumps(with_capitals(build)))
    return with_capitals({"build": build})


def install():
    for name in ("_start_build", "_stop_build"):
        expect(callable(getattr(codebuild, name, None)), f"ministack.services.codebuild.{name}")
    expect(callable(getattr(ecr, "_put_image", None)), "ministack.services.ecr._put_image")
    dispatch = stepfunctions._SERVICE_DISPATCH
    expect(_RESOURCE not in dispatch, f"the absence of {_RESOURCE} in ministack.services.stepfunctions._SERVICE_DISPATCH")
    dispatch[_RESOURCE] = _run

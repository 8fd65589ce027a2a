"""The local cloud: ministack, with what AWS does differently put right. `python rehearsal/cloud/launcher`."""

import importlib.util

import clock

import parent_watch
from patching import expect_pinned_version


def main():
    clock.install()
    parent_watch.start()
    expect_pinned_version()

    import patches

    patches.install()
    agent = importlib.util.find_spec("ecs_agent")
    if agent and agent.origin:
        import ecs_agent

        ecs_agent.install()

    import auto_scaling

    auto_scaling.install()

    import name_server

    name_server.install()

    from ministack.app import main as serve

    serve()


main()

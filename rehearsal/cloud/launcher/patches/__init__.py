"""One module per gap between the emulator and AWS. The order matters only where a later one builds on an earlier."""

from importlib import import_module

PATCHES = (
    "request_times",
    "lambda_errors",
    "lambda_environment",
    "lambda_regions",
    "step_functions.rules",
    "step_functions.variables",
    "step_functions.expressions",
    "step_functions.timeouts",
    "step_functions.parallel",
    "step_functions.executions",
    "step_functions.run_task",
    "step_functions.start_build",
    "weighted_forwarding",
    "target_health",
    "load_balancer_metrics",
    "web_firewall",
    "data_plane",
    "region_outages",
    "metric_queries",
    "alarms",
    "event_targets",
    "schedules",
    "image_registry",
    "image_replication",
    "cloudformation_load_balancing",
    "cloudformation_omissions",
    "cloudformation_types",
    "cloudformation_resources",
    "cloudformation_removals",
)


def install():
    for name in PATCHES:
        import_module(f"{__name__}.{name}").install()

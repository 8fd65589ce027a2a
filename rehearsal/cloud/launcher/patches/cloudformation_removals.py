"""When a resource cannot be removed, CloudFormation keeps what it depends on. The emulator goes on and removes that, too."""

import ministack.services.cloudformation as cloudformation
import ministack.services.cloudformation.stacks as stacks
from patching import expect, replace


def _is_needed(logical_id, stack):
    """Whatever depends on a resource has its turn before it: who is still there has failed."""
    resources, template = stack.get("_resources", {}), stack.get("_template") or {}
    failed = [name for name, found in resources.items() if found.get("ResourceStatus") == "DELETE_FAILED"]
    others = [name for name in failed if name != logical_id]
    return logical_id in stacks._with_dependencies(others, template.get("Resources", {}), set(resources))


def install():
    def delete(resource_type, physical_id, props, stack_name=None, logical_id=None):
        stack = cloudformation._stacks.get(stack_name) or {}
        if stack.get("StackStatus") == "DELETE_IN_PROGRESS" and _is_needed(logical_id, stack):
            raise ValueError(f"{logical_id} is kept: what depends on it could not be removed")
        original(resource_type, physical_id, props, stack_name, logical_id)

    original = replace(stacks, "_delete_resource", delete, "resource_type physical_id props stack_name logical_id")
    expect(callable(getattr(stacks, "_with_dependencies", None)), "cloudformation.stacks._with_dependencies")

"""How a patch takes hold of the emulator: by name, with its anchor checked, so that a new version fails loudly."""

import inspect
from importlib.metadata import version

PINNED_VERSION = "1.5.33"


class AnchorMoved(RuntimeError):
    """The installed emulator is not the one this patch was written against."""


def expect(holds, anchor):
    """Refuses to start when what a patch relies on is no longer there."""
    if not holds:
        raise AnchorMoved(f"{anchor} is not what ministack {PINNED_VERSION} has; the patch that names it needs a look")


def expect_pinned_version():
    installed = version("ministack")
    expect(installed == PINNED_VERSION, f"ministack's version ({installed})")


def replace(module, name, replacement, parameters=None):
    """Puts the replacement in the place of module.name and returns the original. parameters are the original's."""
    anchor = f"{module.__name__}.{name}"
    original = getattr(module, name, None)
    expect(callable(original), anchor)
    if parameters is not None:
        expect(list(inspect.signature(original).parameters) == parameters.split(), f"{anchor}({parameters})")
    setattr(module, name, replacement)
    return original


def replace_action(actions, name, replacement, anchor):
    """The same for an entry of an action table, which holds the function itself and not its name."""
    expect(callable(actions.get(name)), f"{anchor}[{name!r}]")
    original = actions[name]
    actions[name] = replacement
    return original


def substitute(text, before, after, anchor):
    """Replaces one exact passage of a script that the emulator runs."""
    expect(text.count(before) == 1, anchor)
    return text.replace(before, after)

"""What a service answers, as Step Functions hands it on: every name with a capital, every time in milliseconds."""

_TIMES = ("At", "Time")


def with_capitals(value):
    if isinstance(value, list):
        return [with_capitals(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name[:1].upper() + name[1:]: with_capitals(_in_milliseconds(name, each)) for name, each in value.items()}


def _in_milliseconds(name, value):
    return int(value * 1000) if name.endswith(_TIMES) and isinstance(value, (int, float)) else value

"""CloudWatch's metric math, as far as alarms and dashboards of a service use it. Pure.

A series maps a place in time to a value. An operation on two series has a value where both have one, and none where it
divides by zero.
"""

import ast
import operator
import re
from dataclasses import dataclass, field
from functools import lru_cache


class UnknownExpression(ValueError):
    """Something of metric math that is not here."""


_OPERATIONS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_AGGREGATES = {
    "SUM": sum,
    "MIN": min,
    "MAX": max,
    "AVG": lambda values: sum(values) / len(values),
    "DATAPOINT_COUNT": len,
}
# An account's quota of whatever it is asked for: the one that is asked for here are vCPUs of Fargate on demand.
SERVICE_QUOTA = 140.0
_ROUNDING = {"ABS": abs, "CEIL": lambda v: float(-(-v // 1)), "FLOOR": lambda v: float(v // 1)}


@dataclass
class Query:
    """The expression's surroundings: the places in time, oldest first, and how to get another query's series by id."""

    timeline: list
    series_of: object
    metric_ids: list
    period: int = 60
    visiting: set = field(default_factory=set)


@lru_cache(maxsize=1024)
def _parsed(expression):
    """An alarm computes the same again and again."""
    python = re.sub(r"&&|\bAND\b", " and ", re.sub(r"\|\||\bOR\b", " or ", expression)).replace("^", "**")
    try:
        return ast.parse(python.strip(), mode="eval").body
    except SyntaxError as problem:
        raise UnknownExpression(expression) from problem


def evaluate(expression, query):
    """The expression's series; a plain number becomes one with that value everywhere."""
    value = _value(_parsed(expression), query)
    return value if isinstance(value, dict) else {place: float(value) for place in query.timeline}


def _value(node, query):
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.Name):
        return _referenced(node.id, query)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _combine(_OPERATIONS[type(node.op)], _value(node.left, query), _value(node.right, query))
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OPERATIONS:
        compare = _OPERATIONS[type(node.ops[0])]
        return _combine(compare, _value(node.left, query), _value(node.comparators[0], query))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return _combine(operator.mul, -1.0, _value(node.operand, query))
    if isinstance(node, ast.BoolOp):
        return _boolean(node, query)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _call(node.func.id.upper(), node.args, query)
    raise UnknownExpression(ast.unparse(node))


def _boolean(node, query):
    both = (lambda a, b: bool(a) and bool(b)) if isinstance(node.op, ast.And) else (lambda a, b: bool(a) or bool(b))
    value = _value(node.values[0], query)
    for other in node.values[1:]:
        value = _combine(both, value, _value(other, query))
    return value


def _referenced(name, query):
    if name in query.visiting:
        raise UnknownExpression(f"{name} refers to itself")
    query.visiting.add(name)
    try:
        return query.series_of(name)
    finally:
        query.visiting.discard(name)


def _combine(operation, left, right):
    if not isinstance(left, dict) and not isinstance(right, dict):
        return float(operation(left, right))
    places = left if isinstance(left, dict) else right
    result = {}
    for place in places:
        a = left.get(place) if isinstance(left, dict) else left
        b = right.get(place) if isinstance(right, dict) else right
        if a is not None and b is not None:
            try:
                result[place] = float(operation(a, b))
            except ZeroDivisionError:
                continue
    return result


def _many(node, query):
    """The series of an array, or None when the node is not one."""
    if isinstance(node, (ast.List, ast.Tuple)):
        return [_value(item, query) for item in node.elts]
    if isinstance(node, ast.Call) and getattr(node.func, "id", "").upper() == "METRICS":
        prefix = node.args[0].value if node.args else ""
        return [query.series_of(name) for name in query.metric_ids if name.startswith(prefix)]
    return None


def _service_quota(node, query):
    """The quota of what a usage metric counts, wherever there is a data point of it."""
    return {place: SERVICE_QUOTA for place in _value(node, query)}


def _aggregate(function, node, query):
    """Over an array: at each place. Over one series: over time, a single number."""
    several = _many(node, query)
    if several is None:
        series = _value(node, query)
        values = list(series.values()) if isinstance(series, dict) else [series]
        return float(function(values)) if values else {}
    places = sorted({place for series in several for place in series})
    return {p: float(function([s[p] for s in several if p in s])) for p in places}


def _fill(arguments, query):
    several = _many(arguments[0], query)
    if several is not None:
        raise UnknownExpression("FILL of an array")
    series, how = _value(arguments[0], query), arguments[1]
    if isinstance(how, ast.Name) and how.id.upper() == "REPEAT":
        filled, last = {}, None
        for place in query.timeline:
            last = series.get(place, last)
            if last is not None:
                filled[place] = last
        return filled
    value = _value(how, query)
    return {place: series.get(place, value) for place in query.timeline}


def _difference(argument, query):
    """From the value before, where there is one."""
    series = _value(argument, query)
    told = [place for place in query.timeline if place in series]
    return {place: series[place] - series[before] for before, place in zip(told, told[1:])}


def _if(arguments, query):
    condition, yes = _value(arguments[0], query), _value(arguments[1], query)
    no = _value(arguments[2], query) if len(arguments) > 2 else {}
    if not isinstance(condition, dict):
        return yes if condition else no
    result = {}
    for place, holds in condition.items():
        chosen = yes if holds else no
        value = chosen.get(place) if isinstance(chosen, dict) else chosen
        if value is not None:
            result[place] = value
    return result


def _call(name, arguments, query):
    if name in _AGGREGATES:
        return _aggregate(_AGGREGATES[name], arguments[0], query)
    if name == "FILL":
        return _fill(arguments, query)
    if name == "DIFF":
        return _difference(arguments[0], query)
    if name == "IF":
        return _if(arguments, query)
    if name in _ROUNDING:
        value = _value(arguments[0], query)
        function = _ROUNDING[name]
        return {p: function(v) for p, v in value.items()} if isinstance(value, dict) else function(value)
    if name == "SERVICE_QUOTA":
        return _service_quota(arguments[0], query)
    if name == "PERIOD":
        return float(query.period)
    raise UnknownExpression(name)

"""CloudWatch's statistics over weighted samples: each (value, how many times). Pure."""

import re

_BASIC = ("SampleCount", "Sum", "Average", "Minimum", "Maximum")
_SHORT = re.compile(r"^(p|tm|tc|ts|wm)(\d+(?:\.\d+)?)$", re.IGNORECASE)
_RANGE = re.compile(r"^(PR|TM|TC|TS|WM)\(\s*([\d.]*%?)\s*:\s*([\d.]*%?)\s*\)$", re.IGNORECASE)


def is_extended(name):
    return bool(_SHORT.match(name) or _RANGE.match(name) or name.upper() == "IQM")


def basic(parts):
    """The simple statistics of (count, sum, minimum, maximum) parts."""
    parts = [p for p in parts if p[0] > 0]
    if not parts:
        return {}
    count, total = sum(p[0] for p in parts), sum(p[1] for p in parts)
    return dict(zip(_BASIC, (count, total, total / count, min(p[2] for p in parts), max(p[3] for p in parts))))


def percentile(samples, percent):
    """The value at that rank, between the two nearest ones where it falls between."""
    ordered = sorted(samples)
    rank = percent / 100 * (sum(w for _, w in ordered) - 1)
    low = _at(ordered, int(rank))
    part = rank - int(rank)
    return low + part * (_at(ordered, int(rank) + 1) - low) if part > 0 else low


def _at(ordered, index):
    seen = 0
    for value, weight in ordered:
        seen += weight
        if index < seen:
            return value
    return ordered[-1][0]


def _bound(text, samples, default):
    if not text:
        return default
    return percentile(samples, float(text[:-1])) if text.endswith("%") else float(text)


def _within(samples, low, high):
    """Above the low bound (which is itself out, except where there is none), up to and with the high one."""
    return [(v, w) for v, w in samples if (low is None or v > low) and (high is None or v <= high)]


def _trimmed_by_rank(samples, low_percent, high_percent):
    """What lies between two ranks; a group of equal values may lie there in part."""
    ordered = sorted(samples)
    total = sum(w for _, w in ordered)
    low, high, seen, kept = total * low_percent / 100, total * high_percent / 100, 0, []
    for value, weight in ordered:
        part = min(seen + weight, high) - max(seen, low)
        if part > 0:
            kept.append((value, part))
        seen += weight
    return kept


def _selected(samples, low, high):
    if low.endswith("%") or high.endswith("%"):
        return _trimmed_by_rank(samples, float(low[:-1] or 0), float(high[:-1] or 100))
    return _within(samples, float(low) if low else None, float(high) if high else None)


def _mean(samples):
    weight = sum(w for _, w in samples)
    return sum(v * w for v, w in samples) / weight if weight else None


def _winsorized(samples, low, high):
    least = _bound(low, samples, min(v for v, _ in samples))
    most = _bound(high, samples, max(v for v, _ in samples))
    return _mean([(min(max(v, least), most), w) for v, w in samples])


def extended(samples, name):
    """A percentile, percentile rank or trimmed statistic; None where there is nothing to take it of."""
    if not samples:
        return None
    short = _SHORT.match(name)
    if short and short[1].lower() == "p":
        return percentile(samples, float(short[2]))
    kind, low, high = _parts(name, short)
    if kind == "WM":
        return _winsorized(samples, low, high)
    chosen = _selected(samples, low, high)
    if kind == "PR":
        return 100 * sum(w for _, w in chosen) / sum(w for _, w in samples)
    if kind == "TC":
        return sum(w for _, w in chosen)
    if kind == "TS":
        return sum(v * w for v, w in chosen)
    return _mean(chosen)


def _parts(name, short):
    if name.upper() == "IQM":
        return "TM", "25%", "75%"
    if short:
        return short[1].upper(), "", f"{short[2]}%"
    kind, low, high = _RANGE.match(name).groups()
    return kind.upper(), low, high

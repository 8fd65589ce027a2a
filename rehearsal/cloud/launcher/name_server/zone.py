"""What Route 53 answers: by weight, by failover and by alias, as records and health checks stand now."""

import random
from collections import namedtuple

import ministack.services.route53 as route53

from . import addresses, health

Answer = namedtuple("Answer", "seconds values")

# Clients cache an alias to a load balancer for this long, regardless of any setting.
_ALIAS_SECONDS = 60
_LOAD_BALANCERS = ".elb.amazonaws.com."


def answer(name, kind):
    """None where there is no such name; no values where it has none of this kind."""
    name = name.lower()
    if name.endswith(_LOAD_BALANCERS):
        return Answer(_ALIAS_SECONDS, [addresses.of(name)] if kind == "A" else [])
    named = [r for records in list(route53._records._data.values()) for r in records if r["Name"].lower() == name]
    if not named:
        return None
    records = [r for r in named if r["Type"] == kind]
    return _told(_chosen(records), kind) if records else Answer(_ALIAS_SECONDS, [])


def _told(record, kind):
    if "AliasTarget" in record:
        return answer(record["AliasTarget"]["DNSName"], kind) or Answer(_ALIAS_SECONDS, [])
    return Answer(int(record["TTL"]), record["ResourceRecords"])


def _chosen(records):
    by_failover = {r["Failover"]: r for r in records if "Failover" in r}
    if by_failover:
        first, second = by_failover["PRIMARY"], by_failover.get("SECONDARY")
        # Where neither is well, Route 53 answers with the first.
        return second if second and not _is_well(first) and _is_well(second) else first
    well = [r for r in records if _is_well(r)] or records
    weights = [r.get("Weight", 1) for r in well]
    return random.choices(well, weights if any(weights) else None)[0]


def _is_well(record):
    return "HealthCheckId" not in record or health.passes(record["HealthCheckId"])

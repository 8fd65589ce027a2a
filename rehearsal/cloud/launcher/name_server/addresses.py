"""Load balancers have addresses by which requests reach them. They are of an unused range, TEST-NET-1 of RFC
5737: a client that connects to one goes through the cloud's own port, see data_plane.
"""

import itertools

PREFIX = "192.0.2."

_numbers = itertools.count(1)
_addresses = {}


def of(dns_name):
    """The address behind a load balancer's name."""
    name = dns_name.rstrip(".").lower()
    if name not in _addresses:
        _addresses[name] = f"{PREFIX}{next(_numbers)}"
    return _addresses[name]


def name_at(address):
    return next((name for name, known in _addresses.items() if known == address), None)

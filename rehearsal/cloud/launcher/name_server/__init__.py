"""Route 53's data plane: answers for the names of every hosted zone, by UDP on the port of the API, and checks health
from outside. The emulator keeps zones, records and checks, and does nothing with them.
"""

import clock
from background import every

from . import checkers, server


def install():
    checkers.install()
    server.start()
    every(clock.of_machine(1), checkers.look, "health-checkers")

"""Work that goes on beside the requests: each kind has one thread and never stops at an error."""

import logging
import threading
import time

logger = logging.getLogger("sluice.rehearsal")


def every(seconds, work, name):
    """Runs the work again and again, that many seconds apart."""

    def loop():
        while True:
            started = time.monotonic()
            try:
                work()
            except Exception:
                logger.exception("%s failed; it goes on", name)
            time.sleep(max(0.05, seconds - (time.monotonic() - started)))

    threading.Thread(target=loop, name=name, daemon=True).start()

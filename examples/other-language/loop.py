"""One thread in which everything is decided, and its clock."""

import heapq
import itertools
import queue
import time
from collections.abc import Callable
from typing import Any


def now() -> float:
    """Monotonic s that go on while the machine sleeps (CP-TIME-1): a lease ends then, too."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


class Timer:
    def __init__(self, run: Callable[[], Any]) -> None:
        self.run: Callable[[], Any] | None = run

    def cancel(self) -> None:
        self.run = None


class Loop:
    def __init__(self) -> None:
        self.events: queue.SimpleQueue[Callable[[], Any] | None] = queue.SimpleQueue()
        self.timers: list[tuple[float, int, Timer]] = []
        self.order = itertools.count()

    def post(self, run: Callable[[], Any] | None) -> None:
        """From any thread: run this next; None ends the loop."""
        self.events.put(run)

    def after(self, seconds: float, run: Callable[[], Any]) -> Timer:
        timer = Timer(run)
        heapq.heappush(self.timers, (now() + seconds, next(self.order), timer))
        return timer

    def run(self) -> None:
        while True:
            while self.timers and self.timers[0][0] <= now():
                if run := heapq.heappop(self.timers)[2].run:
                    run()
            try:
                event = self.events.get(timeout=max(0.0, self.timers[0][0] - now()) if self.timers else None)
            except queue.Empty:
                continue
            if event is None:
                return
            event()

"""Schedules, leases and schedule time: what may be drawn when. Times in s, powers in W, + import."""

from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import Any

from loop import now
from wire import WATTS, Malformed, decode

Version = tuple[int, int]
DRIFT = 0.001


@dataclass(frozen=True)
class Schedule:
    start_s: int
    step_s: int
    watts: tuple[int, ...]

    def at(self, t: float) -> int | None:
        """Largest import, None outside: there the fallback holds (CP-LEASE-10)."""
        step = (t - self.start_s) // self.step_s
        return max(0, self.watts[int(step)]) if 0 <= step < len(self.watts) else None

    def steps(self) -> list[int]:
        return [self.start_s + i * self.step_s for i in range(len(self.watts) + 1)]


def schedule_in(pb: Any, terms: bytes, connector: int) -> Schedule:
    """What encoded terms say of a connector; 0 W where they only name others. Raises Malformed."""
    found = schedules_of(decode(pb.Terms, terms))
    other = next(iter(found.values()))
    return found.get(connector) or Schedule(other.start_s, other.step_s, (0,) * len(other.watts))


def terms_of(pb: Any, schedule: Schedule, connector: int) -> bytes:
    """Encoded terms, in the largest unit up to 50 W that divides every value (CP-WIRE-12)."""
    watts = schedule.watts
    unit = next(u for u in range(50, 0, -1) if all(w % u == 0 for w in watts))
    deltas = [(w - before) // unit for before, w in zip((0, *watts), watts, strict=False)]
    while len(deltas) > 1 and deltas[-1] == 0:
        deltas.pop()
    body = pb.Schedule(start_s=schedule.start_s, step_s=schedule.step_s, step_count=len(watts), unit_w=unit, max_deltas=deltas)
    return bytes(pb.Terms(parts=[pb.TermsPart(connector=connector, schedule=body)]).SerializeToString())


def schedules_of(terms: Any) -> dict[int, Schedule]:
    """The upper edges by connector (CP-WIRE-8, 12). Raises Malformed."""
    found: dict[int, Schedule] = {}
    for part in terms.parts:
        s = part.schedule
        highs, lows = values(s.max_deltas, s.unit_w, s.step_count), values(s.min_deltas, s.unit_w, s.step_count)
        crossed = s.min_deltas and any(lo > hi for lo, hi in zip(lows, highs, strict=True))
        if not s.max_deltas or part.connector in found or crossed:
            raise Malformed(f"terms of connector {part.connector} cannot be read")
        found[part.connector] = Schedule(s.start_s, s.step_s, highs)
    if not found:
        raise Malformed("terms without a part")
    return found


def values(deltas: Any, unit_w: int, steps: int) -> tuple[int, ...]:
    """Differences that are missing at the end are 0."""
    padded = [*deltas, *[0] * (steps - len(deltas))]
    summed = tuple(unit_w * value for value in accumulate(padded))
    if len(summed) > steps or any(abs(value) > WATTS for value in summed):
        raise Malformed("a schedule has too many values or too large ones")
    return summed


@dataclass
class Lease:
    version: Version
    hash: bytes
    # The schedule of the commit, then those of later commits that were taken only where they lower.
    schedules: list[Schedule]
    ttl: float
    deadline: float


def only_lowers(held: list[Schedule], new: Schedule, fallback_w: int, from_s: float) -> bool:
    """Whether `new` is nowhere above the least of `held`, or the fallback, from `from_s` on."""
    times = {from_s, *(t for schedule in [*held, new] for t in schedule.steps() if t > from_s)}
    return all(max(fallback_w, new.at(t) or 0) <= max(fallback_w, least(held, t, fallback_w)) for t in times)


def least(held: list[Schedule], t: float, fallback_w: int) -> int:
    return min((fallback_w if (w := schedule.at(t)) is None else w for schedule in held), default=fallback_w)


def allowed(lease: Lease, fallback_w: int, ramp: float, t: tuple[float, float], left: float) -> tuple[float, float]:
    """
    W that may be drawn where schedule time lies within `t` and `left` s of the lease remain, and for how many s nobody has
    to say anything less. Ramps down begin early enough (CP-LEASE-8, CP-TIME-2).
    """
    low, high = t
    times = [s for schedule in lease.schedules for s in schedule.steps() if s > low]
    now = min(least(lease.schedules, s, fallback_w) for s in [low, *(s for s in times if s <= high)])
    falls = [(s - high, least(lease.schedules, s, fallback_w)) for s in times if s > high] + [(max(0.0, left), fallback_w)]
    watts = min([now, *(w + ramp * s for s, w in falls)])
    return watts, min([left, *(s - (watts - w) / ramp for s, w in falls if w < watts)])


class ScheduleTime:
    """What a holder knows of its grantor's schedule time: that it lies between two instants."""

    def __init__(self) -> None:
        self.fix: tuple[float, float, float] | None = None

    @property
    def age(self) -> float:
        return now() - self.fix[2] if self.fix else 0.0

    def take(self, stated_ms: float, sent: float, anew: bool = False) -> None:
        """
        An answer to what was sent then states the time (CP-TIME-2). One that says less than is known, and does not
        contradict it, changes nothing; `anew` in a new session (CP-TIME-4).
        """
        fix = (stated_ms / 1000, sent, now())
        if self.fix and not anew:
            (low, high), (known_low, known_high) = span(fix), span(self.fix)
            if high - low > known_high - known_low and low <= known_high and high >= known_low:
                return
        self.fix = fix

    def __call__(self) -> tuple[float, float]:
        """Not before, not after."""
        return span(self.fix) if self.fix else (0.0, inf)


def span(fix: tuple[float, float, float]) -> tuple[float, float]:
    stated, sent, received = fix
    drift = DRIFT * (now() - received)
    return stated + now() - received - drift, stated + now() - sent + drift

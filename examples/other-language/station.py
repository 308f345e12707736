"""A station with one connector, simulated: a current register with a validity, a failsafe, a meter, and a vehicle."""

import threading
import time
from dataclasses import dataclass

from loop import now

TICK_S = 0.05


@dataclass
class Vehicle:
    energy_wh: float
    power_max_w: int
    departure_s: int


class Station(threading.Thread):
    """Runs by itself: when nobody says how much in time, it goes to its failsafe (CP-FALL-8)."""

    def __init__(self, power_max_w: int, power_min_w: int, ramp_w_per_s: int) -> None:
        super().__init__(daemon=True)
        self.power_max_w, self.power_min_w, self.ramp_w_per_s = power_max_w, power_min_w, ramp_w_per_s
        self.vehicle: Vehicle | None = None
        # What a person has set at the station; it overrides every agreement.
        self.person_w: int | None = None
        self.power_w = 0.0
        self.failsafe_w = 0
        self.limit_w = 0.0
        self.valid_until = 0.0

    def set_failsafe(self, watts: int) -> int:
        """Writes it and reads it back."""
        self.failsafe_w = watts
        return self.failsafe_w

    def apply(self, watts: float, valid_s: float) -> None:
        self.limit_w, self.valid_until = watts, now() + valid_s

    @property
    def meter_w(self) -> int:
        return round(self.power_w)

    def run(self) -> None:
        before = now()
        while True:
            time.sleep(TICK_S)
            before, passed = now(), now() - before
            self.step(passed)

    def step(self, seconds: float) -> None:
        limit = self.limit_w if now() < self.valid_until else self.failsafe_w
        car = self.vehicle
        wanted = min(limit, self.power_max_w, car.power_max_w) if car and car.energy_wh > 0 else 0
        if self.person_w is not None:
            wanted = min(wanted, self.person_w)
        if wanted < self.power_min_w:
            wanted = 0
        most = self.ramp_w_per_s * seconds
        change = max(-most, min(most, wanted - self.power_w))
        # Less than the least current is none; a car that is unplugged draws nothing at once.
        power = self.power_w + change if car else 0.0
        self.power_w = wanted if power < self.power_min_w and change < 0 else power
        if car:
            car.energy_wh -= self.power_w * seconds / 3600

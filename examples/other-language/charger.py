"""A charger's agent: what it says, what it agrees to, what it holds. `main.py` starts it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, inf
from pathlib import Path
from typing import Any

from broker import Self
from lease import Lease, Schedule, ScheduleTime, Version, allowed, least, only_lowers, schedule_in, terms_of
from link import Link
from loop import Loop, now
from station import Station, Vehicle
from store import Store
from wire import hash_of, name_of, number_of

CONNECTOR = 1
TICK_S, LEAD_S, VALID_S, AGAIN_S, TIME_S = 0.1, 0.3, 2.0, 10.0, 500.0
# Of an option: its steps, and for how long it binds.
WISH_S, WISH_MS = 300, 120_000
BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()


@dataclass(frozen=True)
class Cap:
    """An emergency, until this instant."""

    import_w: int
    until: float


class Charger:
    """The holder's side of the one link to the grantor, with one connector behind it."""

    def __init__(self, me: Self, station: Station, store: Store, loop: Loop, fallback_w: int,
                 log: Callable[[str], None], begin_anew: Callable[[int], None]) -> None:  # fmt: skip
        self.pb, self.station, self.store, self.loop, self.log = me.pb, station, store, loop, log
        self.wanted_fallback_w, self.begin_anew = fallback_w, begin_anew
        self.epoch = me.epoch
        self.link: Link  # Set by who makes both.
        facts = store.facts
        self.fallback_w: int = facts.get("fallback_w", 0)
        self.newest: Version = tuple(facts.get("newest", (0, 0)))
        self.cap = self.restored_cap(facts.get("cap"))
        self.cap_number: Version = tuple(facts.get("cap_number", (0, 0)))
        self.write_failsafe()
        # CP-STORE-5: a new life begins without a lease.
        self.lease: Lease | None = None
        self.phase = "NONE"
        self.renew_at = inf
        self.carried_w = station.power_max_w
        self.consents: list[tuple[Schedule, float]] = []
        self.owed: dict[str, tuple[Any, Any, float]] = {}
        self.release: Any = None
        self.time = ScheduleTime()
        self.need: Any = self.pb.Need()
        self.need_version = self.conversation = 0
        self.requests: dict[str, int] = {}
        loop.after(TICK_S, self.tick)

    def restored_cap(self, kept: dict[str, Any] | None) -> Cap | None:
        """CP-EMERG-1: it outlives a restart; after another boot it runs its whole duration again."""
        if kept is None:
            return None
        return Cap(kept["import_w"], kept["until"] if kept["boot"] == BOOT else now() + kept["duration"])

    # --- greeting

    def hello(self) -> Any:
        pb, station = self.pb, self.station
        connector = pb.ConnectorInfo(connector=CONNECTOR, phases=[1, 2, 3], power_max_w=station.power_max_w,
                                     power_min_w=station.power_min_w)  # fmt: skip
        hello = pb.Hello(role=2, versions=[pb.VersionOffer(major=1)], fallback=self.fallback(self.wanted_fallback_w),
                         power_max_w=station.power_max_w, export_max_w=0, connectors=[connector], steps_max=1000)  # fmt: skip
        # Known even where the store was lost: it was written when this life began.
        hello.fallback_held.CopyFrom(self.fallback(self.fallback_w))
        return hello

    def fallback(self, watts: int) -> Any:
        return self.pb.Fallback(import_w=watts, export_w=0, ramp_w_per_s=self.station.ramp_w_per_s)

    def began(self, hello: Any, sent: float) -> None:
        self.log("session up")
        self.owed.clear()
        # CP-SESSION-5.
        self.carried_w = min([self.station.power_max_w, *(c.power_max_w for c in hello.connectors if c.connector == CONNECTOR)])
        self.time.take(hello.schedule_ms, sent, anew=True)
        self.admit(hello.fallback.import_w)
        (self.renew if self.lease else self.status)()
        self.state_need()

    def admit(self, watts: int) -> None:
        """CP-FALL-2, CP-FALL-3: written and read back before it is used; the grantor is told of a lower one."""
        if watts == self.fallback_w:
            return
        lowered = watts < self.fallback_w
        self.store.save(fallback_w=max(watts, self.fallback_w))
        self.fallback_w = watts
        self.write_failsafe()
        self.store.save(fallback_w=watts)
        self.log(f"fallback {watts} W")
        if lowered:
            self.loop.after(0, self.link.greet)

    def write_failsafe(self) -> None:
        """What the equipment does by itself: the fallback, and no more than an emergency leaves."""
        watts = min(self.fallback_w, self.cap.import_w) if self.cap else self.fallback_w
        if self.station.set_failsafe(watts) != watts:
            raise OSError(f"the station does not take {watts} W as its failsafe")

    def refused_hello(self, reject: Any) -> None:
        self.log(f"Hello refused: {reject.detail}")
        if name_of(reject, "reason") == "EPOCH_STALE" and self.epoch <= reject.value < self.epoch + 1_000_000:
            self.begin_anew(reject.value + 1)

    # --- need

    def plug(self, vehicle: Vehicle | None) -> None:
        """A vehicle came, or left (None): its lease goes back when nothing is drawn any more."""
        self.station.vehicle = vehicle
        if vehicle is None and self.lease:
            self.release = self.pb.Release(version=self.version_of(self.lease.version))
            self.end_lease("released")
        self.state_need()

    def person_limit(self, watts: int | None) -> None:
        """Somebody at the station wants no more than this; None: as much as there is."""
        self.station.person_w = watts
        self.state_need()

    def state_need(self) -> None:
        car, station = self.station.vehicle, self.station
        need = self.pb.Need()
        most = min(self.carried_w if station.person_w is None else station.person_w, car.power_max_w if car else 0)
        most = min(most, self.carried_w)
        if car and car.energy_wh > 0 and most >= max(1, station.power_min_w):
            need.parts.add(connector=CONNECTOR, version=self.need_version, departure_s=car.departure_s,
                           energy_wh=ceil(car.energy_wh), power_max_w=most, power_min_w=station.power_min_w,
                           export_max_w=0, phases=[1, 2, 3])  # fmt: skip
        if need.parts and need != self.need:
            self.need_version += 1
            need.parts[0].version = self.need_version
        self.need = need
        self.ask("need", need, again=self.state_need, starts=True)

    def ask(self, what: str, body: Any, again: Callable[[], Any] | None = None, starts: bool = False,
            reply_to: Any = None) -> None:  # fmt: skip
        """Sends a request in place of the last of its kind; a new one when that was not answered."""
        self.link.cancel(self.requests.pop(what, 0))
        talk = None
        if starts:
            self.conversation += 1
            talk = self.pb.Conversation(epoch=self.epoch, counter=self.conversation)
        self.requests[what] = self.link.request(body, conversation=talk, on_expired=again, reply_to=reply_to)[0]

    # --- what comes

    def bypasses(self, kind: str, envelope: Any) -> bool:
        """CP-WINDOW-7."""
        if kind == "commit":
            schedule = self.schedule_in(envelope.commit.terms)
            return only_lowers(self.lease.schedules if self.lease else [], schedule, self.fallback_w, self.time()[0])
        return kind in ("emergency", "revoke")

    def received(self, kind: str, envelope: Any) -> None:
        body = getattr(envelope, kind)
        handler = getattr(self, f"on_{kind}", None)
        if handler:
            handler(envelope, body)
        elif not envelope.HasField("in_reply_to"):
            self.link.reject(envelope, "NOT_NOW", f"a {kind} is not answered here")

    def on_offer(self, envelope: Any, offer: Any) -> None:
        """CP-NEG-2, CP-NEG-3: a reserved proposal is taken where the connector carries it; a question gets our one plan."""
        if not offer.proposals and envelope.HasField("in_reply_to"):
            return  # It says that our need has arrived.
        if not self.need.parts:
            self.link.reject(envelope, "NOT_NOW", "nothing is needed here")
        elif not offer.proposals or not offer.HasField("reserved_ms"):
            self.counter(envelope, offer)
        else:
            self.judge_offer(envelope, offer)

    def judge_offer(self, envelope: Any, offer: Any) -> None:
        age_ms = 1000 * self.time()[0] - offer.schedule_ms
        schedule = self.schedule_in(offer.proposals[0])
        most, carried = max(schedule.watts), self.need.parts[0].power_max_w
        if list(offer.need_versions) != self.need_versions():
            self.link.reject(envelope, "STALE_NEED", f"the need has version {self.need_version} now")
        elif age_ms >= offer.reserved_ms:
            self.link.reject(envelope, "OFFER_EXPIRED", f"reserved for {offer.reserved_ms} ms, {age_ms:.0f} ms ago")
        elif most > carried:
            less = Schedule(schedule.start_s, schedule.step_s, tuple(min(w, carried) for w in schedule.watts))
            feasible = terms_of(self.pb, less, CONNECTOR)
            self.link.reject(envelope, "INFEASIBLE", f"{most} W is more than {carried} W", feasible=feasible)
        else:
            self.agreed(schedule, offer.reserved_ms)
            accept = self.pb.Accept(plan=offer.plan, hash=hash_of(offer.proposals[0]), need_versions=self.need_versions())
            self.log(f"accepts up to {most} W")
            self.agree(envelope, accept)

    def counter(self, envelope: Any, offer: Any) -> None:
        """One option: all that the vehicle takes, from now on. It costs the holder nothing but the time."""
        part = self.need.parts[0]
        start = int(self.time()[0]) // WISH_S * WISH_S
        steps = min(1000, 1 + ceil(3600 * part.energy_wh / part.power_max_w / WISH_S))
        wish = Schedule(start, WISH_S, (part.power_max_w,) * steps)
        self.agreed(wish, WISH_MS)
        option = self.pb.HolderOption(terms=terms_of(self.pb, wish, CONNECTOR), cost_micro=0, valid_ms=WISH_MS, quality=3)
        self.agree(envelope, self.pb.CounterOffer(plan=offer.plan, need_versions=self.need_versions(), options=[option]))

    def agreed(self, schedule: Schedule, for_ms: int) -> None:
        """This, or less, may be committed for so long."""
        self.consents = [*self.consents[-7:], (schedule, now() + for_ms / 1000)]

    def agree(self, envelope: Any, body: Any) -> None:
        """An offer that is itself an answer is not repeated: then ours has to be a request."""
        if envelope.HasField("in_reply_to"):
            self.ask("agree", body, reply_to=envelope)
        else:
            self.link.answer(envelope, body)

    def on_commit(self, envelope: Any, commit: Any) -> None:
        version, name = (commit.version.epoch, commit.version.counter), hash_of(commit.terms)
        ack = self.pb.CommitAck(version=commit.version, hash=name, taken=True)
        refusal = self.judge_commit(version, name, commit)
        if refusal:
            ack.taken, ack.reject = False, number_of(self.pb.Reject, "reason", refusal)
            self.log(f"does not take lease {version}: {refusal}")
        self.apply()
        if refusal or self.fits():
            self.owed.pop("commit", None)
            self.link.answer(envelope, ack)
        else:
            # CP-LEASE-9: acknowledged when the power is down.
            self.owed["commit"] = (envelope, lambda: ack, inf)
            self.link.answer(envelope, self.status_body())

    def judge_commit(self, version: Version, name: bytes, commit: Any) -> str | None:
        """Takes it, or says why not; then it still lowers what is held (CP-LEASE-1, CP-LEASE-3, CP-NEG-3, CP-NEG-5)."""
        lease, t = self.lease, self.time()[0]
        sent, deadline = self.echoed(commit)
        if lease and version == lease.version:
            if name != lease.hash or len(lease.schedules) > 1:
                return "STALE_LEASE"
            self.confirm(commit)
            return None
        # CP-FALL-6: after the fallback only a later version counts.
        if version <= self.newest:
            return "STALE_LEASE"
        schedule, held = self.schedule_in(commit.terms), lease.schedules if lease else []
        lowers = only_lowers(held, schedule, self.fallback_w, t)
        fresh = deadline > now()
        if lowers and not fresh and lease:
            deadline = lease.deadline
        why = None if lowers else self.refusal(commit, schedule, fresh, t)
        if lowers and not fresh and not lease:
            why = "NOT_NOW"
        self.store.save(newest=version)
        self.newest = version
        if why:
            if lease:
                lease.schedules.append(schedule)
            return why
        if fresh:
            self.time.take(commit.schedule_ms, sent)
        self.lease = Lease(version, name, [schedule], commit.ttl_ms / 1000, deadline)
        self.renew_at = deadline - self.lease.ttl * 2 / 3
        self.log(f"lease {version}: {least([schedule], t, self.fallback_w)} W now, {deadline - now():.1f} s")
        self.admit(commit.fallback.import_w)
        self.enter()
        return None

    def refusal(self, commit: Any, schedule: Schedule, fresh: bool, t: float) -> str | None:
        """Why more may not be taken from this commit."""
        if not fresh:
            return "NOT_NOW"
        if list(commit.need_versions) != self.need_versions():
            return "STALE_NEED"
        agreed = [until for consent, until in self.consents if only_lowers([consent], schedule, self.fallback_w, t)]
        if not agreed:
            return "UNKNOWN_PROPOSAL"
        return None if max(agreed) > now() else "OPTION_EXPIRED"

    def echoed(self, body: Any) -> tuple[float, float]:
        """When the request that it echoes was first sent, and when the lease ends that counts from there (CP-LEASE-2)."""
        sent = self.link.sent.get(body.echo.seq) if body.echo.epoch == self.epoch else None
        return (sent, sent + body.ttl_ms / 1000) if sent else (0.0, 0.0)

    def on_renew_ack(self, _: Any, ack: Any) -> None:
        lease = self.lease
        same = lease and (ack.version.epoch, ack.version.counter) == lease.version and ack.hash == lease.hash
        if same and lease and len(lease.schedules) == 1:
            self.confirm(ack)

    def confirm(self, body: Any) -> None:
        sent, deadline = self.echoed(body)
        lease = self.lease
        if lease and deadline > max(lease.deadline, now()):
            self.time.take(body.schedule_ms, sent)
            lease.ttl, lease.deadline = body.ttl_ms / 1000, deadline
            self.renew_at = deadline - lease.ttl * 2 / 3
            self.enter()

    def on_revoke(self, envelope: Any, revoke: Any) -> None:
        version = (revoke.version.epoch, revoke.version.counter)
        if version >= self.newest:
            self.store.save(newest=version)
            self.newest = version
            self.consents.clear()
            self.end_lease("revoked")
        self.owe("revoke", envelope, lambda: self.pb.RevokeAck(version=revoke.version), inf)

    def on_emergency(self, envelope: Any, emergency: Any) -> None:
        number, again = (envelope.epoch, emergency.number), False
        if number > self.cap_number or (again := number == self.cap_number and self.cap is not None):
            until = now() + emergency.duration_ms / 1000
            if again and self.cap:
                until = min(until, self.cap.until)
            # CP-EMERG-3: durable before it is answered. CP-EMERG-2: what was agreed to and not committed is void.
            self.consents.clear()
            self.set_cap(number, Cap(emergency.import_max_w, until) if emergency.duration_ms else None)
        ramp_s = self.station.power_max_w / self.station.ramp_w_per_s
        ack = lambda: self.pb.EmergencyAck(number=emergency.number, achieved_w=self.station.meter_w)  # noqa: E731
        self.owe("emergency", envelope, ack, now() + ramp_s)

    def set_cap(self, number: Version, cap: Cap | None) -> None:
        left = cap and {"import_w": cap.import_w, "until": cap.until, "duration": cap.until - now(), "boot": BOOT}
        self.store.save(cap=left, cap_number=number)
        self.cap, self.cap_number = cap, number
        self.write_failsafe()
        self.log(f"emergency: {cap.import_w} W for {cap.until - now():.1f} s" if cap else "emergency over")
        self.apply()

    def owe(self, what: str, envelope: Any, body: Callable[[], Any], until: float) -> None:
        """Answers when the power fits; where that is not given a time, says how things are meanwhile."""
        self.apply()
        self.owed[what] = (envelope, body, until)
        if until == inf and not self.fits():
            self.link.answer(envelope, self.status_body())
        self.settle()

    def on_reject(self, _: Any, reject: Any) -> None:
        name = name_of(reject, "reason")
        self.log(f"refused: {name}, {reject.detail}")
        if name in ("NO_LEASE", "STALE_LEASE"):
            self.status()
        elif name in ("NOT_NOW", "OFFER_EXPIRED", "UNKNOWN_PROPOSAL"):
            self.loop.after(AGAIN_S, self.state_need)
        elif name == "INFEASIBLE" and self.need.parts and not self.need.parts[0].HasField("first_wh"):
            # CP-NEG-13: the whole need, with as much first as can be promised.
            first = self.schedule_in(reject.feasible) if reject.feasible else None
            self.need.parts[0].first_wh = int(sum(first.watts) * first.step_s / 3600) if first else 0
            self.need_version = self.need.parts[0].version = self.need_version + 1
            self.ask("need", self.need, again=self.state_need, starts=True)

    def on_status_ack(self, envelope: Any, ack: Any) -> None:
        sent = self.link.sent.get(envelope.in_reply_to.seq)
        if sent and ack.HasField("schedule_ms"):
            self.time.take(ack.schedule_ms, sent)

    def on_resync(self, envelope: Any, _: Any) -> None:
        snapshot = self.pb.Snapshot(need_versions=self.need_versions())
        if self.lease:
            snapshot.version.CopyFrom(self.version_of(self.lease.version))
            snapshot.hash = self.lease.hash
        self.link.answer(envelope, snapshot)
        self.state_need()

    def on_snapshot(self, _: Any, snapshot: Any) -> None:
        theirs = (snapshot.version.epoch, snapshot.version.counter, snapshot.hash) if snapshot.HasField("version") else None
        if self.lease and theirs != (*self.lease.version, self.lease.hash):
            self.renew()
        elif theirs and not self.lease:
            self.status()
        if list(snapshot.need_versions) != self.need_versions():
            self.state_need()

    def on_release_ack(self, *_: Any) -> None:
        self.log("released")

    def gap_skipped(self) -> None:
        self.ask("resync", self.pb.Resync())

    # --- what is held

    def tick(self) -> None:
        self.loop.after(TICK_S, self.tick)
        if self.cap and now() >= self.cap.until:
            self.set_cap(self.cap_number, None)
        if self.lease:
            if now() >= self.lease.deadline:
                self.end_lease("expired")
            else:
                self.enter()
            if now() >= self.renew_at:
                self.renew_at += self.lease.ttl / 3 if self.lease else inf
                self.renew()
        if not self.lease and self.time.age > TIME_S:
            self.status()  # CP-TIME-6: its answer says the time.
        car = self.station.vehicle
        if car and car.energy_wh <= 0 and self.need.parts:
            self.plug(None)
        self.apply()
        self.settle()

    def enter(self) -> None:
        """CP-FALL-5: active, hold, ramping, by how long nobody has confirmed."""
        if self.lease is None:
            return
        left, ramp_s = self.lease.deadline - now(), (self.station.power_max_w - self.fallback_w) / self.station.ramp_w_per_s
        phase = "RAMPING" if left <= ramp_s else "HOLD" if left <= self.lease.ttl / 3 else "ACTIVE"
        if phase != self.phase:
            self.phase = phase
            self.log(phase.lower())

    def end_lease(self, why: str) -> None:
        """The fallback holds until a later version is committed (CP-FALL-6)."""
        if self.lease is None:
            return
        self.lease, self.renew_at, self.phase = None, inf, "FALLBACK"
        self.log(f"fallback: lease {why}")
        self.status()

    def limit(self) -> tuple[float, float]:
        """W, and for how many s: the lease, else the fallback, and never more than an emergency leaves (CP-EMERG-1)."""
        watts, valid = float(self.fallback_w), VALID_S
        if self.lease:
            # Down a little before: this is looked at ten times a second, and equipment is not faster.
            (low, high), left = self.time(), self.lease.deadline - now() - LEAD_S
            watts, valid = allowed(self.lease, self.fallback_w, self.station.ramp_w_per_s, (low, high + LEAD_S), left)
        return min(watts, self.cap.import_w if self.cap else inf), min(valid, VALID_S)

    def apply(self) -> None:
        self.station.apply(*self.limit())

    def fits(self) -> bool:
        return self.station.meter_w <= self.limit()[0] + 1

    def settle(self) -> None:
        """Says what was owed until the power was down (CP-LEASE-9)."""
        for what, (envelope, body, until) in list(self.owed.items()):
            if self.fits() or now() >= until:
                del self.owed[what]
                self.link.answer(envelope, body())
        if self.release and self.fits():
            self.ask("release", self.release)
            self.release = None

    def renew(self) -> None:
        """A renewal that nobody answered is asked anew, so that its answer counts from a later instant."""
        if self.lease:
            body = self.pb.Renew(version=self.version_of(self.lease.version), hash=self.lease.hash)
            self.ask("renew", body, again=self.renew)

    def status_body(self) -> Any:
        state = number_of(self.pb.Status, "state", self.phase)
        version = self.version_of(self.lease.version) if self.lease else None
        return self.pb.Status(power_w=self.station.meter_w, version=version, state=state)

    def status(self) -> None:
        self.ask("status", self.status_body(), again=self.link.greet)

    def need_versions(self) -> list[int]:
        return [part.version for part in self.need.parts]

    def version_of(self, version: Version) -> Any:
        return self.pb.LeaseVersion(epoch=version[0], counter=version[1])

    def schedule_in(self, terms: bytes) -> Schedule:
        return schedule_in(self.pb, terms, CONNECTOR)

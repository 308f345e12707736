"""A charger that speaks chargepact 1.0, in Python: `main.py --help`."""

import argparse
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from broker import PRESENCE_S, Broker, Self
from charger import Charger
from http_port import serve
from link import Link
from loop import Loop, now
from seal import Keys, Registry
from station import Station
from store import Store
from wire import BUNDLE_BYTES, BUNDLE_COUNT, Malformed, decode, load_protocol

PROTO = Path(__file__).resolve().parents[2] / "proto"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A charger with one simulated connector.")
    parser.add_argument("--id", required=True, help="id of this agent and its node in the registry")
    parser.add_argument("--broker", default="mqtt://127.0.0.1:1883", help="default %(default)s; password: CHARGEPACT_PASSWORD")
    parser.add_argument("--registry", type=Path, required=True, help="the site's signed registry, JSON")
    parser.add_argument("--site-key", required=True, help="the site's public key, 64 hex digits")
    parser.add_argument("--key", type=Path, required=True, help="this agent's private key, PKCS #8 PEM")
    parser.add_argument("--store", type=Path, required=True, help="folder for what outlives the process")
    parser.add_argument("--root", default="chargepact", help="first level of all topics")
    parser.add_argument("--power-max", type=int, default=11_040, help="W that the connector carries")
    parser.add_argument("--power-min", type=int, default=4_140, help="least W above 0")
    parser.add_argument("--fallback", type=int, default=4_140, help="W that it would draw without a lease")
    parser.add_argument("--ramp", type=int, default=7_000, help="W/s")
    parser.add_argument("--http", type=int, default=0, help="port on 127.0.0.1 for tests; 0: any")
    parser.add_argument("--proto", type=Path, default=PROTO, help="folder with chargepact/v1/*.proto")
    return parser.parse_args()


def log(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


class Bucket:
    """What one peer may send: 200 messages a second, 400 at once."""

    def __init__(self) -> None:
        self.left, self.at = 400.0, now()

    def takes(self, count: int) -> bool:
        self.left, self.at = min(400.0, self.left + 200 * (now() - self.at)), now()
        enough = self.left >= count
        self.left -= count if enough else 0
        return enough


class Life:
    """From one start to the next: an epoch of its own, and a connection."""

    def __init__(self, options: argparse.Namespace, registry: Registry, station: Station, pb: Any, epoch_min: int) -> None:
        store = Store(options.store)
        if registry.version < store.facts.get("registry", 0):
            raise SystemExit(f"registry version {registry.version} is older than one seen before")
        # A store that was lost does not know which numbers were used: the first life is named by the clock.
        epoch = max(epoch_min, store.facts.get("epoch", int(time.time())) + 1)
        # CP-STORE-3: durable before anything is sent.
        store.save(epoch=epoch, registry=registry.version)
        self.next_epoch: int | None = None
        self.killed = False
        self.bucket = Bucket()
        self.pb, self.loop = pb, Loop()
        prefix = f"{options.root}/1/{registry.site}/"
        me = Self(pb, options.id, Keys(options.key), epoch, prefix)
        grantor = registry.agents[options.id]["grantors"][0]
        self.charger = Charger(me, station, store, self.loop, options.fallback, log, self.begin_anew)
        post, password = self.loop.post, os.environ.get("CHARGEPACT_PASSWORD")
        self.broker = Broker(me, options.broker, password, lambda: post(self.link.up), lambda: post(self.link.down),
                             lambda *message: post(lambda: self.arrived(*message)), log)  # fmt: skip
        self.link = self.charger.link = Link(me, grantor, registry, self.loop, self.charger, self.broker.send, log)
        self.inbox = f"{prefix}inbox/{options.id}/{self.link.peer_node}"
        log(f"{options.id} begins life {epoch}")

    def arrived(self, topic: str, payload: bytes, retained: bool) -> None:
        """Size, topic and rate first; then each message by itself (CP-SEAL-5, CP-TOPIC-3)."""
        if len(payload) > BUNDLE_BYTES or topic != self.inbox or retained or not self.bucket.takes(1):
            return
        try:
            sealed = decode(self.pb.Bundle, payload).sealed
        except Malformed as error:
            return log(f"dropped: {error}")
        if len(sealed) > BUNDLE_COUNT or not self.bucket.takes(len(sealed) - 1):
            return
        for each in sealed:
            try:
                self.link.receive(topic, each)
            except Malformed as error:
                log(f"dropped: {error}")

    def begin_anew(self, epoch: int) -> None:
        self.next_epoch = epoch
        self.loop.post(None)

    def run(self) -> int | None:
        """Until something ends it. Gives the least epoch of the next life where one has to follow."""
        self.loop.after(PRESENCE_S, self.say_presence)
        self.broker.start()
        self.loop.run()
        if not self.killed:
            self.broker.stop()
        return self.next_epoch

    def say_presence(self) -> None:
        self.loop.after(PRESENCE_S, self.say_presence)
        self.broker.say_presence(self.broker.client)

    def kill(self) -> None:
        """As a power cut does; what it has told its station goes on there."""
        self.killed = True
        self.broker.cut()
        self.loop.post(None)


class Agent:
    """One life after the other, with a power switch for tests."""

    def __init__(self, options: argparse.Namespace, registry: Registry, station: Station, pb: Any) -> None:
        self.options, self.registry, self.station, self.pb = options, registry, station, pb
        self.on = threading.Event()
        self.on.set()
        self.lost = False
        self.life: Life | None = self.begin(1)

    def begin(self, epoch_min: int) -> Life:
        return Life(self.options, self.registry, self.station, self.pb, epoch_min)

    def run(self) -> None:
        epoch_min: int | None = 1
        while self.life is not None:
            epoch_min = self.life.run()
            if self.life.killed:
                self.on.wait()
                epoch_min = 1
            self.life = None if epoch_min is None else self.begin(epoch_min)

    def tell(self, run: Callable[[Charger], Any]) -> None:
        if life := self.life:
            life.loop.post(lambda: run(life.charger))

    def stop(self) -> None:
        if self.life:
            self.life.loop.post(None)

    def kill(self, lost: bool) -> None:
        self.on.clear()
        if self.life:
            self.life.kill()
        self.lost |= lost

    def start(self) -> None:
        if self.lost and not self.on.is_set():
            shutil.rmtree(self.options.store)
        self.lost = False
        self.on.set()


def main() -> None:
    options = arguments()
    pb = load_protocol(options.proto)
    registry = Registry(options.registry, bytes.fromhex(options.site_key))
    station = Station(options.power_max, options.power_min, options.ramp)
    station.start()
    agent = Agent(options, registry, station, pb)
    print(f"http://127.0.0.1:{serve(options.http, station, agent)}", flush=True)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: agent.stop())
    agent.run()


if __name__ == "__main__":
    main()

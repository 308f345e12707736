"""The test port of docs/conformance.md: whoever tests this charger reads its meter and does what a person could do."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol

from charger import Charger
from station import Station, Vehicle

SUPPORTS = ["plug", "restart", "lost-store", "person-limit", "fallback"]


class Switch(Protocol):
    """The agent, seen from outside."""

    def tell(self, run: Callable[[Charger], Any]) -> None: ...
    def kill(self, lost: bool) -> None: ...
    def start(self) -> None: ...


def serve(port: int, station: Station, agent: Switch) -> int:
    """Answers on 127.0.0.1 from now on. Gives the port."""

    def plug(asked: dict[str, Any]) -> None:
        # Whoever is plugged in needs no agent of its own here; null: nobody.
        gone = "holder" in asked and asked["holder"] is None
        vehicle = None if gone else vehicle_of(asked, station)
        agent.tell(lambda charger: charger.plug(vehicle))

    def person_limit(asked: dict[str, Any]) -> None:
        watts = asked.get("maxW")
        agent.tell(lambda charger: charger.person_limit(None if watts is None else int(watts)))

    actions: dict[str, Callable[[dict[str, Any]], None]] = {
        "/plug": plug,
        "/person-limit": person_limit,
        "/kill": lambda asked: agent.kill(bool(asked.get("lost"))),
        "/start": lambda _: agent.start(),
    }

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/meter":
                return self.send_error(404)
            self.reply({"connectors": [{"connector": 1, "powerW": station.meter_w}], "supports": SUPPORTS})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers.get("content-length", 0)))
            if self.path not in actions:
                return self.send_error(404)
            try:
                actions[self.path](json.loads(text or b"{}"))
            except (ValueError, TypeError, AttributeError) as error:
                return self.send_error(400, str(error))
            self.reply({})

        def reply(self, value: Any) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def vehicle_of(asked: dict[str, Any], station: Station) -> Vehicle:
    return Vehicle(
        energy_wh=float(asked.get("energyWh", 20_000)),
        power_max_w=int(asked.get("powerMaxW", station.power_max_w)),
        departure_s=int(asked.get("departureS", time.time() + 8 * 3600)),
    )

"""The test port of docs/conformance.md: whoever tests this charger reads its meter and plugs a vehicle in."""

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from charger import Charger
from station import Station, Vehicle


def serve(port: int, station: Station, on_charger: Callable[[Callable[[Charger], Any]], None]) -> int:
    """Answers on 127.0.0.1 from now on. Gives the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/meter":
                return self.send_error(404)
            self.reply({"connectors": [{"connector": 1, "powerW": station.meter_w}]})

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                asked = json.loads(text or b"{}")
                vehicle = vehicle_of(asked) if self.path == "/plug" else None
            except (ValueError, TypeError, AttributeError) as error:
                return self.send_error(400, str(error))
            if self.path not in ("/plug", "/unplug"):
                return self.send_error(404)
            on_charger(lambda charger: charger.plug(vehicle))
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

    def vehicle_of(asked: dict[str, Any]) -> Vehicle:
        return Vehicle(
            energy_wh=float(asked.get("energyWh", 20_000)),
            power_max_w=int(asked.get("powerMaxW", station.power_max_w)),
            departure_s=int(asked.get("departureS", time.time() + 8 * 3600)),
        )

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]

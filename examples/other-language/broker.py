"""The connection to the broker, with what a node says of itself: presence, will and roster."""

import random
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import paho.mqtt.client as mqtt

from seal import Keys

PRESENCE_S, BLOCK = 300, 65_536


@dataclass(frozen=True)
class Self:
    """This agent in this life. A device with one agent has one id for agent and node."""

    pb: Any
    id: str
    keys: Keys
    epoch: int
    prefix: str  # of every topic: {root}/1/{site}/

    def broadcast(self, topic: str, seq: int, body: Any) -> bytes:
        """The bundle of one broadcast: signed, in no session, to nobody."""
        pb = self.pb
        envelope = pb.Envelope(major=1, sender=self.id, epoch=self.epoch, seq=seq, ttl_ms=86_400_000, **body)
        data = envelope.SerializeToString()
        signature = self.keys.sign(topic, data)
        sealed = pb.Sealed(envelope=data, key_id=self.keys.key_id, signature=signature)
        return bytes(pb.Bundle(sealed=[sealed]).SerializeToString())


class Broker(threading.Thread):
    """Connects, again and again. `up`, `down` and `message` are called on this thread."""

    def __init__(self, me: Self, url: str, password: str | None, up: Callable[[], None], down: Callable[[], None],
                 message: Callable[[str, bytes, bool], None], log: Callable[[str], None]) -> None:  # fmt: skip
        super().__init__(daemon=True)
        self.me, self.url, self.password, self.log = me, urlsplit(url), password, log
        self.up, self.down, self.message = up, down, message
        self.stopping = False
        self.client: mqtt.Client | None = None
        self.connections = 0

    def run(self) -> None:
        wait = 0.5
        while not self.stopping:
            self.connections += 1
            try:
                self.client = self.connect()
                wait = 0.5
                self.client.loop_forever()
                self.down()
            except OSError as error:
                self.log(f"broker {self.url.netloc} cannot be reached: {error}")
            time.sleep(random.uniform(0.1, wait))
            wait = min(10.0, 2 * wait)

    def connect(self) -> mqtt.Client:
        me, topic = self.me, f"{self.me.prefix}node/{self.me.id}/presence"
        client = mqtt.Client(me.id, clean_session=True, reconnect_on_failure=False)
        if self.password is not None:
            client.username_pw_set(me.id, self.password)
        if self.url.scheme == "mqtts":
            client.tls_set()
        # CP-WINDOW-3: newer than all that is said on this connection, older than what the next one says.
        client.will_set(topic, self.presence(topic, False, BLOCK - 1), qos=0, retain=True)
        client.on_connect = lambda *_: client.subscribe(f"{me.prefix}inbox/{me.id}/+", qos=0)
        client.on_subscribe = lambda *_: self.arrived(client)
        client.on_message = lambda _client, _data, m: self.message(m.topic, m.payload, m.retain)
        client.on_socket_open = lambda _client, _data, s: s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.connect(self.url.hostname or "", self.url.port or (8883 if self.url.scheme == "mqtts" else 1883), keepalive=30)
        return client

    def presence(self, topic: str, online: bool, in_block: int) -> bytes:
        body = {"presence": self.me.pb.Presence(online=online, node_epoch=self.me.epoch)}
        return self.me.broadcast(topic, self.connections * BLOCK + in_block, body)

    def arrived(self, client: mqtt.Client) -> None:
        """Subscribed: what is sent from now on finds us."""
        self.say_presence(client)
        pb, me, topic = self.me.pb, self.me, f"{self.me.prefix}node/{self.me.id}/roster"
        entry = pb.RosterEntry(id=me.id, role=2, epoch=me.epoch, key_id=me.keys.key_id)
        body = {"roster": pb.Roster(agents=[entry])}
        client.publish(topic, me.broadcast(topic, self.connections, body), retain=True)
        self.up()

    def say_presence(self, client: Any) -> None:
        if client and client.is_connected():
            topic = f"{self.me.prefix}node/{self.me.id}/presence"
            client.publish(topic, self.presence(topic, True, 1), retain=True)

    def send(self, topic: str, payload: bytes) -> None:
        if self.client is not None and self.client.is_connected():
            self.client.publish(topic, payload, qos=0)

    def cut(self) -> None:
        """As when the process dies: no word, and the broker tells the will."""
        self.stopping = True
        if self.client is not None and (connection := self.client.socket()):
            connection.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        """The last word of this life, then no more."""
        self.stopping = True
        topic = f"{self.me.prefix}node/{self.me.id}/presence"
        if self.client is not None and self.client.is_connected():
            self.client.publish(topic, self.presence(topic, False, BLOCK - 1), retain=True).wait_for_publish(1)
            self.client.disconnect()

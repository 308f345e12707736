"""One link to the grantor: sessions, numbers, order, repetition. What messages mean is the owner's affair (holder.py)."""

import hashlib
import hmac
import os
import random
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from broker import Self
from loop import Loop, Timer, now
from seal import SIGNED, Registry, Session, make_session, raw, seal_input
from wire import ENVELOPE_BYTES, Malformed, decode, number_of

REQUEST_S, HELLO_S, UNEXPLAINED_S, REORDER_S, LATE_S, SEEN = 30.0, 5.0, 5.0, 2.0, 10.0, 64
BACKOFF_S = (0.5, 10.0)
OF_HELLO = ("EPOCH_STALE", "VERSION_UNSUPPORTED", "FEATURE_UNSUPPORTED")
# What a lease or the time may be counted from (CP-LEASE-2), also where it answers something.
ECHOED = {"hello", "need", "counter_offer", "accept", "renew", "trade_accept", "status"}


class Owner(Protocol):
    def hello(self) -> Any: ...
    def began(self, hello: Any, sent: float) -> None: ...
    def received(self, kind: str, envelope: Any) -> None: ...
    def refused_hello(self, reject: Any) -> None: ...
    def bypasses(self, kind: str, envelope: Any) -> bool: ...
    def gap_skipped(self) -> None: ...


@dataclass
class Pending:
    """A request of ours that waits for its answer."""

    payload: bytes
    sent: float
    ttl: float
    waits: Iterator[float]
    on_expired: Callable[[], Any] | None
    timer: Timer | None = None


@dataclass
class Seen:
    """A message of the peer, and what a repeat of it gets."""

    digest: bytes
    until: float
    answer: bytes | None = None


class Link:
    def __init__(self, me: Self, peer: str, registry: Registry, loop: Loop, owner: Owner,
                 send: Callable[[str, bytes], None], log: Callable[[str], None]) -> None:  # fmt: skip
        self.me, self.peer, self.registry, self.loop, self.owner, self.log = me, peer, registry, loop, owner, log
        self.publish = send
        self.peer_node: str = registry.agents[peer]["node"]
        self.topic = f"{me.prefix}inbox/{self.peer_node}/{me.id}"
        self.connected = self.open = False
        # Of greeting.
        self.hello_bytes = b""
        self.session: Session | None = None
        self.own_hello: tuple[int, X25519PrivateKey, bytes] | None = None
        self.over: list[bytes] = []
        self.backoff = BACKOFF_S[0]
        self.retry: Timer | None = None
        self.greeted_at = self.unexplained_at = -UNEXPLAINED_S
        # Of what goes out.
        self.seq = 0
        self.pending: dict[int, Pending] = {}
        self.sent: OrderedDict[int, float] = OrderedDict()
        # Of what comes in.
        self.peer_epoch = self.next_seq = 0
        self.seen: OrderedDict[int, Seen] = OrderedDict()
        self.held: dict[int, tuple[str, Any, Seen]] = {}
        self.gap: Timer | None = None

    # --- sessions

    def up(self) -> None:
        self.log("connected")
        self.connected = True
        self.greet()

    def down(self) -> None:
        if self.connected:
            self.log("connection lost")
        self.connected = False
        self.close()

    def close(self) -> None:
        self.open = False
        self.cancel()
        if self.retry:
            self.retry.cancel()

    def greet(self) -> None:
        """CP-SESSION-1. A new session key each time; the Hello's bytes become part of the session's name."""
        self.close()
        if not self.connected:
            return
        self.greeted_at = now()
        private = X25519PrivateKey.generate()
        hello = self.owner.hello()
        hello.nonce, hello.session_key = os.urandom(16), raw(private.public_key())
        seq, data = self.request(hello, ttl=HELLO_S, on_expired=self.greet_later)
        self.own_hello = (seq, private, data)

    def greet_later(self) -> None:
        self.retry = self.loop.after(random.uniform(0.05, self.backoff), self.greet)
        self.backoff = min(BACKOFF_S[1], 2 * self.backoff)

    def unexplained(self) -> None:
        """CP-SEAL-4: greets anew, at most every 5 s, and not while a Hello of ours is under way."""
        last = self.unexplained_at if self.open else max(self.unexplained_at, self.greeted_at)
        if self.connected and now() - last >= UNEXPLAINED_S:
            self.unexplained_at = now()
            self.greet()

    def hello_came(self, envelope: Any) -> None:
        if not envelope.HasField("in_reply_to"):
            self.unexplained()
            return
        if self.own_hello is None or self.open or envelope.in_reply_to.seq != self.own_hello[0]:
            return
        if not self.suits(envelope):
            self.greet_later()
            return
        seq, private, data = self.own_hello
        try:
            session = make_session(private, data, self.hello_bytes, envelope.hello.session_key, (envelope.epoch, envelope.seq))
        except ValueError:
            self.log("the grantor's session key gives no secret")
            return
        if self.session:
            self.over = [*self.over[-7:], self.session.id]
        self.session, self.open, self.backoff = session, True, BACKOFF_S[0]
        self.owner.began(envelope.hello, self.sent[seq])

    def suits(self, envelope: Any) -> bool:
        """CP-SESSION-2: version 1, and nothing insisted on that is not known here. Rejects what does not suit."""
        if all(offer.major != 1 for offer in envelope.hello.versions):
            self.reject(envelope, "VERSION_UNSUPPORTED", "major 1 is supported", 1)
        elif envelope.hello.critical_features:
            self.reject(envelope, "FEATURE_UNSUPPORTED", f"{envelope.hello.critical_features[0]} is not known here")
        else:
            return True
        return False

    # --- what goes out

    def request(self, body: Any, *, ttl: float = REQUEST_S, reply_to: Any = None, conversation: Any = None,
                on_expired: Callable[[], Any] | None = None) -> tuple[int, bytes]:  # fmt: skip
        """Says it until it is answered or its ttl has passed (CP-WINDOW-6). Gives its number and envelope."""
        seq, data, payload = self.post(body, ttl, reply_to, conversation)
        if payload:
            waits = chain([0.25, 0.5, 1.0], repeat(2.0))
            self.pending[seq] = Pending(payload, now(), ttl, waits, on_expired)
            self.arm(seq)
        return seq, data

    def arm(self, seq: int) -> None:
        pending = self.pending[seq]
        left = pending.sent + pending.ttl - now()
        pending.timer = self.loop.after(max(0.0, min(left, next(pending.waits))), lambda: self.repeat(seq))

    def repeat(self, seq: int) -> None:
        pending = self.pending[seq]
        if now() >= pending.sent + pending.ttl:
            self.cancel(seq)
            if pending.on_expired:
                pending.on_expired()
            return
        self.publish(self.topic, pending.payload)
        self.arm(seq)

    def cancel(self, seq: int | None = None) -> None:
        """Repeats one request no more, or none at all."""
        for each in [seq] if seq is not None else list(self.pending):
            if (pending := self.pending.pop(each, None)) and pending.timer:
                pending.timer.cancel()

    def answer(self, envelope: Any, body: Any) -> None:
        """Said once; a repeat of the request gets it again (CP-WINDOW-1)."""
        talk = None
        if envelope.HasField("conversation"):
            talk = self.me.pb.Conversation()
            talk.CopyFrom(envelope.conversation)
            talk.by_recipient = not talk.by_recipient
        payload = self.post(body, REQUEST_S, envelope, talk)[2]
        if seen := self.seen.get(envelope.seq):
            seen.answer = payload

    def post(self, body: Any, ttl: float, reply_to: Any, conversation: Any,
             outside: bool = False) -> tuple[int, bytes, bytes | None]:  # fmt: skip
        """`outside`: in no session, as a Hello is; else only while there is one."""
        pb, me = self.me.pb, self.me
        kind = next(f.name for f in pb.Envelope.DESCRIPTOR.oneofs_by_name["body"].fields if f.message_type is body.DESCRIPTOR)
        greets = outside or kind == "hello"
        if not (self.open or greets):
            return 0, b"", None
        self.seq += 1
        envelope = pb.Envelope(major=1, sender=me.id, recipient=self.peer, epoch=me.epoch, seq=self.seq, ttl_ms=round(1000 * ttl))
        if self.session and not greets:
            envelope.session_id = self.session.id
        if reply_to is not None:
            envelope.in_reply_to.epoch, envelope.in_reply_to.seq = reply_to.epoch, reply_to.seq
        if conversation is not None:
            envelope.conversation.CopyFrom(conversation)
        getattr(envelope, kind).CopyFrom(body)
        getattr(envelope, kind).SetInParent()
        data = envelope.SerializeToString()
        assert len(data) <= ENVELOPE_BYTES
        sealed = pb.Sealed(envelope=data)
        if greets or kind in SIGNED:
            sealed.key_id = me.keys.key_id
            sealed.signature = me.keys.sign(self.topic, data, envelope.session_id)
        elif self.session:
            sealed.mac = self.session.mac(self.topic, data)
        payload = pb.Bundle(sealed=[sealed]).SerializeToString()
        if kind in ECHOED:
            self.sent[self.seq] = now()
            if len(self.sent) > SEEN:
                self.sent.popitem(last=False)
        self.publish(self.topic, payload)
        return self.seq, data, payload

    # --- what comes in

    def receive(self, topic: str, sealed: Any) -> None:
        """One sealed envelope of the peer's node: seal first, then decoding, then who and in which session (CP-SEAL-5)."""
        if not 1 <= len(sealed.envelope) <= ENVELOPE_BYTES:
            raise Malformed(f"an envelope of {len(sealed.envelope)} bytes")
        session, proven = self.unseal(topic, sealed)
        envelope = decode(self.me.pb.Envelope, sealed.envelope)
        kind = envelope.WhichOneof("body")
        if kind is None or envelope.major != 1:
            raise Malformed("no body that is known, or another major version")
        if envelope.sender != self.peer or envelope.recipient != self.me.id:
            raise Malformed(f"{kind} of {envelope.sender} to {envelope.recipient} on {topic}")
        if not proven:
            live = self.session is not None and envelope.session_id == self.session.id
            if envelope.session_id and not live and envelope.session_id not in self.over:
                self.unexplained()
            raise Malformed(f"{kind} with a seal that does not fit")
        of_hello = session is None and kind == "reject"
        if (kind in SIGNED or of_hello) != (sealed.WhichOneof("proof") == "signature"):
            raise Malformed(f"{kind} with the wrong kind of seal")
        if envelope.session_id != (session.id if session else b""):
            raise Malformed(f"{kind} names another session than its seal")
        if session is None:
            self.outside(kind, envelope, sealed.envelope)
        elif kind == "hello" or envelope.epoch != session.grantor[0]:
            raise Malformed(f"{kind} of epoch {envelope.epoch} in a session of {session.grantor[0]}")
        elif self.open:
            self.admit(kind, envelope, sealed.envelope)

    def unseal(self, topic: str, sealed: Any) -> tuple[Session | None, bool]:
        """In which session the seal fits; whether it fits at all."""
        if sealed.WhichOneof("proof") == "signature":
            for session in [self.session, None]:
                data = seal_input(topic, sealed.envelope, session.id if session else b"")
                if self.registry.verifies(self.peer, sealed.key_id, sealed.signature, data):
                    return session, True
        elif sealed.WhichOneof("proof") == "mac" and self.session:
            if hmac.compare_digest(self.session.mac(topic, sealed.envelope), sealed.mac):
                return self.session, True
        return None, False

    def outside(self, kind: str, envelope: Any, data: bytes) -> None:
        """What is in no session: a Hello, or the reject of ours."""
        if kind == "hello":
            self.hello_bytes = data
            self.admit(kind, envelope, data)
        elif kind == "reject" and self.own_hello and envelope.in_reply_to.seq == self.own_hello[0] in self.pending:
            if envelope.in_reply_to.epoch == self.me.epoch:
                self.cancel(envelope.in_reply_to.seq)
                self.greet_later()
                self.owner.refused_hello(envelope.reject)

    def admit(self, kind: str, envelope: Any, data: bytes) -> None:
        """Each message once, in order, with what is urgent at once (CP-WINDOW-1 to 8)."""
        seq, digest = envelope.seq, hashlib.sha256(data).digest()
        for old in [s for s, seen in self.seen.items() if seen.until <= now()]:
            del self.seen[old]
        if envelope.epoch < self.peer_epoch:
            if kind == "hello":
                detail = f"epoch {envelope.epoch} is below {self.peer_epoch}; restart above it"
                self.reject(envelope, "EPOCH_STALE", detail, self.peer_epoch)
            return
        if kind == "hello" and (envelope.epoch > self.peer_epoch or seq > self.next_seq):
            # A life begins with a Hello, and a Hello waits for nothing before it.
            self.peer_epoch, self.next_seq = envelope.epoch, seq
            self.seen.clear()
            self.held.clear()
        elif envelope.epoch > self.peer_epoch:
            self.unexplained()
            return
        before = self.seen.get(seq) or (self.held[seq][2] if seq in self.held else None)
        if before is not None and before.digest != digest:
            self.reject(envelope, "DUPLICATE_ID", f"seq {seq} was used before")
            return
        if before is not None and (seq in self.seen or not self.owner.bypasses(kind, envelope)):
            if before.answer:
                self.publish(self.topic, before.answer)
            return
        urgent = self.owner.bypasses(kind, envelope)
        if seq < self.next_seq and not urgent:
            # Given up with a gap; only the answer to a question that is still open is news.
            if envelope.in_reply_to.epoch == self.me.epoch and envelope.in_reply_to.seq in self.pending:
                self.handle(kind, envelope)
        elif seq > self.next_seq and not urgent:
            if len(self.held) < SEEN:
                self.held[seq] = (kind, envelope, Seen(digest, 0.0))
            self.gap = self.gap or self.loop.after(REORDER_S, self.skip_gap)
        else:
            self.remember(envelope, digest)
            self.held.pop(seq, None)
            self.handle(kind, envelope)
            self.follow()

    def remember(self, envelope: Any, digest: bytes) -> None:
        self.seen[envelope.seq] = Seen(digest, now() + envelope.ttl_ms / 1000 + LATE_S)
        if len(self.seen) > SEEN:
            self.seen.popitem(last=False)
        while self.next_seq in self.seen:
            self.next_seq += 1

    def follow(self) -> None:
        """What waited for this."""
        while self.next_seq in self.held:
            kind, envelope, early = self.held.pop(self.next_seq)
            self.remember(envelope, early.digest)
            self.handle(kind, envelope)
        if not self.held and self.gap:
            self.gap.cancel()
            self.gap = None

    def skip_gap(self) -> None:
        """CP-WINDOW-4: what is missing is given up, and the peer asked for the facts."""
        self.gap = None
        if self.held:
            self.next_seq = min(self.held)
            self.owner.gap_skipped()
            self.follow()
            if self.held:
                self.gap = self.loop.after(REORDER_S, self.skip_gap)

    def handle(self, kind: str, envelope: Any) -> None:
        if envelope.in_reply_to.epoch == self.me.epoch:
            self.cancel(envelope.in_reply_to.seq)
        if kind == "hello":
            self.hello_came(envelope)
        elif self.open:
            try:
                self.owner.received(kind, envelope)
            except Malformed as error:
                self.log(f"{kind} cannot be used: {error}")
                if not envelope.HasField("in_reply_to"):
                    self.reject(envelope, "BAD_VALUE", str(error))

    def reject(self, envelope: Any, reason: str, detail: str, value: int | None = None, feasible: bytes | None = None) -> None:
        number = number_of(self.me.pb.Reject, "reason", reason)
        body = self.me.pb.Reject(reason=number, detail=detail[:200], value=value, feasible=feasible)
        self.log(f"rejects: {reason}, {detail}")
        if reason in ("DUPLICATE_ID", *OF_HELLO):
            self.post(body, REQUEST_S, envelope, None, outside=reason in OF_HELLO)
        else:
            self.answer(envelope, body)

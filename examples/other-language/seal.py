"""Who may say what: key files, the signed registry, sessions, and the seal of every message."""

import hashlib
import hmac
import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CONTEXT = b"chargepact/1"
# CP-SEAL-2: these are signed; all others carry a MAC.
SIGNED = {"hello", "presence", "roster", "plan_notice", "accept", "commit", "commit_ack", "revoke", "revoke_ack", "release",
          "release_ack", "emergency", "emergency_ack", "trade_offer", "trade_accept"}  # fmt: skip


def raw(key: Ed25519PublicKey | X25519PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def seal_input(topic: str, envelope: bytes, session_id: bytes) -> bytes:
    """The bytes that a seal covers (CP-SEAL-1): each part after its length, the session id as hex."""
    parts = (CONTEXT, topic.encode(), envelope, session_id.hex().encode())
    return b"".join(struct.pack(">I", len(part)) + part for part in parts)


class Keys:
    """This agent's Ed25519 key pair, from a PKCS #8 PEM file."""

    def __init__(self, file: Path) -> None:
        key = serialization.load_pem_private_key(file.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise SystemExit(f"{file} holds no Ed25519 private key")
        self.private = key
        self.public = raw(key.public_key())
        self.key_id = hashlib.sha256(self.public).digest()[:8].hex()

    def sign(self, topic: str, envelope: bytes, session_id: bytes = b"") -> bytes:
        return self.private.sign(seal_input(topic, envelope, session_id))


class Registry:
    """Who is who on the site. Nothing of the file is believed before its signature fits (CP-SEAL-6)."""

    def __init__(self, file: Path, site_key: bytes) -> None:
        signed = json.loads(file.read_text())
        text = b"chargepact/1 registry\n" + signed["document"].encode()
        try:
            Ed25519PublicKey.from_public_bytes(site_key).verify(bytes.fromhex(signed["signature"]), text)
        except InvalidSignature:
            raise SystemExit(f"{file} is not signed by the site's key") from None
        document = json.loads(signed["document"])
        self.version: int = document["version"]
        self.site: str = document["site"]
        self.agents: dict[str, dict[str, Any]] = {agent["id"]: agent for agent in document["agents"]}

    def verifies(self, agent: str, key_id: str, signature: bytes, data: bytes) -> bool:
        """Whether this is the agent's signature over the data, by one of its keys."""
        for text in self.agents[agent]["keys"]:
            key = bytes.fromhex(text)
            if hashlib.sha256(key).digest()[:8].hex() != key_id:
                continue
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
                return True
            except InvalidSignature:
                return False
        return False


@dataclass(frozen=True)
class Session:
    id: bytes
    key: bytes
    # Epoch of the grantor in it, and where in its order its Hello stood.
    grantor: tuple[int, int]

    def mac(self, topic: str, envelope: bytes) -> bytes:
        return hmac.new(self.key, seal_input(topic, envelope, self.id), hashlib.sha256).digest()[:16]


def make_session(own: X25519PrivateKey, own_hello: bytes, peer_hello: bytes, peer_key: bytes,
                 grantor: tuple[int, int]) -> Session:  # fmt: skip
    """Both Hello envelopes as they were on the wire, the holder's first, name the session (CP-SEAL-3). Raises ValueError."""
    session_id = hashlib.sha256(own_hello + peer_hello).digest()[:8]
    secret = own.exchange(X25519PublicKey.from_public_bytes(peer_key))
    key = HKDF(algorithm=hashes.SHA256(), length=32, salt=session_id, info=CONTEXT).derive(secret)
    return Session(session_id, key, grantor)

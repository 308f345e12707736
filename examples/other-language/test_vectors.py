"""The examples of proto/vectors.json, computed here: `python3 -m unittest` in this folder."""

import json
import tempfile
import unittest
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lease import Schedule, schedule_in, terms_of
from main import PROTO
from seal import Keys, Registry, make_session, raw, seal_input
from wire import Malformed, decode, hash_of, load_protocol

VECTORS = json.loads((PROTO / "vectors.json").read_text())
PB = load_protocol(PROTO)


def hexed(group: str, name: str) -> bytes:
    return bytes.fromhex(VECTORS[group][name])


class Vectors(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        private = Ed25519PrivateKey.from_private_bytes(hexed("key", "seed"))
        kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (self.folder / "key.pem").write_bytes(private.private_bytes(*kinds))
        self.keys = Keys(self.folder / "key.pem")

    def test_key(self) -> None:
        self.assertEqual((self.keys.public, self.keys.key_id), (hexed("key", "publicKey"), VECTORS["key"]["keyId"]))

    def test_registry(self) -> None:
        file = self.folder / "registry.json"
        signed = VECTORS["registry"]["signed"]
        file.write_text(json.dumps(signed))
        registry = Registry(file, hexed("registry", "siteKey"))
        self.assertEqual((registry.site, registry.version, registry.agents["post-1"]["grantors"]), ("yard", 3, ["grid"]))
        file.write_text(json.dumps(signed | {"document": signed["document"].replace("11040", "11041")}))
        with self.assertRaises(SystemExit):
            Registry(file, hexed("registry", "siteKey"))

    def test_session_and_seals(self) -> None:
        private = X25519PrivateKey.from_private_bytes(hexed("session", "holderPrivate"))
        self.assertEqual(raw(private.public_key()), hexed("session", "holderPublic"))
        hellos = hexed("session", "holderHello"), hexed("session", "grantorHello")
        session = make_session(private, *hellos, hexed("session", "grantorPublic"), (1, 1))
        self.assertEqual((session.id, session.key), (hexed("session", "sessionId"), hexed("session", "sessionKey")))
        topic, envelope = VECTORS["seal"]["topic"], hexed("seal", "envelope")
        self.assertEqual(seal_input(topic, envelope, session.id), hexed("seal", "input"))
        self.assertEqual(self.keys.sign(topic, envelope, session.id), hexed("seal", "signature"))
        self.assertEqual(session.mac(topic, envelope), hexed("seal", "mac"))
        self.assertEqual(decode(PB.Envelope, envelope).renew.version.counter, 4)

    def test_terms(self) -> None:
        terms = VECTORS["terms"]
        schedule = Schedule(terms["startS"], terms["stepS"], tuple(terms["max"]))
        self.assertEqual(terms_of(PB, schedule, terms["connector"]), hexed("terms", "bytes"))
        self.assertEqual(hash_of(hexed("terms", "bytes")), hexed("terms", "hash"))
        self.assertEqual(schedule_in(PB, hexed("terms", "bytes"), terms["connector"]), schedule)

    def test_what_a_parser_lets_pass(self) -> None:
        envelope = hexed("seal", "envelope")
        for wrong in (envelope + b"\x30\x07", envelope + b"\xaa\x01\x00", envelope + b"\x03", envelope[:-1], b""):
            with self.assertRaises(Malformed):
                decode(PB.Envelope, wrong)


if __name__ == "__main__":
    unittest.main()

"""The messages of proto/chargepact/v1, and what a receiver refuses before it believes any of them."""

import hashlib
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from google.protobuf import descriptor_pb2, message_factory
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import DecodeError, Message

ENVELOPE_BYTES, BUNDLE_BYTES, BUNDLE_COUNT = 16_384, 65_536, 64
U32, DAY_MS, WATTS, INSTANT_S = 2**32 - 1, 86_400_000, 1_000_000_000, 4_102_444_800

EPOCH, TTL, POWER, INSTANT = (1, U32), (1, DAY_MS), (0, WATTS), (0, INSTANT_S * 1000)
REQUIRED = (None, None)
# Per message: which fields must be there, and within which bounds. "?": may be absent. Not here: what is not read.
RULES: dict[str, dict[str, tuple[Any, Any]]] = {
    "Envelope": {"major": (1, 65_535), "minor": (0, 65_535), "epoch": EPOCH, "seq": EPOCH, "ttl_ms": TTL},
    "Conversation": {"epoch": EPOCH},
    "MessageRef": {"epoch": EPOCH, "seq": EPOCH},
    "LeaseVersion": {"epoch": EPOCH},
    "Fallback": {"import_w": POWER, "export_w": POWER, "ramp_w_per_s": (1, WATTS)},
    "Hello": {"role": (1, 4), "fallback": REQUIRED, "power_max_w": POWER, "export_max_w": POWER, "steps_max": (1, 1000),
              "schedule_ms?": INSTANT, "recovering_ms?": TTL},
    "ConnectorInfo": {"connector": (1, 1000), "power_max_w": POWER, "power_min_w": POWER, "export_max_w?": POWER},
    "Offer": {"round": (0, 1000), "rounds_max": (0, 1000), "deadline_ms": TTL, "schedule_ms": INSTANT, "reserved_ms?": TTL},
    "Commit": {"version": REQUIRED, "ttl_ms": TTL, "grace_ms": (0, DAY_MS), "terms": REQUIRED, "echo": REQUIRED,
               "schedule_ms": INSTANT, "fallback": REQUIRED, "imbalance_micro_per_kwh?": POWER},
    "Blend": {"connector": (1, 1000)},
    "BlendWeight": {"hash": REQUIRED, "weight": (1, 65_536)},
    "PartPrices": {"connector": (1, 1000), "prices": REQUIRED},
    "PriceVector": {"start_s": (0, INSTANT_S), "step_s": (1, 86_400)},
    "RenewAck": {"version": REQUIRED, "hash": REQUIRED, "ttl_ms": TTL, "echo": REQUIRED, "schedule_ms": INSTANT},
    "Revoke": {"version": REQUIRED},
    "Emergency": {"import_max_w": POWER, "export_max_w": POWER, "duration_ms": (0, DAY_MS)},
    "StatusAck": {"schedule_ms?": INSTANT},
    "TermsPart": {"connector": (1, 1000), "schedule": REQUIRED},
    "Schedule": {"start_s": (0, INSTANT_S), "step_s": (1, 86_400), "step_count": (1, 1000), "unit_w": (1, 50)},
}  # fmt: skip
MOST = {("Offer", "proposals"): 5, ("Terms", "parts"): 16}
MOST |= {("Commit", "blends"): 16, ("Commit", "part_settlements"): 16, ("Offer", "part_prices"): 16, ("Blend", "weights"): 24}
MOST |= {(kind, "reasons"): 16 for kind in ("Offer", "Commit", "Revoke", "Emergency")}
MOST |= {(kind, "need_versions"): 16 for kind in ("Offer", "Commit", "Snapshot")}


class Malformed(Exception):
    """These bytes are no valid message."""


def load_protocol(proto: Path) -> SimpleNamespace:
    """Every message class by its name. Compiled by protoc on the spot, so that nothing generated is kept."""
    files = sorted(str(file) for file in (proto / "chargepact/v1").glob("*.proto"))
    command = ["protoc", f"--proto_path={proto}", "--include_imports", "--descriptor_set_out=/dev/stdout", *files]
    compiled = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    classes = message_factory.GetMessages(descriptor_pb2.FileDescriptorSet.FromString(compiled).file)
    return SimpleNamespace(**{name.rpartition(".")[2]: made for name, made in classes.items()})


def decode(kind: Any, data: bytes) -> Any:
    """A message of this class whose every field that is used keeps the rules. Raises Malformed."""
    scan(data, kind.DESCRIPTOR)
    try:
        message = kind.FromString(data)
    except DecodeError as error:
        raise Malformed(str(error)) from error
    check(message)
    return message


def hash_of(terms: bytes) -> bytes:
    """Names terms by their bytes as received (CP-WIRE-13)."""
    return hashlib.sha256(terms).digest()[:16]


def number_of(kind: Any, field: str, word: str) -> int:
    """The number of an enum's value, as STALE_NEED of Reject.reason."""
    enum = kind.DESCRIPTOR.fields_by_name[field].enum_type
    return next(int(value.number) for value in enum.values if value.name.endswith(f"_{word}"))


def name_of(message: Any, field: str) -> str:
    """The name of an enum's value, without what all of them begin with."""
    enum = message.DESCRIPTOR.fields_by_name[field].enum_type
    most = len(enum.values_by_number[0].name) - len("UNSPECIFIED")
    return str(enum.values_by_number[getattr(message, field)].name[most:])


def scan(data: bytes, descriptor: Any) -> None:
    """What a protobuf parser lets pass, and this protocol does not (CP-WIRE-3, 4, 5, 7)."""
    at = 0
    seen: set[str] = set()
    while at < len(data):
        tag, at = varint(data, at)
        number, wire = tag >> 3, tag & 7
        field = descriptor.fields_by_number.get(number)
        if number == 0 or wire not in (0, 1, 2, 5):
            raise Malformed(f"{descriptor.name}: field {number} has wire type {wire}")
        begin = at
        value, at = (0, at + (8 if wire == 1 else 4)) if wire in (1, 5) else varint(data, at)
        if wire == 2:
            begin, at = at, at + value
        if at > len(data):
            raise Malformed(f"{descriptor.name} ends within field {number}")
        if field is not None:
            known(field, wire, value, data[begin:at], seen)


def known(field: Any, wire: int, value: int, content: bytes, seen: set[str]) -> None:
    nested, repeated = field.type == FieldDescriptor.TYPE_MESSAGE, field.label == FieldDescriptor.LABEL_REPEATED
    packed = repeated and field.type not in (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES) and not nested
    by_length = nested or field.type in (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES)
    right = 2 if by_length else 1 if field.type == FieldDescriptor.TYPE_DOUBLE else 0
    if wire != right and not (packed and wire == 2):
        raise Malformed(f"{field.full_name} has wire type {wire}")
    key = field.containing_oneof.full_name if field.containing_oneof else field.full_name
    if not repeated and key in seen:
        raise Malformed(f"{key} occurs twice")
    seen.add(key)
    values, at = ([value] if wire == 0 else []), 0
    while packed and wire == 2 and at < len(content):
        value, at = varint(content, at)
        values.append(value)
    for each in values:
        if each > U32 or (field.enum_type and each not in field.enum_type.values_by_number):
            raise Malformed(f"{field.full_name} is {each}")
    if nested:
        scan(content, field.message_type)


def varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(data):
            break
        value |= (data[at] & 127) << shift
        at += 1
        if data[at - 1] < 128:
            return value, at
    raise Malformed("a varint does not end")


def check(message: Message) -> None:
    """Required fields and bounds (CP-WIRE-6, 8, 10), here and in every message within."""
    name = message.DESCRIPTOR.name
    for key, (least, most) in RULES.get(name, {}).items():
        field = message.DESCRIPTOR.fields_by_name[key.rstrip("?")]
        value = getattr(message, field.name)
        if field.has_presence and not message.HasField(field.name):
            if not key.endswith("?"):
                raise Malformed(f"{name}.{field.name} is missing")
        elif least is None and field.type == FieldDescriptor.TYPE_BYTES and not value:
            raise Malformed(f"{name}.{field.name} is empty")
        elif least is not None and not (least <= value <= most and value == int(value)):
            raise Malformed(f"{name}.{field.name} is {value}, not a whole number of {least} to {most}")
    if name == "Blend" and sum(part.weight for part in message.weights) != 65_536:
        raise Malformed("the weights of a mixture do not sum to 65 536")
    for field, value in message.ListFields():
        if field.label == FieldDescriptor.LABEL_REPEATED and len(value) > MOST.get((name, field.name), 1000):
            raise Malformed(f"{name}.{field.name} has {len(value)} items")
        if field.type == FieldDescriptor.TYPE_MESSAGE:
            for each in value if field.label == FieldDescriptor.LABEL_REPEATED else [value]:
                check(each)

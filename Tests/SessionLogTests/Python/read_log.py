"""Reads a session log with the official mcap package and tells, as JSON, what it finds.

usage: read_log.py LOG [CUT ...]

LOG is read whole, through its index; then the first CUT bytes of it, for each CUT, as a stream.
"""

import hashlib
import io
import json
import struct
import sys

import zstandard
from mcap.exceptions import McapError
from mcap.reader import make_reader
from mcap.records import Channel, Message, Schema
from mcap.stream_reader import CRCValidationError, StreamReader
from mcap_protobuf.decoder import DecoderFactory


def bits(values):
    """The bit patterns of single-precision numbers."""
    return [struct.unpack("<I", struct.pack("<f", x))[0] for x in values]


def whole(data):
    reader = make_reader(io.BytesIO(data), decoder_factories=[DecoderFactory()], validate_crcs=True)
    summary = reader.get_summary()
    statistics = summary.statistics
    found = {
        "library": reader.get_header().library,
        "sha256": hashlib.sha256(data).hexdigest(),
        "messageCount": statistics.message_count,
        "chunkCount": statistics.chunk_count,
        "chunkIndexes": len(summary.chunk_indexes),
        "counts": {
            summary.channels[i].topic: n for i, n in statistics.channel_message_counts.items()
        },
        "schemas": {
            c.topic: summary.schemas[c.schema_id].name for c in summary.channels.values()
        },
        "inputs": [],
        "outputs": [],
        "hashes": [],
        "events": [],
        "timedTicks": [],
    }
    for schema, channel, message, m in reader.iter_decoded_messages():
        topic = channel.topic
        if topic == "/systole/header":
            found["format"] = m.format
            found["header"] = json.loads(m.json)
        elif topic == "/systole/input":
            assert message.log_time == m.tick * 1_000_000 and message.sequence == m.tick
            found["inputs"].append(
                [m.tick, *bits(m.position), *bits(m.orientation), *bits([m.grip]), m.flags, m.command, m.argument]
            )
        elif topic == "/systole/output":
            found["outputs"].append(
                [m.tick, *bits(m.force_sent), *bits([m.normal_force, m.pressure, m.ledger.work_in]), m.status, m.digest]
            )
        elif topic == "/systole/hashes":
            found["hashes"].append([m.tick, m.positions, m.velocities, m.contacts, m.random])
        elif topic == "/systole/timing":
            found["timedTicks"] += m.tick
        elif topic == "/systole/end":
            found["end"] = m.how

    # By topic and time, which goes through the message indexes.
    for _, _, _, m in reader.iter_decoded_messages(
        topics=["/systole/event"], starting_at=50_000_000, ending_before=150_000_000
    ):
        found["events"].append([m.tick, m.kind])
    return found


def cut(data):
    """How many inputs and outputs can be read and decoded before the data breaks off."""
    counts = {"/systole/input": 0, "/systole/output": 0}
    schemas, channels, factory = {}, {}, DecoderFactory()
    try:
        for record in StreamReader(io.BytesIO(data), validate_crcs=True).records:
            if isinstance(record, Schema):
                schemas[record.id] = record
            elif isinstance(record, Channel):
                channels[record.id] = record
            elif isinstance(record, Message):
                channel = channels[record.channel_id]
                decode = factory.decoder_for(channel.message_encoding, schemas[channel.schema_id])
                decode(record.data)
                if channel.topic in counts:
                    counts[channel.topic] += 1
    except (McapError, CRCValidationError, zstandard.ZstdError, struct.error, UnicodeDecodeError):
        pass
    return list(counts.values())


data = open(sys.argv[1], "rb").read()
result = whole(data)
result["cuts"] = [cut(data[: int(n)]) for n in sys.argv[2:]]
print(json.dumps(result))

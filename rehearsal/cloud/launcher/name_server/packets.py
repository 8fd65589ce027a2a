"""As much of DNS as a stub resolver speaks: one question, its answers, RFC 1035."""

import struct

_KINDS = {1: "A", 16: "TXT", 28: "AAAA"}
_IN = 1
_RESPONSE, _AUTHORITATIVE, _RECURSION_DESIRED, _RECURSION_AVAILABLE = 0x8000, 0x0400, 0x0100, 0x0080
_NO_SUCH_NAME = 3
# The answer's name is the question's, which begins right after the head.
_SAME_NAME = 0xC00C
_HEAD_BYTES = 12
_LONGEST_TEXT = 255


class Question:
    """The name with its dot at the end, the kind, and both as they came."""

    def __init__(self, packet):
        self.id, self.flags, questions = struct.unpack_from("!HHH", packet)
        if self.flags & _RESPONSE or questions != 1:
            raise ValueError("not one question")
        labels, at = [], _HEAD_BYTES
        while packet[at]:
            labels.append(packet[at + 1 : at + 1 + packet[at]].decode("ascii"))
            at += 1 + packet[at]
        self.name = ".".join(labels) + "."
        self.kind = _KINDS.get(struct.unpack_from("!H", packet, at + 1)[0])
        self.bytes = packet[_HEAD_BYTES : at + 5]


def packed(question, answer):
    """answer: seconds and values, or None where there is no such name."""
    flags = _RESPONSE | _AUTHORITATIVE | _RECURSION_AVAILABLE | (question.flags & _RECURSION_DESIRED)
    values = answer.values if answer else []
    head = struct.pack("!HHHHHH", question.id, flags | (0 if answer else _NO_SUCH_NAME), 1, len(values), 0, 0)
    return head + question.bytes + b"".join(_record(question.kind, answer.seconds, value) for value in values)


def _record(kind, seconds, value):
    number = next(number for number, known in _KINDS.items() if known == kind)
    data = bytes(map(int, value.split("."))) if kind == "A" else _text(value)
    return struct.pack("!HHHIH", _SAME_NAME, number, _IN, seconds, len(data)) + data


def _text(value):
    """A text record keeps its value in quotes."""
    words = value.strip('"').encode()[:_LONGEST_TEXT]
    return bytes([len(words)]) + words

"""Many people who ask one server at once: each asks anew as soon as he was answered.

One thread waits on all sockets, so that asking takes little of the processors that answer. Every
answer is looked at; a wrong one ends the measure.
"""

from __future__ import annotations

import math
import selectors
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

#: seconds without any answer after which the measure is given up
PATIENCE = 120.0


class WrongAnswer(Exception):
    """The server did not answer what was asked for."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. The answer must have `status` and hold `shows`, or name it in its head."""

    path: str
    session: str = ""
    body: str | None = None
    status: int = 200
    shows: str = "</html>"

    def bytes(self, port: int) -> bytes:
        cookies = "; ".join(
            f"{name}={value}"
            for name, value in (("sessionid", self.session), ("csrftoken", TOKEN))
            if self.session
        )
        lines = [f"{'GET' if self.body is None else 'POST'} {self.path} HTTP/1.1"]
        lines += [f"Host: 127.0.0.1:{port}", "Connection: close", f"Cookie: {cookies}"]
        payload = b"" if self.body is None else self.body.encode()
        if self.body is not None:
            lines += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(payload)}",
            ]
        return "\r\n".join((*lines, "", "")).encode() + payload


#: what forms and the cookie beside them carry
TOKEN = "b" * 32


@dataclass(slots=True)
class _Person:
    asks: Iterator[Ask]
    ask: Ask | None = None
    began: float = 0.0
    sending: bytes = b""
    answer: list[bytes] = field(default_factory=list)


def ask_at_once(port: int, people: Iterable[Sequence[Ask]]) -> list[float]:
    """Seconds from asking to the whole answer, of every request of every person."""
    with selectors.DefaultSelector() as waiting:
        for asks in people:
            _next(waiting, port, _Person(iter(asks)))
        try:
            return list(_answers(waiting, port))
        finally:
            for key in list(waiting.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def _answers(waiting: selectors.BaseSelector, port: int) -> Iterator[float]:
    while waiting.get_map():
        ready = waiting.select(PATIENCE)
        if not ready:
            raise WrongAnswer(f"no answer within {PATIENCE:g} s")
        for key, events in ready:
            person: _Person = key.data
            if events & selectors.EVENT_WRITE:
                _send(waiting, key.fileobj, person)  # type: ignore[arg-type]
            elif _receive(waiting, key.fileobj, person):  # type: ignore[arg-type]
                yield time.perf_counter() - person.began
                _look_at(person)
                _next(waiting, port, person)


def _next(waiting: selectors.BaseSelector, port: int, person: _Person) -> None:
    person.ask = next(person.asks, None)
    if person.ask is None:
        return
    person.sending, person.answer = person.ask.bytes(port), []
    connection = socket.socket()
    connection.setblocking(False)
    person.began = time.perf_counter()
    connection.connect_ex(("127.0.0.1", port))
    waiting.register(connection, selectors.EVENT_WRITE, person)


def _send(waiting: selectors.BaseSelector, connection: socket.socket, person: _Person) -> None:
    person.sending = person.sending[connection.send(person.sending) :]
    if not person.sending:
        waiting.modify(connection, selectors.EVENT_READ, person)


def _receive(waiting: selectors.BaseSelector, connection: socket.socket, person: _Person) -> bool:
    """Whether the answer is whole: the server closes the connection behind it."""
    piece = connection.recv(1 << 18)
    if piece:
        person.answer.append(piece)
        return False
    waiting.unregister(connection)
    connection.close()
    return True


def _look_at(person: _Person) -> None:
    ask, answer = person.ask, b"".join(person.answer)
    if ask is None or answer[9:12] != b"%d" % ask.status or ask.shows.encode() not in answer:
        head = answer[:400].decode(errors="replace")
        raise WrongAnswer(f"{ask} was answered {head}")


def percentile(seconds: Sequence[float], part: float = 0.95) -> float:
    """The least time within which so large a part of the answers came."""
    return sorted(seconds)[max(0, math.ceil(part * len(seconds)) - 1)]

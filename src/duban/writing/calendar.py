"""A calendar file (.ics) of due dates, as RFC 5545 has it: events of a whole day, with alarms.

    component = "BEGIN:" name CRLF *(property CRLF) "END:" name CRLF
    property  = name *(";" parameter) ":" value, folded so that no line exceeds 75 octets

An event keeps its UID for good, so that a calendar that subscribes moves what it has and adds
nothing twice. What was withdrawn is sent once more as cancelled.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//duban//duban//ZH"
#: octets of a line without its end (RFC 5545, 3.1)
LONGEST = 75
#: an alarm of a whole day rings at this hour
MORNING = 9
#: what may stand in no text: control characters but tab and line feed
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ADDRESS = re.compile(r"https?://[!-~]+")
_NAME = re.compile(r"[A-Za-z0-9.@_-]+")


@dataclass(frozen=True, slots=True)
class Event:
    """Something due on `day`. `uid` names it for good and throughout the world; letters, digits and
    `.@_-` only. `changed` is when its facts last changed; `version` counts its changes.

    `alarms` are days before `day`; 0 rings on the morning of the day itself. `address` leads to the
    page of it; only http and https are written.
    """

    uid: str
    day: date
    summary: str
    changed: datetime
    description: str = ""
    address: str = ""
    kind: str = ""
    alarms: tuple[int, ...] = ()
    version: int = 0
    cancelled: bool = False


def calendar_file(name: str, events: Iterable[Event]) -> bytes:
    """The file, in UTF-8. The same events give the same bytes.

    ValueError where a UID cannot be one or stands twice, or a moment has no time zone.
    """
    lines = ["".join(_folded(line)) for line in _calendar(name, tuple(events))]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _calendar(name: str, events: tuple[Event, ...]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield "METHOD:PUBLISH"
    # the first is RFC 7986, the second what most programs read
    yield from (f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}")
    yield "REFRESH-INTERVAL;VALUE=DURATION:P1D"
    seen: set[str] = set()
    for event in events:
        if not _NAME.fullmatch(event.uid) or event.uid in seen:
            raise ValueError(f"not a UID, or one that stands twice: {event.uid!r}")
        seen.add(event.uid)
        yield from _event(event)
    yield "END:VCALENDAR"


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{_moment(event.changed)}"
    yield f"LAST-MODIFIED:{_moment(event.changed)}"
    yield f"SEQUENCE:{event.version}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if _ADDRESS.fullmatch(event.address):
        yield f"URL:{event.address}"
    if event.kind:
        yield f"CATEGORIES:{escaped(event.kind)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    if not event.cancelled:
        for days in sorted(set(event.alarms), reverse=True):
            yield from _alarm(event.summary, days)
    yield "END:VEVENT"


def _alarm(summary: str, days: int) -> Iterator[str]:
    """A day begins at midnight: nine in the morning of the day before is 15 hours ahead of it."""
    hours = MORNING - 24 * days
    trigger = f"PT{hours}H" if hours >= 0 else f"-PT{-hours}H"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
    yield f"DESCRIPTION:{escaped(summary)}"
    yield "END:VALARM"


def escaped(text: str) -> str:
    """`text` as a value of type TEXT (RFC 5545, 3.3.11), whoever typed it."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = re.sub(r"([\\;,])", r"\\\1", plain)
    return re.sub(r"[\n\u0085\u2028\u2029]", r"\\n", plain)


def _moment(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """`line` broken so that no part exceeds LONGEST octets; no character is cut."""
    room = LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            yield "\r\n "
            room = LONGEST - 1
        room -= size
        yield character

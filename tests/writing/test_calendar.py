from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duban.writing.calendar import LONGEST, Event, calendar_file

CHANGED = datetime(2026, 3, 2, 9, 30, tzinfo=timezone(timedelta(hours=8)))
PLAIN = Event(
    "task-17@duban",
    date(2026, 6, 30),
    "建设美丽庭院200户：上半年完成80户",
    CHANGED,
    description="牵头单位：新农办\n目标：80户；已完成：60户",
    address="https://duban.example/tasks/17/",
    kind="节点",
    alarms=(7, 0, 7),
)


def read(data: bytes) -> list[tuple[str, str]]:
    """Name with parameters, and value unescaped, of each content line, by the grammar of RFC 5545.

    Written for this test: lines end with CRLF, continue after CRLF and a blank, and hold no other
    line end.
    """
    text = data.decode("utf-8")
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    lines = text.removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    found = []
    for line in lines:
        match = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[A-Z]+)*):(.*)", line)
        assert match is not None, line
        found.append((match[1], re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), match[2])))
    return found


def properties(data: bytes, component: str = "VEVENT") -> list[tuple[str, str]]:
    """Those of the first component of a name, without what lies in it."""
    lines = read(data)
    begin, end = lines.index(("BEGIN", component)), lines.index(("END", component))
    inside, depth = [], 0
    for name, value in lines[begin + 1 : end]:
        depth += name == "BEGIN"
        if depth == 0:
            inside.append((name, value))
        depth -= name == "END"
    return inside


def test_an_event_of_a_whole_day_with_its_facts() -> None:
    found = dict(properties(calendar_file("我的时限", [PLAIN])))
    assert found == {
        "UID": "task-17@duban",
        "DTSTAMP": "20260302T013000Z",
        "LAST-MODIFIED": "20260302T013000Z",
        "SEQUENCE": "0",
        "DTSTART;VALUE=DATE": "20260630",
        "DTEND;VALUE=DATE": "20260701",
        "SUMMARY": PLAIN.summary,
        "DESCRIPTION": PLAIN.description,
        "URL": "https://duban.example/tasks/17/",
        "CATEGORIES": "节点",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
    }


def test_the_calendar_names_itself() -> None:
    found = read(calendar_file("我的时限", []))
    assert found[0] == ("BEGIN", "VCALENDAR")
    assert found[1] == ("VERSION", "2.0")
    assert ("NAME", "我的时限") in found
    assert found[-1] == ("END", "VCALENDAR")


def test_alarms_ring_once_each_in_the_morning() -> None:
    lines = read(calendar_file("", [PLAIN]))
    assert [value for name, value in lines if name == "TRIGGER"] == ["-PT159H", "PT9H"]
    assert lines.count(("BEGIN", "VALARM")) == lines.count(("END", "VALARM")) == 2


def test_what_was_withdrawn_is_cancelled_and_rings_no_more() -> None:
    data = calendar_file("", [replace(PLAIN, cancelled=True, version=3)])
    assert dict(properties(data))["STATUS"] == "CANCELLED"
    assert dict(properties(data))["SEQUENCE"] == "3"
    assert b"VALARM" not in data


def test_the_same_events_give_the_same_bytes() -> None:
    assert calendar_file("甲", [PLAIN]) == calendar_file("甲", [replace(PLAIN)])


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "https://a b", "https://a\r\nX:1"])
def test_only_an_address_of_the_web_is_written(address: str) -> None:
    assert b"URL:" not in calendar_file("", [replace(PLAIN, address=address)])


@pytest.mark.parametrize("uid", ["", "a b", "a\r\nX-EVIL:1", "任务17"])
def test_a_name_that_is_none_is_refused(uid: str) -> None:
    with pytest.raises(ValueError, match="UID"):
        calendar_file("", [replace(PLAIN, uid=uid)])


def test_a_name_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        calendar_file("", [PLAIN, PLAIN])


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        calendar_file("", [replace(PLAIN, changed=datetime(2026, 3, 2))])  # noqa: DTZ001


@given(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.text(st.characters(exclude_categories=["Cs"])),
)
def test_any_text_comes_back_and_no_line_is_too_long(summary: str, description: str) -> None:
    event = Event("x", date(2026, 1, 1), summary, datetime(2026, 1, 1, tzinfo=UTC), description)
    data = calendar_file(summary, [event])
    for line in data.split(b"\r\n"):
        assert len(line) <= LONGEST
        line.decode("utf-8")  # no character is cut
    found = dict(properties(data))
    assert found["SUMMARY"] == kept(summary)
    assert found.get("DESCRIPTION", "") == kept(description)
    assert len([1 for name, _value in read(data) if name == "BEGIN"]) == 2


def kept(text: str) -> str:
    """What a text keeps: its lines, without control characters."""
    lines = re.sub("\r\n|[\r\x85\u2028\u2029]", "\n", text)
    return "".join(c for c in lines if c in "\t\n" or not (ord(c) < 32 or ord(c) == 127))

"""One digest a person a day, over SMTP and to robots, each to a server that answers here."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django_q.models import Schedule
from tests.web.supervision.acting import ON

from duban.web import clock
from duban.web.accounts.models import User
from duban.web.ledger.models import Task
from duban.web.supervision import acting, digests
from duban.web.supervision.channels import shortened, signature
from duban.web.supervision.digests import held_back, make_digests, send_digests
from duban.web.supervision.jobs import send_rest, tick_today
from duban.web.supervision.models import (
    Channel,
    Contact,
    Delivery,
    DeliveryState,
    Digest,
    Notice,
)

pytestmark = pytest.mark.django_db
LETTERS: list[bytes] = []


class Post(socketserver.StreamRequestHandler):
    """So much of RFC 5321 as takes in one letter."""

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b""
                while (line := self.rfile.readline()) != b".\r\n":
                    letter += line
                LETTERS.append(letter)
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


class Robot(BaseHTTPRequestHandler):
    """Takes messages as the robots of groups do; `answer` is what it says of them."""

    answer: dict[str, Any] = {}  # noqa: RUF012
    got: list[tuple[str, dict[str, Any]]] = []  # noqa: RUF012

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Robot.got.append((self.path, json.loads(body)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(Robot.answer).encode())

    def log_message(self, *_words: Any) -> None:
        """Quiet."""


@pytest.fixture
def robot() -> Iterator[str]:
    Robot.got, Robot.answer = [], {"errcode": 0, "errmsg": "ok"}
    with ThreadingHTTPServer(("127.0.0.1", 0), Robot) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/robot/send"
        server.shutdown()


@pytest.fixture
def post() -> Iterator[str]:
    LETTERS.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Post) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"smtp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def told(cast: Any, task: Task) -> None:
    """Three people of 新农办 have one reminder."""
    acting.remind(cast["office"], task.pk, "请加快进度", ON)


def test_one_letter_a_person_a_day(
    cast: Any, task: Task, told: None, post: str, settings: Any
) -> None:
    settings.SMTP_URL, settings.MAIL_FROM = post, "ducha@example.org"
    settings.SITE_ADDRESS = "https://duban.example.org"
    Contact.objects.create(user=cast.people["liaison"], email="liaison@example.org")
    assert make_digests(ON) == 3
    assert send_digests() == 1, "only one of them has an address"
    letter = message_from_bytes(LETTERS[0], policy=policy.default)
    assert letter["To"] == "liaison@example.org"
    assert letter["From"] == "ducha@example.org"
    assert "2026年5月11日" in letter["Subject"]
    body = letter.get_content()
    assert "请加快进度" in body
    assert "https://duban.example.org" in body

    acting.instruct(cast["leader"], task.pk, "抓紧", ON)
    fresh = make_digests(ON)
    send_digests()
    assert fresh == 1, "the office had none today; the others wait for tomorrow"
    assert len(LETTERS) == 1
    tomorrow = ON + timedelta(days=1)
    assert make_digests(tomorrow) == 3
    assert send_digests() == 1
    assert "抓紧" in message_from_bytes(LETTERS[1], policy=policy.default).get_content()
    assert make_digests(tomorrow) == send_digests() == 0


def test_what_was_read_in_the_site_is_not_sent(cast: Any, told: None) -> None:
    acting_moment = Notice.objects.latest("at").at
    Notice.objects.update(read_at=acting_moment)
    assert make_digests(ON) == 0


def test_a_wecom_robot_gets_markdown(told: None, robot: str, settings: Any) -> None:
    settings.WECOM_ROBOT = f"{robot}?key=abc"
    make_digests(ON)
    assert send_digests() == 3
    path, body = Robot.got[0]
    assert path == "/robot/send?key=abc"
    assert body["msgtype"] == "markdown"
    assert "请加快进度" in body["markdown"]["content"]


def test_a_dingtalk_robot_gets_a_signed_title_and_text(
    told: None, robot: str, settings: Any
) -> None:
    settings.DINGTALK_ROBOT, settings.DINGTALK_SECRET = f"{robot}?access_token=abc", "SECsample"
    make_digests(ON)
    assert send_digests() == 3
    path, body = Robot.got[0]
    query = parse_qs(urlsplit(path).query)
    assert query["access_token"] == ["abc"]
    assert signature("SECsample", int(query["timestamp"][0])).endswith(path.partition("&sign=")[2])
    assert body["msgtype"] == "markdown"
    assert body["markdown"]["title"].startswith("督办提醒 2026年5月11日")
    assert "请加快进度" in body["markdown"]["text"]


def test_who_declined_robots_gets_none(cast: Any, told: None, robot: str, settings: Any) -> None:
    settings.WECOM_ROBOT = robot
    Contact.objects.create(user=cast.people["liaison"], robots=False)
    make_digests(ON)
    assert send_digests() == 2


def test_a_refusal_is_kept_and_tried_again(told: None, robot: str, settings: Any) -> None:
    settings.WECOM_ROBOT = robot
    Robot.answer = {"errcode": 93000, "errmsg": "invalid webhook url"}
    make_digests(ON)
    assert send_digests() == 0
    held = Delivery.objects.filter(channel=Channel.WECOM)
    assert {row.state for row in held} == {DeliveryState.FAILED}
    assert "93000" in held[0].fault
    Robot.answer = {"errcode": 0}
    assert send_digests() == 3
    assert send_digests() == 0
    assert {row.state for row in held.all()} == {DeliveryState.SENT}


@pytest.mark.parametrize(("name", "code"), [("WECOM", 45009), ("DINGTALK", 130101)])
def test_a_robot_that_takes_no_more_is_left_alone_and_nothing_is_given_up(
    told: None, robot: str, settings: Any, name: str, code: int
) -> None:
    setattr(settings, f"{name}_ROBOT", f"{robot}?key=abc")
    Robot.answer = {"errcode": code, "errmsg": "too fast"}
    make_digests(ON)
    for _number in range(7):
        assert send_digests() == 0
    assert len(Robot.got) == 7, "the other two are not tried in the same minute"
    assert held_back() == 3
    Robot.answer = {"errcode": 0}
    assert send_digests() == 3
    assert held_back() == 0


def test_a_robot_gets_no_more_than_it_takes_in_a_minute(
    told: None, robot: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WECOM_ROBOT = settings.DINGTALK_ROBOT = f"{robot}?key=abc"
    monkeypatch.setattr(digests, "ROBOT_A_MINUTE", 2)
    make_digests(ON)
    assert send_digests() == 4
    assert held_back() == 2
    before = timezone.now()
    with clock.telling(partial(at_half_past, 8)):
        send_rest()
        assert held_back() == 0
        assert not Schedule.objects.exists(), "nothing is left to come again for"
        Delivery.objects.update(state=DeliveryState.WAITING, attempts=0)
        send_rest()
    again = Schedule.objects.get()
    assert again.func == "duban.web.supervision.jobs.send_rest"
    assert again.schedule_type == Schedule.ONCE
    assert again.next_run is not None
    assert again.next_run - before > timedelta(seconds=60)


def at_half_past(hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(ON, time(hour, 30)))


@pytest.mark.parametrize(("hour", "awake"), [(0, False), (7, False), (8, True), (23, True)])
def test_by_the_clock_nothing_goes_out_at_night(
    *, cast: Any, told: None, robot: str, settings: Any, hour: int, awake: bool
) -> None:
    """Neither what is new nor what waits or failed since the evening."""
    settings.WECOM_ROBOT = settings.DINGTALK_ROBOT = f"{robot}?key=abc"
    user, eve = cast.people["liaison"], ON - timedelta(days=1)
    late = Digest.objects.create(user=user, day=eve, text="昨晚")
    for channel, state in ((Channel.WECOM, "waiting"), (Channel.DINGTALK, "failed")):
        Delivery.objects.create(digest=late, channel=channel, state=DeliveryState(state))
    with clock.telling(partial(at_half_past, hour)):
        send_rest()
        tick_today()
    assert bool(Robot.got) is awake
    assert Digest.objects.exclude(pk=late.pk).exists() is awake
    assert Delivery.objects.exclude(state=DeliveryState.SENT).exists() is not awake
    assert not Schedule.objects.exists(), "nobody comes again and again in the night"


def test_a_dead_server_is_given_up_after_five_times(
    told: None, settings: Any, unused_port: int
) -> None:
    settings.WECOM_ROBOT = f"http://127.0.0.1:{unused_port}/"
    make_digests(ON)
    for _number in range(6):
        assert send_digests() == 0
    assert {row.attempts for row in Delivery.objects.all()} == {5}


def test_what_failed_is_not_tried_minute_by_minute(
    told: None, settings: Any, unused_port: int
) -> None:
    settings.WECOM_ROBOT = f"http://127.0.0.1:{unused_port}/"
    make_digests(ON)
    send_digests()
    with clock.telling(partial(at_half_past, 9)):
        send_rest()
    assert {row.attempts for row in Delivery.objects.all()} == {1}


class Garbler(socketserver.StreamRequestHandler):
    """A door that speaks no HTTP, as that of a broken proxy."""

    def handle(self) -> None:
        self.rfile.readline()
        self.wfile.write(b"no such thing\r\n\r\n")


def test_an_answer_that_is_none_stops_nobody_elses_digest(
    cast: Any, told: None, post: str, settings: Any
) -> None:
    settings.SMTP_URL, settings.MAIL_FROM = post, "ducha@example.org"
    Contact.objects.create(user=cast.people["liaison"], email="liaison@example.org")
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Garbler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.WECOM_ROBOT = f"http://127.0.0.1:{server.server_address[1]}/"
        make_digests(ON)
        assert send_digests() == 1, "the letter"
        server.shutdown()
    robots = Delivery.objects.filter(channel=Channel.WECOM)
    assert {row.state for row in robots} == {DeliveryState.FAILED}
    assert "BadStatusLine" in robots[0].fault


def test_a_name_over_two_lines_stops_no_letter(
    cast: Any, told: None, post: str, settings: Any
) -> None:
    """No head of a letter can hold a line break."""
    settings.SMTP_URL, settings.MAIL_FROM = post, "ducha@example.org"
    user = cast.people["liaison"]
    User.objects.filter(pk=user.pk).update(name="示例\r\nBcc: all@example.org")
    Contact.objects.create(user=user, email="liaison@example.org")
    make_digests(ON)
    assert send_digests() == 1
    letter = message_from_bytes(LETTERS[0], policy=policy.default)
    assert letter["Subject"].endswith("示例 Bcc: all@example.org")
    assert letter["Bcc"] is None


def test_who_was_not_reached_is_told_until_it_works_again(
    told: None, client_of: Callable[[str], Client], robot: str, settings: Any, unused_port: int
) -> None:
    settings.WECOM_ROBOT = f"http://127.0.0.1:{unused_port}/"
    make_digests(ON)
    send_digests()
    client = client_of("liaison")
    page = client.get("/supervision/notices/").content.decode()
    assert "5月11日的提醒没有发成（企业微信群机器人）" in page
    assert str(unused_port) not in page
    assert "没有发成" not in client_of("office").get("/supervision/notices/").content.decode()
    settings.WECOM_ROBOT = robot
    send_digests()
    assert "没有发成" not in client.get("/supervision/notices/").content.decode()


@pytest.fixture
def unused_port() -> int:
    with socketserver.TCPServer(("127.0.0.1", 0), Post) as server:
        return int(server.server_address[1])


def test_without_channels_the_digest_stays_in_the_site(told: None) -> None:
    assert make_digests(ON) == 3
    assert not Delivery.objects.exists()
    assert Digest.objects.filter(day=date(2026, 5, 11)).count() == 3


def test_a_long_text_is_cut_at_a_whole_character() -> None:
    short = shortened("督办" * 3000, 4000)
    assert len(short.encode()) <= 4000
    assert short.endswith("请登录系统查看。")
    assert shortened("督办", 4000) == "督办"

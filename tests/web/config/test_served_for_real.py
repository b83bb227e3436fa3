"""`duban demo`, `duban token` and `duban serve` as a person runs them, in own processes."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.web.demo import copy_of, duban, served


@pytest.fixture(scope="module")
def folder(demo_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(demo_year, tmp_path_factory.mktemp("demo") / "DIR")


@pytest.fixture(scope="module")
def accounts(folder: Path) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = json.loads(
        (folder / "demo-accounts.json").read_text(encoding="utf-8")
    )
    return listed


@pytest.fixture
def server(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    with served(folder) as site:
        yield site.process, site.port


#: what every made-up name says of itself
SAMPLE = re.compile("示例|样本|演示|模拟|假定")


def ask(port: int, method: str, path: str, body: str = "", **headers: str) -> Any:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def children_of(parent: int) -> dict[int, str]:
    """Process → command line, all generations below `parent`."""
    found: dict[int, str] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(
                line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line
            )
            words = (status.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields["PPid"]) == parent:
            found[int(fields["Pid"])] = words
            found |= children_of(int(fields["Pid"]))
    return found


def gone(process: int) -> bool:
    """Ended, or ended and not yet taken note of."""
    try:
        return "State:\tZ" in Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return True


def test_the_demo_has_a_person_for_every_role_in_district_and_town(
    accounts: list[dict[str, str]], folder: Path
) -> None:
    roles = {
        "office",
        "liaison",
        "unit_head",
        "leader",
        "principal",
        "auditor",
        "administrator",
    }
    for place in ("云泽区", "柳溪镇"):
        assert {one["role"] for one in accounts if one["jurisdiction"] == place} >= roles
    assert all(SAMPLE.search(one["name"]) and one["password"] for one in accounts)
    assert len({one["password"] for one in accounts}) == len(accounts)
    kept = (folder / "demo-accounts.json").stat().st_mode & 0o777
    assert kept == 0o600


def test_a_second_run_changes_nothing(accounts: list[dict[str, str]], folder: Path) -> None:
    again = duban("demo", "--data", str(folder), "--no-serve", "--json")
    assert json.loads(again.stdout) == accounts


def test_a_person_signs_in_with_what_was_printed(
    accounts: list[dict[str, str]], server: tuple[Any, int]
) -> None:
    _process, port = server
    _status, headers, page = ask(port, "GET", "/login/")
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found is not None
    cookie = headers["Set-Cookie"].partition(";")[0]
    one = accounts[0]
    body = urlencode(
        {
            "csrfmiddlewaretoken": found[1],
            "username": one["name"],
            "password": one["password"],
        }
    )
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    status, headers, _page = ask(port, "POST", "/login/", body, **form)
    assert (status, headers["Location"]) == (302, "/")
    cookies = "; ".join(line.partition(";")[0] for line in headers.get_all("Set-Cookie"))
    status, _headers, page = ask(port, "GET", "/", Cookie=cookies)
    assert status == 200
    assert one["name"] in page
    style = re.search(r'href="(/static/design/pieces\.[0-9a-f]+\.css)"', page)
    assert style is not None
    status, headers, _text = ask(port, "GET", style[1])
    assert status == 200
    assert "immutable" in headers["Cache-Control"]


def test_a_token_printed_by_the_command_works(
    accounts: list[dict[str, str]], folder: Path, server: tuple[Any, int]
) -> None:
    _process, port = server
    for name in (accounts[1]["name"], accounts[1]["login"]):
        made = duban("token", name, "--data", str(folder))
        status, _headers, text = ask(
            port, "GET", "/api/me", Authorization=f"Bearer {made.stdout.strip()}"
        )
        assert status == 200
        assert json.loads(text)["name"] == accounts[1]["name"]


def test_a_token_for_nobody_is_refused(folder: Path, accounts: object) -> None:
    made = duban("token", "没有这个人", "--data", str(folder))
    assert (made.returncode, made.stdout) == (2, "")
    assert made.stderr.startswith("没有叫“没有这个人”的人员")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_the_server(end: signal.Signals, server: tuple[Any, int]) -> None:
    process, _port = server
    deadline = time.monotonic() + 30
    while "duban.web.config.jobs" not in " ".join(children_of(process.pid).values()):
        assert time.monotonic() < deadline, "no job process"
        time.sleep(0.1)
    time.sleep(2)
    below = children_of(process.pid)
    process.send_signal(end)
    process.wait(30)
    while not all(gone(child) for child in below):
        left = {child: words for child, words in below.items() if not gone(child)}
        assert time.monotonic() < deadline + 30, left
        time.sleep(0.2)


def test_a_site_open_to_others_without_tls_is_warned_about() -> None:
    from duban.cli.serve import is_loopback  # noqa: PLC0415

    assert [is_loopback(host) for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8")] == [
        True
    ] * 4
    assert [is_loopback(host) for host in ("0.0.0.0", "192.0.2.1", "example.org", "")] == [  # noqa: S104
        False
    ] * 4

"""`python -m tools.screenshots` takes the pictures of the READMEs from a demo of its own.

A demo is made in a folder that is gone afterwards, and served on a free port; the browser is the
machine's Chromium (or what CHROMIUM names).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
DUBAN = str(Path(sys.executable).with_name("duban"))
#: milliseconds in which a page has scrolled to what was chosen
SETTLE = 1000
DESK = (1366, 768)


@dataclass(frozen=True, slots=True)
class Shot:
    """`login` signs in (empty: nobody); `clicks` are selectors followed one after another."""

    name: str
    login: str
    address: str
    clicks: tuple[str, ...] = ()
    size: tuple[int, int] = DESK


BESIDE_SOURCE = ("text=对照原件", ".tabs a:has-text('发现')")
SHOTS = (
    Shot("today", "liuxi-office", "/"),
    Shot("findings", "yunze-office", "/ledger/", (*BESIDE_SOURCE, "a:has-text('看原件') >> nth=0")),
    Shot("ledger", "liuxi-office", "/ledger/tasks/"),
    Shot("report", "liuxi-office", "/ledger/import/", ("a:has-text('工作报告')",)),
)


def accounts(data: Path) -> list[dict[str, str]]:
    """The people of a fresh demo: name, login, role, organisation, password."""
    command = (DUBAN, "demo", "--data", data, "--no-serve", "--json")
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def wait_for(address: str, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own server
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server over `data`, stopped at the end."""
    port = free_port()
    command = (DUBAN, "serve", "--data", data, "--port", str(port))
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/login/")
        yield f"http://127.0.0.1:{port}"
    finally:
        # it ends its workers and the process for long work by itself
        server.terminate()
        server.wait(timeout=30)


def sign_in(page: Page, site: str, person: dict[str, str]) -> None:
    page.goto(f"{site}/login/")
    page.fill("input[name=username]", person["login"])
    page.fill("input[name=password]", person["password"])
    page.press("input[name=password]", "Enter")
    page.wait_for_load_state("networkidle")


def take(browser: Browser, site: str, shot: Shot, people: list[dict[str, str]]) -> Path:
    width, height = shot.size
    page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
    try:
        if shot.login:
            sign_in(page, site, next(p for p in people if p["login"] == shot.login))
        page.goto(f"{site}{shot.address}")
        for selector in shot.clicks:
            page.click(selector)
            page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLE)
        path = IMAGES / f"{shot.name}.png"
        page.screenshot(path=path)
        return path
    finally:
        page.close()


def main(names: list[str]) -> int:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("Chromium is not installed; CHROMIUM may name it.", file=sys.stderr)
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    with tempfile.TemporaryDirectory(prefix="duban-shots-") as folder:
        people = accounts(Path(folder))
        with served(Path(folder)) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            for shot in shots:
                print(take(browser, site, shot, people))
            browser.close()
    return 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("name", nargs="*", help=f"some of: {', '.join(s.name for s in SHOTS)}")
    sys.exit(main(parser.parse_args().name))

"""A PDF measured in millimetres: where its letters, its rules and its red ink stand."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2

from duban.writing.page import FONTS, NUMBER_FONTS

MILLIMETRE = 72 / 25.4
_DOTS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of letters; `middle` is that of their boxes, counted from the page's head."""

    text: str
    left: float
    right: float
    middle: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal rule."""

    left: float
    right: float
    at: float


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]

    def line(self, start: str) -> Line:
        return next(line for line in self.lines if line.text.startswith(start))


def as_pdf(soffice: str, path: Path) -> Path:
    """The paper as LibreOffice prints it; see `as_pdfs`."""
    [printed] = as_pdfs(soffice, [path])
    return printed


def as_pdfs(soffice: str, paths: Sequence[Path]) -> list[Path]:
    """Papers of one folder as LibreOffice prints them, with the fonts in the order in which the
    papers name them. Without that it takes letters of Latin fonts for figures, which are wider."""
    folder = paths[0].parent
    aliases = "".join(
        f'<alias binding="same"><family>{first}</family><prefer>'
        f"{''.join(f'<family>{name}</family>' for name in others)}</prefer></alias>"
        for first, *others in (*FONTS.values(), NUMBER_FONTS)
    )
    fonts = folder / "fonts.conf"
    system = '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
    fonts.write_text(f"<fontconfig>{system}{aliases}</fontconfig>", encoding="utf-8")
    command = [soffice, "--headless", f"-env:UserInstallation=file://{folder / 'profile'}"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)]
    environment = os.environ | {"FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, timeout=240, env=environment)
    return [path.with_suffix(".pdf") for path in paths]


def pages_of(path: Path) -> list[Page]:
    with pdfplumber.open(path) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page: Any) -> Page:
    middles: list[list[Any]] = []
    for char in sorted(page.chars, key=lambda one: one["top"] + one["bottom"]):
        if middles and _middle(char) - _middle(middles[-1][-1]) < 1.2:
            middles[-1].append(char)
        else:
            middles.append([char])
    rules = [*page.lines, *(rect for rect in page.rects if rect["height"] < 3)]
    return Page(
        page.width / MILLIMETRE,
        page.height / MILLIMETRE,
        tuple(map(_line, middles)),
        tuple(
            Rule(one["x0"] / MILLIMETRE, one["x1"] / MILLIMETRE, one["top"] / MILLIMETRE)
            for one in rules
            if one["width"] > 10
        ),
    )


def _middle(char: Any) -> float:
    return float(char["top"] + char["bottom"]) / 2 / MILLIMETRE


def _line(chars: list[Any]) -> Line:
    chars = sorted(chars, key=lambda one: one["x0"])
    shown = [char for char in chars if char["text"].strip()] or chars
    return Line(
        "".join(char["text"] for char in chars).strip(),
        shown[0]["x0"] / MILLIMETRE,
        shown[-1]["x1"] / MILLIMETRE,
        _middle(shown[0]),
        round(shown[0]["size"], 2),
    )


@dataclass(frozen=True, slots=True)
class Ink:
    """A run of rows of the page that have ink, with how far it reaches across."""

    top: float
    bottom: float
    left: float
    right: float


def ink_of(path: Path, number: int, *, red: bool) -> list[Ink]:
    """The ink of page `number` from the head down, red or black."""
    document = pypdfium2.PdfDocument(path)
    try:
        picture = document[number].render(scale=_DOTS / 72).to_pil().convert("RGB")
    finally:
        document.close()
    hue = picture.split()
    inked = hue[1].point(lambda level: 255 if level < 120 else 0)
    is_red = hue[0].point(lambda level: 255 if level > 180 else 0)
    blank = picture.convert("1").point(lambda _: 0)
    shown = blank.copy()
    shown.paste(inked.convert("1"), mask=(is_red if red else is_red.point(lambda v: 255 - v)))
    return [_ink(shown, top, bottom) for top, bottom in _runs(shown)]


def _runs(picture: Any) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in range(picture.height):
        if picture.crop((0, row, picture.width, row + 1)).getbbox() is None:
            continue
        if found and row - found[-1][1] <= 2:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _ink(picture: Any, top: int, bottom: int) -> Ink:
    left, _, right, _ = picture.crop((0, top, picture.width, bottom + 1)).getbbox()
    return Ink(*(round(at / _DOTS * 25.4, 2) for at in (top, bottom + 1, left, right)))

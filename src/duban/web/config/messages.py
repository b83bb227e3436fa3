"""Translation files: .po as people write them → .mo as gettext reads them.

Grammar of what is read (a part of the .po format, enough for this project):

    file    = { entry blank }
    entry   = { comment } [ "msgctxt" text ] "msgid" text "msgstr" text
    text    = quoted { newline quoted }
    comment = "#" anything; an entry marked "#, fuzzy" is left out
"""

from __future__ import annotations

import ast
import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = 0x950412DE


def compile_messages(apps: Path, target: Path) -> None:
    """One .mo a language under `target`, from the .po files of every app in `apps`.

    Sources are `APP/locale/LANGUAGE/LC_MESSAGES/django.po`; an up-to-date .mo is left alone.
    """
    languages: dict[str, dict[str, str]] = {}
    for source in sorted(apps.glob("*/locale/*/LC_MESSAGES/django.po")):
        texts = languages.setdefault(source.parent.parent.name, {})
        texts |= read_po(source.read_text(encoding="utf-8"))
    for code, texts in languages.items():
        compiled = target / code / "LC_MESSAGES" / "django.mo"
        content = catalogue(texts)
        if compiled.exists() and compiled.read_bytes() == content:
            continue
        compiled.parent.mkdir(parents=True, exist_ok=True)
        draft = compiled.with_suffix(".new")
        draft.write_bytes(content)
        draft.replace(compiled)


def read_po(text: str) -> dict[str, str]:
    """Source text → translation; a context stands before the text, parted by U+0004."""
    return dict(entries(text))


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Source text, with its context as in `read_po`, and translation, as often as it stands."""
    for block in text.split("\n\n"):
        lines = block.splitlines()
        if any(line.startswith("#,") and "fuzzy" in line for line in lines):
            continue
        parts: dict[str, str] = {}
        keyword = ""
        for line in lines:
            if not line or line.startswith("#"):
                continue
            if not line.startswith('"'):
                keyword, _, line = line.partition(" ")  # noqa: PLW2901
            parts[keyword] = parts.get(keyword, "") + ast.literal_eval(line)
        if "msgid" in parts and parts.get("msgstr"):
            context = parts["msgctxt"] + "\x04" if "msgctxt" in parts else ""
            yield context + parts["msgid"], parts["msgstr"]


def catalogue(texts: dict[str, str]) -> bytes:
    """The bytes of a .mo file: header, two tables of (length, offset), then the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in texts.items())
    start = 28 + 16 * len(pairs)
    keys = b"".join(key + b"\0" for key, _ in pairs)
    values = b"".join(value + b"\0" for _, value in pairs)
    tables = [b"", b""]
    for side, offset in ((0, start), (1, start + len(keys))):
        place = offset
        for pair in pairs:
            tables[side] += struct.pack("<II", len(pair[side]), place)
            place += len(pair[side]) + 1
    values_table = 28 + 8 * len(pairs)
    header = struct.pack("<7I", MAGIC, 0, len(pairs), 28, values_table, 0, 0)
    return header + tables[0] + tables[1] + keys + values

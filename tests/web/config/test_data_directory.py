"""The data directory makes what it needs once, and keeps its key to itself."""

from __future__ import annotations

import gettext
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from duban.web.config import data
from duban.web.config.messages import catalogue, read_po


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = data.prepare(tmp_path / "DIR")
    first = data.secret_key(folder)
    assert len(first) >= 50
    assert data.secret_key(data.prepare(folder)) == first
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((folder / "files").stat().st_mode) == 0o700


def test_starts_at_the_same_moment_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _number: data.secret_key(tmp_path), range(32)))
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_two_directories_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert data.secret_key(tmp_path / "a") != data.secret_key(tmp_path / "b")


def test_a_postgresql_address_becomes_settings() -> None:
    found = data.database(None, "postgres://some%40one:p%2Fw@db.example:5433/duban?sslmode=require")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")] == [
        "duban",
        "some@one",
        "p/w",
        "db.example",
        "5433",
    ]
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_another_database_is_refused_without_telling_the_password() -> None:
    with pytest.raises(ValueError, match="postgres://") as refusal:
        data.database(None, "mysql://me:secret@host/name")
    assert "secret" not in str(refusal.value)


def test_a_po_file_becomes_what_gettext_reads(tmp_path: Path) -> None:
    texts = read_po(
        """
# a comment
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: somewhere
msgid "共%(count)s项"
msgstr ""
"%(count)s "
"in all"

#, fuzzy
msgid "猜的"
msgstr "guessed"

msgctxt "verb"
msgid "销号"
msgstr "strike off"
"""
    )
    compiled = tmp_path / "x.mo"
    compiled.write_bytes(catalogue(texts))
    with compiled.open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("共%(count)s项") == "%(count)s in all"
    assert found.pgettext("verb", "销号") == "strike off"
    assert found.gettext("猜的") == "猜的"

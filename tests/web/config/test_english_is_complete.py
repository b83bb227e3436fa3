"""Every text marked for translation has its English, in the .po file of its own app."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from duban.web.config.data import APPS
from duban.web.config.messages import read_po

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}
TRANSLATE = re.compile(r"""\{% translate ("[^"]*"|'[^']*')([^%]*)%\}""")
BLOCK = re.compile(r"\{% blocktranslate([^%]*)%\}(.*?)\{% endblocktranslate %\}", re.DOTALL)
CONTEXT = re.compile(r""" context ("[^"]*"|'[^']*')""")
VARIABLE = re.compile(r"\{\{ (\w+) \}\}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def marked_in_code(text: str) -> Iterator[str]:
    """Texts as the catalogue keys them: a context stands before its text, parted by U+0004."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(
                func=ast.Name(id=name),
                args=[ast.Constant(value=str(context)), ast.Constant(value=str(words)), *_],
            ) if name in IN_CONTEXT:
                yield f"{context}\x04{words}"
            case ast.Call(func=ast.Name(id=name), args=[ast.Constant(value=str(words)), *_]):
                if name in PLAIN:
                    yield words


def marked_in_template(text: str) -> Iterator[str]:
    for words, options in TRANSLATE.findall(text):
        yield _context(options) + words[1:-1]
    for options, words in BLOCK.findall(text):
        yield _context(options) + VARIABLE.sub(r"%(\1)s", words)


def _context(options: str) -> str:
    found = CONTEXT.search(options)
    return "" if found is None else found[1][1:-1] + "\x04"


def marked(app: Path) -> set[str]:
    texts: set[str] = set()
    for file in app.rglob("*.py"):
        if "migrations" not in file.parts:
            texts |= set(marked_in_code(file.read_text(encoding="utf-8")))
    for file in app.rglob("*.html"):
        texts |= set(marked_in_template(file.read_text(encoding="utf-8")))
    return {text for text in texts if CHINESE.search(text)}


def english(app: Path) -> dict[str, str]:
    source = app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return read_po(source.read_text(encoding="utf-8")) if source.exists() else {}


MARKED = re.compile(
    r"\{% (?:translate|explained) [^%]*%\}|\{% blocktranslate.*?\{% endblocktranslate %\}"
    r"|\{#.*?#\}|_\(\"[^\"]*\"\)",
    re.DOTALL,
)
#: what is shown here is a paper, which is written in Chinese
OF_PAPERS = {"_block.html"}


def bare(template: str) -> list[str]:
    """The lines of a template with Chinese that nobody could read in English."""
    return [line for line in MARKED.sub("", template).splitlines() if CHINESE.search(line)]


APPS_WITH_TEXT = sorted(app.name for app in APPS.iterdir() if app.is_dir() and marked(app))


@pytest.mark.parametrize("app", APPS_WITH_TEXT)
def test_every_marked_text_has_english(app: str) -> None:
    assert marked(APPS / app) - set(english(APPS / app)) == set()


@pytest.mark.parametrize("app", APPS_WITH_TEXT)
def test_english_keeps_the_places_for_values(app: str) -> None:
    place = re.compile(r"%\(\w+\)s")
    for chinese, text in english(APPS / app).items():
        assert sorted(place.findall(chinese)) == sorted(place.findall(text)), chinese


def test_every_chinese_text_of_a_template_is_marked() -> None:
    templates = [file for file in APPS.rglob("*.html") if file.name not in OF_PAPERS]
    assert len(templates) > 100
    found = {str(file): bare(file.read_text(encoding="utf-8")) for file in templates}
    assert {file: lines for file, lines in found.items() if lines} == {}


def test_a_text_that_is_not_marked_is_seen() -> None:
    template = '{# 注 #}<b>{% translate "甲" %}{{ x|default:_("乙") }}{% explained "丙" %}</b>'
    assert bare(template) == []
    assert bare(f'{template}\n<p title="丁">{{{{ y|default:"戊" }}}}</p>') == [
        '<p title="丁">{{ y|default:"戊" }}</p>'
    ]


def test_a_marked_text_is_found_wherever_it_stands() -> None:
    code = 'x = _("甲"); raise Refusal(gettext("乙")); y = pgettext_lazy("state", "丁")'
    assert set(marked_in_code(code)) == {"甲", "乙", "state\x04丁"}
    template = (
        "{% translate \"丙\" %}{% translate '丁' context 'done' as word %}"
        "{% blocktranslate with n=1 %}共{{ n }}项{% endblocktranslate %}"
        '{% blocktranslate with n=1 context "list" %}{{ n }}份{% endblocktranslate %}'
    )
    assert set(marked_in_template(template)) == {
        "丙",
        "done\x04丁",
        "共%(n)s项",
        "list\x04%(n)s份",
    }

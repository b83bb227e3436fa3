"""Every act that the site writes down reads in Chinese on the page of the journal."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeGuard

import duban.web
from duban.web.accounts.journal_page import VERBS
from duban.web.accounts.journal_words import CODES, FACTS
from duban.web.handling import steps as handling
from duban.web.handling.models import Verdict
from duban.web.ledger import steps as ledger
from duban.web.papers import steps as papers
from duban.web.reports import steps as reports
from duban.web.supervision import steps as supervision
from duban.web.supervision.models import Word

WEB = Path(duban.web.__file__).parent
#: verbs made of a beginning and the name of a step: the beginning, and the names
MADE: Mapping[str, Iterable[str]] = {
    "edition.": ledger.STEPS,
    "task.": handling.STEPS,
    "report.": reports.STEPS,
    "change.": Verdict.values,
}


def recorded(source: str) -> Iterator[ast.expr]:
    """The verb of every call of `record`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="record"), args=[_, verb, *_]):
                yield verb
            case ast.Assign(targets=[ast.Name(id="verb")], value=value):
                yield from (one for one in ast.walk(value) if _is_verb(one))


def _is_verb(node: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(node, ast.Constant) and "." in str(node.value)


def verbs() -> Iterator[str]:
    for file in sorted(WEB.rglob("*.py")):
        for verb in recorded(file.read_text(encoding="utf-8")):
            match verb:
                case ast.Constant(value=str(word)):
                    yield word
                case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                    assert start in MADE, (file, start)
                    yield from (f"{start}{name}" for name in MADE[start])
                case ast.Name() | ast.Attribute():
                    pass  # a step of the one table below, or a word given to `verb` before
                case other:
                    raise AssertionError((file, ast.dump(other)))
    yield from supervision.STEPS
    yield from papers.STEPS


def test_every_verb_has_its_word() -> None:
    found = set(verbs())
    assert len(found) > 100
    assert found - set(VERBS) == set()


def test_a_verb_is_one_thing_and_one_act() -> None:
    for verb in VERBS:
        thing, _dot, act = verb.partition(".")
        assert thing.isidentifier(), verb
        assert act.isidentifier(), verb


#: what `record` takes beside the facts
ABOUT = {"before", "after", "jurisdiction", "result"}


def names(source: str) -> Iterator[str]:
    """The names of the facts that `record` or a step under way (`taken`) is given."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="record"), keywords=words):
                yield from (word.arg for word in words if word.arg and word.arg not in ABOUT)
                for word in words:
                    yield from _keys(word.value) if word.arg in ABOUT else ()
            case ast.Subscript(
                value=ast.Name(id="facts") | ast.Attribute(attr="facts"),
                slice=ast.Constant(value=str(name)),
                ctx=ast.Store(),
            ):
                yield name
            case (
                ast.Assign(targets=[ast.Attribute(attr="facts")], value=value)
                | ast.AugAssign(target=ast.Attribute(attr="facts"), value=value)
            ):
                yield from _keys(value)


def _keys(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Dict(keys=keys):
            yield from (str(key.value) for key in keys if isinstance(key, ast.Constant))


def test_every_fact_has_its_name() -> None:
    found = {name for file in WEB.rglob("*.py") for name in names(file.read_text(encoding="utf-8"))}
    assert len(found) > 60
    assert found - set(FACTS) == set()


def test_the_codes_of_a_judgement_are_read_in_its_words() -> None:
    assert [str(CODES[code]) for code in Word.values] == [str(word) for word in Word.labels]

"""Reading keyed entries of a YAML tree, and keeping every fault with its line.

Every method gives something usable even where it notes a fault, so that one mistake does not hide
the next; who asked throws the result away when there were faults.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

#: how alike a word must be to be offered: of two letters both, of three two
CLOSE = 0.6
Read = TypeVar("Read")
Default = TypeVar("Default")


@dataclass(slots=True)
class Faults:
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, message: str) -> None:
        """`line` counts from 0."""
        self.found.append((line, message))

    def in_order(self) -> tuple[str, ...]:
        return tuple(f"第{line + 1}行：{message}" for line, message in sorted(set(self.found)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The keys of one mapping; `cells` are their nodes."""

    faults: Faults
    line: int
    cells: dict[str, Node] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str, faults: Faults, keys: Collection[str]) -> Sheet:
        """The mapping that a whole YAML text is; figures and dates stay texts."""
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = 0 if error.problem_mark is None else error.problem_mark.line
            faults.add(line, "不合YAML书写规则，请检查缩进、冒号、括号和引号。")
            return cls(faults, line)
        except yaml.YAMLError:
            faults.add(0, "含有YAML不允许的字符。")
            return cls(faults, 0)
        except RecursionError:
            faults.add(0, "括号套得太深。")
            return cls(faults, 0)
        return cls(faults, 0) if root is None else cls.of(root, faults, keys)

    @classmethod
    def of(cls, node: Node, faults: Faults, keys: Collection[str] | None = None) -> Sheet:
        """The mapping at `node`; keys beyond `keys` are faults, None allows all."""
        sheet = cls(faults, node.start_mark.line)
        if not isinstance(node, MappingNode):
            faults.add(sheet.line, "此处应为“名称: 内容”的形式。")
            return sheet
        for key, value in node.value:
            name = str(key.value)
            if name in sheet.cells:
                faults.add(key.start_mark.line, f"“{name}”重复。")
            sheet.cells[name] = value
            if keys is not None and name not in keys:
                faults.add(key.start_mark.line, _unknown(name, keys, "不认识这一项"))
        return sheet

    def fault(self, key: str, message: str) -> None:
        node = self.cells.get(key)
        self.faults.add(self.line if node is None else node.start_mark.line, message)

    def unknown(self, key: str, known: Iterable[str], message: str) -> None:
        self.fault(key, _unknown(key, known, message))

    def take(self, key: str, read: Callable[[str], Read], default: Default) -> Read | Default:
        """What `read` makes of the text under `key`; `default` where it stands not, or is faulty.

        `read` raises ValueError with a sentence; an enumeration names its members by itself.
        """
        node = self.cells.get(key)
        if node is None:
            return default
        if not isinstance(node, ScalarNode):
            self.fault(key, f"“{key}”应为一个值。")
            return default
        text = str(node.value).strip()
        try:
            return read(text)
        except ValueError as error:
            self.fault(key, f"“{key}”{_why(read, text, error)}")
            return default

    def need(self, key: str, read: Callable[[str], Read], default: Read) -> Read:
        node = self.cells.get(key)
        if node is None or (isinstance(node, ScalarNode) and not str(node.value).strip()):
            self.fault(key, f"缺少“{key}”。")
            return default
        return self.take(key, read, default)

    def rows(self, key: str, keys: Collection[str]) -> list[Sheet]:
        """The mappings of the list under `key`."""
        return [Sheet.of(node, self.faults, keys) for node in self._items(key)]

    def texts(self, key: str, read: Callable[[str], Read]) -> tuple[Read, ...]:
        """What `read` makes of each text of the list under `key`."""
        found: list[Read] = []
        for node in self._items(key):
            one = Sheet(self.faults, node.start_mark.line, {key: node})
            value = one.take(key, read, default=None)
            if value is not None:
                found.append(value)
        return tuple(found)

    def inner(self, key: str, keys: Collection[str] | None = None) -> Sheet:
        """The mapping under `key`, empty where there is none."""
        node = self.cells.get(key)
        return Sheet(self.faults, self.line) if node is None else Sheet.of(node, self.faults, keys)

    def names(self, key: str) -> tuple[str, ...]:
        """The keys of the mapping under `key`."""
        return tuple(self.inner(key).cells)

    def _items(self, key: str) -> list[Node]:
        node = self.cells.get(key)
        if node is None:
            return []
        if isinstance(node, SequenceNode):
            return list(node.value)
        self.fault(key, f"“{key}”应为一列，每项以“- ”开头。")
        return []


def parsed(rows: Iterable[Sheet], read: Callable[[Sheet], Read]) -> tuple[Read, ...]:
    return tuple(read(row) for row in rows)


def _unknown(name: str, known: Iterable[str], message: str) -> str:
    names = list(known)
    close = difflib.get_close_matches(name, names, 1, CLOSE)
    hint = f"是否为“{close[0]}”？" if close else f"可以写：{'、'.join(names)}。"
    return f"{message}：{name}。{hint}"


def _why(read: Callable[[str], object], text: str, error: ValueError) -> str:
    if isinstance(read, type) and issubclass(read, StrEnum):
        return f"不能写：{text}，可以写：{'、'.join(read)}。"
    return f"{error}。"

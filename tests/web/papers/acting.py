"""How the tests of papers act: choices by their words in addresses, files looked into."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document

from duban.web.accounts.member import Member
from duban.web.papers.choosing import Chosen, chosen_of
from duban.web.papers.kinds.catalogue import SHEETS
from duban.web.supervision.models import PaperKind

#: the day of the order in the tests of supervision
ON = date(2026, 5, 11)
#: the choices that make one paper of a kind, and words of the office by name
Wanted = Callable[..., Chosen]


def chosen(member: Member, kind: str, **words: Any) -> Chosen:
    query = {name: str(value) for name, value in words.items()}
    return chosen_of(member, SHEETS[PaperKind(kind)], query, ON)


def words_of(content: bytes) -> str:
    """All that a .docx says, cell by cell."""
    document: Any = Document(BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    for section in document.sections:
        texts += [one.text for one in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join(texts)

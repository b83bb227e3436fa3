"""Papers as .docx files."""

from __future__ import annotations

from duban.writing.word.file import to_docx

__all__ = ["to_docx"]

"""Papers as PDF by typst, with nothing installed beside Python and a font."""

from __future__ import annotations

from duban.writing.typeset.file import NoFont, to_pdf

__all__ = ["NoFont", "to_pdf"]

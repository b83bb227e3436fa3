"""One page a rule, `CODE.md` beside this module; docs/rules shows the same files."""

from __future__ import annotations

from importlib import resources


def page_of(code: str) -> str | None:
    """The page of a rule, None where there is no such rule."""
    if not code.isalnum():
        return None
    page = resources.files(__name__).joinpath(f"{code}.md")
    return page.read_text(encoding="utf-8") if page.is_file() else None

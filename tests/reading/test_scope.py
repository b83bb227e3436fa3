"""The places a column names: those that are places, and not the work that is shared out to them."""

from __future__ import annotations

import pytest

from duban.reading.scope import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("柳溪镇、白鹭镇各2家", {"柳溪镇"}),
        ("柳溪镇7家、望湖街道4家", {"柳溪镇", "望湖街道"}),
        ("东湖农场3公顷", {"东湖农场"}),
        ("新增区级家庭农场：柳溪镇7家", {"柳溪镇"}),
        ("培育家庭农场12家", set()),
        ("建设白石园区2个", set()),
        ("各街镇", set()),
    ],
)
def test_only_places_are_names(text: str, names: set[str]) -> None:
    assert set(names_in([text])) == names

"""Where a value stands."""

from __future__ import annotations

import pytest

from duban.plan import Place
from duban.plan.place import cell_place


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(), ""),
        (Place(line=3), "正文第3行"),
        (Place(table=1, row=9, column=3, line=12), "表1 第9行 第3列"),
        (Place(page=2, table=1, row=9), "第2页 表1 第9行"),
        (Place(sheet="清单", table=1, row=4, column=2), "“清单” 表1 第4行 第2列"),
    ],
)
def test_a_place_as_an_official_would_say_it(place: Place, said: str) -> None:
    assert str(place) == said


def test_a_cell_of_a_table_is_an_ordinary_place() -> None:
    box = (1.0, 2.0, 3.0, 4.0)
    place = cell_place(Place(page=2, sheet="清单", table=1), 4, 2, 7, box)
    assert type(place) is Place
    assert place == Place(page=2, sheet="清单", table=1, row=4, column=2, line=7, box=box)
    assert hash(place) == hash(Place(2, "清单", 1, 4, 2, 7, None, None, box))
    with pytest.raises(AttributeError):
        place.row = 5  # type: ignore[misc]

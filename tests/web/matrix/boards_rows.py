"""Home page, the four beats, and the API's description."""

from __future__ import annotations

from tests.web.matrix.table import ANYONE, KEEPERS, OUT, WORKERS, page

from duban.web.boards.rhythm import Beat

ROWS = (
    page("boards:today", {ANYONE: 200}),
    *(page("boards:rhythm", {WORKERS: 200, KEEPERS: 403}, beat=beat.value) for beat in Beat),
    page("api:openapi-json", {ANYONE: 200, OUT: 200}),
    page("api:api-root", {ANYONE | OUT: 404}),
)
SWITCHES = {"boards:rhythm": ("beat", [beat.value for beat in Beat])}

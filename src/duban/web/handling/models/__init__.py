"""Indicators, assignments, papers of change, the closing of tasks, files, and names of units."""

from duban.web.handling.models.assignments import (
    Assignment,
    HandedDown,
    Part,
    Receipt,
    Share,
    Taking,
)
from duban.web.handling.models.attachments import Attachment, Shows
from duban.web.handling.models.changes import (
    Change,
    ChangedTarget,
    ChangeKind,
    Decision,
    DueDay,
    Level,
    Outcome,
    Verdict,
)
from duban.web.handling.models.closing import Completion, Draw, Finish, Look, SpotCheck
from duban.web.handling.models.indicators import (
    COMPARATORS,
    Direction,
    Indicator,
    Rollup,
    Target,
    plain,
)
from duban.web.handling.models.naming import Meaning, Naming

__all__ = [
    "COMPARATORS",
    "Assignment",
    "Attachment",
    "Change",
    "ChangeKind",
    "ChangedTarget",
    "Completion",
    "Decision",
    "Direction",
    "Draw",
    "DueDay",
    "Finish",
    "HandedDown",
    "Indicator",
    "Level",
    "Look",
    "Meaning",
    "Naming",
    "Outcome",
    "Part",
    "Receipt",
    "Rollup",
    "Share",
    "Shows",
    "SpotCheck",
    "Taking",
    "Target",
    "Verdict",
    "plain",
]

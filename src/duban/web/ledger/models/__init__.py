"""Plans, their editions as read and corrected, and the tasks of the ledger."""

from duban.web.ledger.models.editions import GONE, Edition, Pane, SourceDoubt, State
from duban.web.ledger.models.entries import Correction, CorrectionKind, Entry, EntryKind
from duban.web.ledger.models.findings import Defect, Waiver
from duban.web.ledger.models.plans import Plan
from duban.web.ledger.models.tasks import (
    SavedFilter,
    Stone,
    Task,
    TaskLeader,
    TaskState,
    TaskUnit,
    UnitRole,
)

__all__ = [
    "GONE",
    "Correction",
    "CorrectionKind",
    "Defect",
    "Edition",
    "Entry",
    "EntryKind",
    "Pane",
    "Plan",
    "SavedFilter",
    "SourceDoubt",
    "State",
    "Stone",
    "Task",
    "TaskLeader",
    "TaskState",
    "TaskUnit",
    "UnitRole",
    "Waiver",
]

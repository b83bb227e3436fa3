"""Rule-books, lights, assessments, orders, proposals, talks, instructions, notices and digests."""

from duban.web.supervision.models.assessing import Assessment, Family, Word
from duban.web.supervision.models.bulletins import BulletinItem, BulletinState
from duban.web.supervision.models.chasing import (
    Act,
    Instruction,
    InstructionState,
    Order,
    OrderState,
    OrderTurn,
    Proposal,
    ProposalState,
    Talk,
)
from duban.web.supervision.models.foreseen import Chance, Foreseen
from duban.web.supervision.models.lights import (
    Book,
    Colour,
    LightHistory,
    LightNow,
    LightOverride,
    Outcome,
)
from duban.web.supervision.models.numbers import PaperKind, Series, SeriesName
from duban.web.supervision.models.telling import (
    Channel,
    Contact,
    Delivery,
    DeliveryState,
    Digest,
    Notice,
    NoticeKind,
    Tick,
)

__all__ = [
    "Act",
    "Assessment",
    "Book",
    "BulletinItem",
    "BulletinState",
    "Chance",
    "Channel",
    "Colour",
    "Contact",
    "Delivery",
    "DeliveryState",
    "Digest",
    "Family",
    "Foreseen",
    "Instruction",
    "InstructionState",
    "LightHistory",
    "LightNow",
    "LightOverride",
    "Notice",
    "NoticeKind",
    "Order",
    "OrderState",
    "OrderTurn",
    "Outcome",
    "PaperKind",
    "Proposal",
    "ProposalState",
    "Series",
    "SeriesName",
    "Talk",
    "Tick",
    "Word",
]

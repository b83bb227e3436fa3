"""Rule-books, lights, orders, proposals, talks, instructions, notices and digests."""

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
    "Book",
    "Chance",
    "Channel",
    "Colour",
    "Contact",
    "Delivery",
    "DeliveryState",
    "Digest",
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
]

"""One message a person a day, over every channel the site and the person have."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from duban.tracking.wording import said
from duban.web.supervision.channels import (
    ROBOT_A_MINUTE,
    SEND,
    Message,
    TooMany,
    Undelivered,
    open_channels,
)
from duban.web.supervision.models import (
    Channel,
    Contact,
    Delivery,
    DeliveryState,
    Digest,
    Notice,
    NoticeKind,
)

MOST_LINES = 60
ATTEMPTS = 5
#: a process that began to send and was not heard of again for so long has died
LOST_AFTER = timedelta(minutes=15)


def make_digests(day: date) -> int:
    """Gather what nobody was sent yet into one digest a person; a person who had today's waits
    for tomorrow's. How many were made."""
    waiting: dict[int, list[Notice]] = defaultdict(list)
    had = Digest.objects.filter(day=day).values("user")
    fresh = Notice.objects.filter(digest=None, read_at=None, day__lte=day).exclude(user__in=had)
    for notice in fresh.filter(user__is_active=True).order_by("kind", "pk"):
        waiting[notice.user_id].append(notice)
    contacts = {row.user_id: row for row in Contact.objects.filter(user__in=waiting)}
    return sum(_made(user, held, contacts.get(user), day) for user, held in waiting.items())


def _made(user: int, notices: list[Notice], contact: Contact | None, day: date) -> bool:
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user_id=user, day=day, text=text_of(notices))
            keys = [notice.pk for notice in notices]
            Notice.objects.filter(pk__in=keys, digest=None).update(digest=digest)
            Delivery.objects.bulk_create(
                Delivery(digest=digest, channel=channel) for channel in _channels(contact)
            )
    except IntegrityError:
        # another process made it at the same moment
        return False
    return True


def _channels(contact: Contact | None) -> list[Channel]:
    """Mail needs an address; the robots tell everybody who has not declined."""
    wanted = set(open_channels())
    if contact is None or not contact.email:
        wanted.discard(Channel.MAIL)
    if contact is not None and not contact.robots:
        wanted &= {Channel.MAIL}
    return sorted(wanted)


def text_of(notices: list[Notice]) -> str:
    """The lines by kind, each numbered; what goes beyond a page is counted."""
    lines: list[str] = []
    for kind in NoticeKind:
        held = [notice for notice in notices if notice.kind == kind]
        if held:
            lines.append(f"【{kind.label}】{len(held)}件")
            lines += [f"{number}. {notice.text}" for number, notice in enumerate(held, 1)]
    if len(lines) > MOST_LINES:
        rest = len(lines) - MOST_LINES
        lines = [*lines[:MOST_LINES], f"……另有{rest}行，请登录系统查看。"]
    return "\n".join(lines)


def send_digests(*, again: bool = True) -> int:
    """Send what waits, each by one process alone; a failed one is tried again (unless `again` is
    false), five times in all. Of a robot no more than it takes in a minute: the rest waits (see
    `held_back`). How many went out."""
    lost = timezone.now() - LOST_AFTER
    waits = Q(state=DeliveryState.WAITING)
    if again:
        waits |= Q(state=DeliveryState.FAILED)
    waits |= Q(state=DeliveryState.SENDING, began_at__lt=lost)
    due = Delivery.objects.filter(waits, attempts__lt=ATTEMPTS).order_by("pk")
    left = {Channel.WECOM.value: ROBOT_A_MINUTE, Channel.DINGTALK.value: ROBOT_A_MINUTE}
    sent = 0
    for key, channel, attempts in list(due.values_list("pk", "channel", "attempts")):
        if left.get(channel, 1) == 0:
            continue
        if channel in left:
            left[channel] -= 1
        try:
            sent += _send(key, attempts)
        except TooMany:
            left[channel] = 0
    return sent


def not_reached(user: int) -> list[Delivery]:
    """Of each channel the person's last digest, where it did not go out; the newest first."""
    sent = Delivery.objects.filter(digest__user=user).select_related("digest")
    last: dict[str, Delivery] = {}
    for one in sent.order_by("-digest__day", "-pk")[: len(Channel) * 2]:
        last.setdefault(one.channel, one)
    return [one for one in last.values() if one.state == DeliveryState.FAILED]


def held_back() -> int:
    """How many wait that a robot would not have taken in the same minute."""
    return Delivery.objects.filter(state=DeliveryState.WAITING).count()


def _send(key: int, attempts: int) -> bool:
    """TooMany where it waits on, as if it had not been tried."""
    mine = Delivery.objects.filter(pk=key, attempts=attempts).update(
        state=DeliveryState.SENDING, began_at=timezone.now(), attempts=attempts + 1
    )
    if not mine:
        return False
    delivery = Delivery.objects.select_related("digest__user__contact").get(pk=key)
    user = delivery.digest.user
    contact = getattr(user, "contact", None)
    text = delivery.digest.text
    if settings.SITE_ADDRESS:
        text += f"\n{settings.SITE_ADDRESS}"
    title = f"督办提醒 {said(delivery.digest.day)} {user.name}"
    message = Message(title, text, "" if contact is None else contact.email)
    try:
        SEND[Channel(delivery.channel)](message)
    except TooMany as fault:
        delivery.state, delivery.attempts = DeliveryState.WAITING, attempts
        delivery.fault = str(fault)[:300]
        delivery.save(update_fields=["state", "attempts", "fault"])
        raise
    except Undelivered as fault:
        delivery.state, delivery.fault = DeliveryState.FAILED, str(fault)[:300]
    else:
        delivery.state, delivery.fault = DeliveryState.SENT, ""
    delivery.save(update_fields=["state", "fault"])
    return delivery.state == DeliveryState.SENT

"""Organisations by any name that they bear or bore."""

from __future__ import annotations

from django.db.models import Q

from duban.web.accounts.models import Organisation, Succession, Turn


def known_as(words: str) -> frozenset[int]:
    """The keys of those with these words in their name, an alias or a former name; of what went
    into them, and of what they went into: their papers are found under either name. As many queries
    as there are levels of mergers."""
    renamed = Q(predecessors__kind=Turn.RENAMED, predecessors__name__icontains=words)
    bear = Q(name__icontains=words) | Q(aliases__name__icontains=words) | renamed
    keys = frozenset(Organisation.objects.filter(bear).values_list("pk", flat=True))
    gone = Succession.objects.inherited_by(keys)
    return keys.union(Succession.objects.heirs_of(keys), *gone.values())

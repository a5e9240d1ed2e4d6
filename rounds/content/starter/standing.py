"""How it stands with each piece on this installation."""

from enum import Enum

from wagtail.models import Page

from rounds.activity.models import Activity
from rounds.content.starter.pieces import Piece, pieces
from rounds.content.starter.places import MODELS, place_of

MEMORY = "starter"  # in what the record says of a page: which piece it was


class Standing(Enum):
    NEW = "not taken"
    THERE = "there"
    GONE = "taken away"  # by editors; it does not come back by itself
    TAKEN = "address taken"  # by a page of somebody's own
    NO_PLACE = "no place for it"


def standings() -> dict[str, Standing]:
    """By key."""
    remembered = _remembered()
    there = set(Page.objects.filter(pk__in=remembered.values()).values_list("pk", flat=True))
    return {
        piece.key: (
            (Standing.THERE if remembered[piece.key] in there else Standing.GONE)
            if piece.key in remembered
            else _unknown(piece)
        )
        for piece in pieces()
    }


def _remembered() -> dict[str, int]:
    """Which page each piece became, the last time."""
    labels = [model._meta.label_lower for model in MODELS.values()]
    known = Activity.objects.filter(object_type__in=labels, data__has_key=MEMORY).order_by("pk")
    return {told[MEMORY]: pk for told, pk in known.values_list("data", "object_id")}


def _unknown(piece: Piece) -> Standing:
    place = place_of(piece)
    if place is None:
        return Standing.NEW if piece.folder == "episodes" else Standing.NO_PLACE
    same = Page.objects.child_of(place).filter(slug=piece.slug).first()
    if same is None:
        return Standing.NEW
    return Standing.THERE if isinstance(same.specific, MODELS[piece.folder]) else Standing.TAKEN

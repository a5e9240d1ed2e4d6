"""Where a page ends for somebody: what the rest is, for whom, and how to get there."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core.zones import Zone
from rounds.memberships.models import Seat, Term


class Step(NamedTuple):
    url: str
    label: str


class Edge(NamedTuple):
    title: str
    text: str
    step: Step  # the next thing to do
    others: tuple[Step, ...] = ()


def edge(*, zone: str, is_sample: bool, user: Any, path: str) -> Edge:
    """`path`: of the page, where whoever signs in comes back to."""
    if not user.is_authenticated:
        return _for_visitors(is_sample or zone == Zone.GUEST, path)
    if zone in (Zone.STAFF, Zone.BOARD):
        return Edge(
            _("Not for everybody"),
            _("This page is for people with a part in running the center."),
            _library(),
        )
    if zone == Zone.ORGANIZATION:
        return _for_individuals()
    if Term.objects.filter(membership__user=user).exists():
        return _for_those_who_were_members()
    if Seat.objects.filter(user=user).exists():
        return _for_those_who_had_a_seat()
    return _for_guests()


def _for_visitors(is_free: bool, path: str) -> Edge:
    back = urlencode({"next": path})
    sign_in = Step(f"{reverse('account_login')}?{back}", _("Sign in"))
    join = Step(f"{reverse('account_signup')}?{back}", _("Become a guest"))
    if is_free:
        text = _("Guests read this to the end. It costs nothing, takes a minute and needs an e-mail address.")
        return Edge(_("The rest is for guests"), text, join, (sign_in,))
    text = _(
        "Members read this to the end. Guests read samples of what members get: it costs nothing and takes a minute."
    )
    return Edge(_("The rest is for members"), text, join, (_membership(), sign_in))


def _for_guests() -> Edge:
    text = _("Members read the whole library, take courses and ask for coaching.")
    return Edge(_("The rest is for members"), text, _membership(), (_samples(),))


def _for_individuals() -> Edge:
    text = _("If yours is a member organization, its network leader can give you a seat.")
    return Edge(_("The rest is for the staff of member organizations"), text, _membership())


def _for_those_who_were_members() -> Edge:
    text = _(
        "Your membership does not run at the moment. When it does again you read on here, with all that you had."
    )
    return Edge(_("The rest is for members"), text, Step("/me/membership/", _("Go to your membership")))


def _for_those_who_had_a_seat() -> Edge:
    text = _("Your seat, or your organization’s membership, has ended. Its network leader can change that.")
    return Edge(_("The rest is for members"), text, _membership())


def _membership() -> Step:
    return Step("/membership/", _("See what membership brings"))


def _samples() -> Step:
    return Step("/resources/?open=1", _("Read a sample first"))


def _library() -> Step:
    return Step("/resources/", _("Back to the library"))

"""Where a template ends for somebody: what the rest is, for whom, and the next step."""

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from rounds.core.zones import Zone


class Step(NamedTuple):
    url: str
    label: str


class Edge(NamedTuple):
    title: str
    text: str
    steps: tuple[Step, ...]  # the first is the one to take


def edge(*, zone: str, user: Any, path: str) -> Edge:
    """`path`: of the page, where whoever signs in comes back to."""
    membership = Step(reverse("memberships:plans"), _("See what membership brings"))
    if zone == Zone.ORGANIZATION and user.is_authenticated:
        text = _("If yours is a member organization, its network leader can give you a seat.")
        return Edge(_("The clauses are for the staff of member organizations"), text, (membership,))
    if user.is_authenticated:
        text = _("Members read every clause, with guidance, and adopt the policy for their organization.")
        return Edge(_("The clauses are for members"), text, (membership,))
    back = urlencode({"next": path})
    sign_in = Step(f"{reverse('account_login')}?{back}", _("Sign in"))
    join = Step(f"{reverse('account_signup')}?{back}", _("Become a guest"))
    if zone == Zone.GUEST:
        text = _("Guests read every clause. It costs nothing, takes a minute and needs an e-mail address.")
        return Edge(_("The clauses are for guests"), text, (join, sign_in))
    text = _("Members read every clause, with guidance, and adopt the policy for their organization.")
    return Edge(_("The clauses are for members"), text, (membership, sign_in))

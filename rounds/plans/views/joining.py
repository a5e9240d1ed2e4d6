"""Whoever was invited comes by the link of the mail."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.limits import admit
from rounds.core.secret_pages import masked
from rounds.plans.access import is_author
from rounds.plans.actions.authors import accept, digest, is_good
from rounds.plans.models import Invitation
from rounds.plans.refusing import Refused
from rounds.plans.views.place import signed_in
from rounds.users.addresses import has_verified
from rounds.users.signed_in import person


@signed_in
def joining(request: HttpRequest, token: str) -> HttpResponseBase:
    """Whose link it is not, is told to which address it went, masked."""
    if not admit(request, "plan-joining", places=30, seconds=600):
        return render(request, "plans/slower.html", status=429)
    found = get_object_or_404(Invitation.objects.select_related("plan"), digest=digest(token))
    user, now = person(request), timezone.now()
    if is_author(found.plan, user):
        return redirect("plans:plan", found.plan.code)
    warning = ""
    if request.method == "POST":
        try:
            accept(invitation=found, by=user, at=now)
        except Refused as refused:
            warning = str(refused)
        else:
            messages.success(request, _("You write along now."))
            return redirect("plans:plan", found.plan.code)
    context = {
        "plan": found.plan,
        "is_good": is_good(found, now),
        "is_for": has_verified(user, found.email),
        "masked": masked(found.email),
        "warning": warning,
    }
    return render(request, "plans/joining.html", context, status=409 if warning else 200)

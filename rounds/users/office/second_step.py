"""The back office's button for whoever is locked out."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rounds.users.actions.second_factors import reset_second_factors
from rounds.users.models import User


@require_POST
@permission_required("users.change_user", raise_exception=True)
@reauthentication_required
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(User, pk=pk)
    if reset_second_factors(user=person, by=cast(User, request.user), at=timezone.now()):
        messages.success(
            request, _("The second step of %(name)s is removed. They are told.") % {"name": person}
        )
    else:
        messages.info(request, _("%(name)s has no second step.") % {"name": person})
    return redirect("office_person", pk)

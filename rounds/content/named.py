"""Where one's name stands: the pages, and a button for each to take it off or put it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from rounds.content import naming
from rounds.content.addresses import address_of
from rounds.content.models import Naming
from rounds.users.signed_in import person


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    found = [(one, address_of(one.page.url_path)) for one in naming.namings_of(request.user)]
    return render(request, "content/named.html", {"namings": found})


@require_POST
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Of what one may not see there is nothing here."""
    found = get_object_or_404(Naming.objects.filter(person=person(request)), pk=pk)
    verb = naming.put_back if request.POST.get("to") == "on" else naming.take_off
    verb(naming=found, by=person(request), at=timezone.now())
    said = _("Your name stands there again.") if verb is naming.put_back else _("Your name is off that page.")
    messages.success(request, said)
    return redirect("named")

"""A certificate: its holder's page with every line explained, the PDF, and what whoever has its code is told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.core.limits import admit
from rounds.core.private_pages import private
from rounds.core.secret_pages import secret
from rounds.credits import claimable
from rounds.credits.actions.sharing import share
from rounds.credits.forms.mine import ShareForm
from rounds.credits.models import Certificate
from rounds.credits.paper import certificate as paper
from rounds.credits.transcript import earned, total
from rounds.credits.views.files import pdf_file
from rounds.users.signed_in import person
from rounds.users.speaking_as import shown


@private
@login_required
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    if request.method == "POST":
        form = ShareForm(request.POST)
        form.full_clean()
        share(certificate=found, **form.cleaned_data)
        messages.success(request, _("Kept. Whoever has the address sees it so from now on."))
        return redirect("credits:certificate", pk)
    entries = earned(found)
    initial = {
        "name": found.shares_name,
        "activity": found.shares_activity,
        "credit": found.shares_credit,
    }
    context = {
        "certificate": found,
        "entries": entries,
        "total": total(entries),
        "minutes": sum(one.minutes for one in entries),
        "address": paper.address(found),
        "form": ShareForm(initial=initial),
        "known": claimable.find(found.activity.kind, found.activity.key),
    }
    return render(request, "credits/certificate.html", context)


@private
@login_required
def certificate_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    entries = earned(found)
    if total(entries) <= 0:
        return render(request, "credits/no_file.html", {"is_taken_back": True}, status=409)
    return pdf_file(request, lambda: paper.pdf(found, entries), f"certificate-{found.code}")


@secret
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Nothing is told of a code that we do not know, nor more than its holder shares."""
    if not admit(request, "credit-code", places=30, seconds=60):
        return render(request, "credits/verify.html", {"is_often": True}, status=429)
    found = (
        Certificate.objects.select_related("activity__accreditor", "user")
        .filter(code=code.lower().replace("-", ""), user__closed_at=None)
        .first()
    )
    if found is None:
        return render(request, "credits/verify.html", status=404)
    entries = earned(found)
    context = {"certificate": found, "total": total(entries), "last": entries[-1] if entries else None}
    if found.shares_name:
        context["name"] = str(shown([found.user_id], timezone.localdate())[found.user_id])
    return render(request, "credits/verify.html", context)


def _mine(request: HttpRequest, pk: int) -> Certificate:
    theirs = Certificate.objects.select_related("activity__accreditor", "user").filter(user=person(request))
    return get_object_or_404(theirs, pk=pk)

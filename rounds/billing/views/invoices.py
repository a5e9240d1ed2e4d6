"""The page of one invoice. Whoever has its address may see and pay it: accounts departments do not sign in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.billing.actions.checkouts import start_checkout
from rounds.billing.forms import CardForm
from rounds.billing.models import Card, Invoice
from rounds.billing.paper import pdf as paper
from rounds.billing.providers import Declined, Unreachable
from rounds.billing.providers.chosen import chosen, takes_cards
from rounds.billing.states import state_of
from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime
from rounds.core.secret_pages import secret


@secret
def invoice(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, _found(token), waits=request.GET.get("back") == "done")


@secret
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """On to the card company. What it takes is what is owed now, whatever the page said when it was opened."""
    found = _found(token)
    provider = chosen()
    if request.method != "POST" or provider is None or not takes_cards(found):
        return redirect(found)
    form = CardForm(request.POST, may_keep=_may_keep(request, found))
    form.is_valid()
    if not admit(request, "checkout", places=20, seconds=3600):
        return _page(request, found, fault=_("That was very often. Please try again in an hour."), status=429)
    try:
        url = start_checkout(
            invoice=found,
            provider=provider,
            keep_card=form.cleaned_data["keep_card"],
            by=request.user if request.user.is_authenticated else None,
            at=timezone.now(),
        )
    except (Unreachable, Declined):
        fault = _(
            "The card company does not answer right now. Nothing was charged. Please try again in a few minutes."
        )
        return _page(request, found, form=form, fault=fault, status=503)
    return HttpResponse(status=303, headers={"Location": url})


@secret
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    if not admit(request, "invoice-pdf", places=60, seconds=60):
        return _page(
            request, found, fault=_("That was very often. Please try again in a minute."), status=429
        )
    try:
        content = paper.pdf_of(found)
    except NotInTime:
        fault = _("The PDF could not be made just now. Please try again in a minute.")
        return _page(request, found, fault=fault, status=503)
    name = f"{found.number}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _found(token: str) -> Invoice:
    return get_object_or_404(Invoice.objects.select_related("credits", "organization"), token=token)


def _may_keep(request: HttpRequest, found: Invoice) -> bool:
    """Only who can take the card away again may have it kept."""
    return Invoice.objects.visible_to(request.user).filter(pk=found.pk).exists()


def _page(
    request: HttpRequest,
    found: Invoice,
    *,
    form: CardForm | None = None,
    waits: bool = False,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    payable, provider = takes_cards(found), chosen()
    may_keep = payable and _may_keep(request, found)
    context: dict[str, Any] = {
        "invoice": found,
        "state": state_of(found, day=timezone.now().date()),
        "lines": found.lines.order_by("position"),
        "payments": found.payments.order_by("received_on", "pk"),
        "credit_notes": found.credit_notes.order_by("serial"),
        "form": form or CardForm(may_keep=may_keep),
        "takes_cards": payable,
        "kept": Card.objects.of(found).first() if may_keep else None,
        "waits": waits and found.owed_cents > 0,
        "fault": fault,
        "remit_to": settings.REMIT_TO,
        "house": {
            "name": settings.HOUSE_NAME,
            "address": settings.HOUSE_ADDRESS,
            "tax_id": settings.HOUSE_TAX_ID,
        },
    }
    response = render(request, "billing/invoice.html", context, status=status)
    if payable and provider and provider.pays_at:
        # The form goes to us, and we send the browser on: Chromium asks the policy about that, too.
        response._csp_update = {"form-action": [provider.pays_at]}  # type: ignore[attr-defined]
    return response

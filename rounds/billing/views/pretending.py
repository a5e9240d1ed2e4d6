"""The page of the pretended card company, in sample installations alone. Its address is its key."""

from secrets import token_urlsafe

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from rounds.billing.actions.events import receive
from rounds.billing.models import Checkout
from rounds.billing.providers import Event, Kind
from rounds.billing.providers.chosen import named
from rounds.billing.providers.offline import GOOD, REFUSED_LATER, Offline, signed
from rounds.core.secret_pages import secret

ANSWERS = {"pay": Kind.PAID, "pay_once": Kind.PAID, "decline": Kind.FAILED, "leave": Kind.EXPIRED}


@secret
def pretend_card(request: HttpRequest, reference: str) -> HttpResponse:
    provider = named(Offline.name)
    checkouts = Checkout.objects.filter(provider=Offline.name).select_related("invoice")
    found = get_object_or_404(checkouts, reference=reference)
    if provider is None:
        raise Http404
    answer = ANSWERS.get(request.POST.get("do", ""))
    if request.method != "POST" or answer is None or found.ended_at:
        return render(request, "billing/pretend_card.html", {"checkout": found, "invoice": found.invoice})
    event = _event(found, answer, refused_later=request.POST["do"] == "pay_once")
    read = provider.read_event({}, signed(event))
    receive(provider=provider.name, event=read, at=timezone.now())
    back = "done" if answer == Kind.PAID else "left"
    page = found.invoice.get_absolute_url()
    return HttpResponse(status=303, headers={"Location": f"{page}?back={back}"})


def _event(checkout: Checkout, kind: Kind, *, refused_later: bool) -> Event:
    keeps = checkout.keeps_card and kind == Kind.PAID
    method = REFUSED_LATER if refused_later else GOOD
    return Event(
        reference=token_urlsafe(16),
        kind=kind,
        invoice=checkout.invoice.number,
        checkout=checkout.reference,
        payment=f"pretended-{checkout.pk}" if kind == Kind.PAID else "",
        amount_cents=checkout.amount_cents,
        currency=checkout.invoice.currency,
        customer=f"pretended-{checkout.invoice_id}" if keeps else "",
        card=f"{method}-{checkout.pk}" if keeps else "",
        card_label="Pretend card ending in 4242" if keeps else "",
    )

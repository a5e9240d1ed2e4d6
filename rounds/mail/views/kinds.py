"""Every kind of mail with an example, for whoever writes or translates them. In a sample installation alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rounds.mail import kinds as known
from rounds.mail.layout import folded
from rounds.mail.views.sample import as_sent, only_in_a_sample


@require_safe
@never_cache
def kinds(request: HttpRequest) -> HttpResponse:
    only_in_a_sample()
    shown = [(kind, kind.compose().subject) for kind in known.kinds()]
    return render(request, "mail/kinds.html", {"kinds": shown})


@require_safe
@never_cache
def kind(request: HttpRequest, name: str) -> HttpResponse:
    one = _found(name)
    words = one.compose()
    return render(
        request, "mail/kind.html", {"kind": one, "subject": words.subject, "text": folded(words.text)}
    )


@require_safe
@never_cache
def kind_html(request: HttpRequest, name: str) -> HttpResponse:
    return as_sent(_found(name).compose().html)


def _found(name: str) -> known.Kind:
    only_in_a_sample()
    if one := known.kind(name):
        return one
    raise Http404

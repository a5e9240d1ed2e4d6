"""The pages for people: how to use the service, and what each feature means."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.reconciliation import entity_types, features
from rounds.reconciliation.manifest import BATCH, root
from rounds.reconciliation.properties import all_properties


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    properties = all_properties().values()
    return render(
        request,
        "reconciliation/about.html",
        {
            "trail": [(_("For programs"), "/api/"), (_("Reconcile a table"), "")],
            "address": root(),
            "batch": BATCH,
            "per_minute": settings.RECONCILE_PER_MINUTE,
            "types": entity_types.all_types(),
            "facts": [one for one in properties if not one.scheme and not one.platform],
            "identifiers": [one for one in properties if one.scheme],
            "platforms": [one for one in properties if one.platform],
            "features": features.all_features(),
        },
    )


@require_safe
def feature(request: HttpRequest, id: str) -> HttpResponse:
    one = features.all_features().get(id)
    if one is None:
        raise Http404
    trail = [
        (_("For programs"), "/api/"),
        (_("Reconcile a table"), "/reconcile/about/"),
        (str(one.name), ""),
    ]
    return render(request, "reconciliation/feature.html", {"trail": trail, "one": one, "id": id})

"""What each level asks for, for everybody to read."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rounds.core import prose
from rounds.directory.caching import kept
from rounds.fellows import guidelines
from rounds.fellows.models import Passage


@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    return kept(request, _page)


def _page(request: HttpRequest) -> HttpResponse:
    found = guidelines.read()
    context = {
        "intro": found.intro,
        "parts": [(one, prose.html(one.text, top=3)) for one in found.parts],
        "report": [
            (Passage.Key(key).label, prose.html(text, top=4))
            for key, text in guidelines.worked_report().items()
        ],
        "trail": [(_("Fellows"), "/fellows/"), (_("Guidelines"), "")],
    }
    return render(request, "fellows/guidelines.html", context)

"""A PDF, or why there is none this time."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime


def pdf_file(request: HttpRequest, make: Callable[[], bytes], name: str) -> HttpResponse:
    """Setting it takes a moment, so nobody asks for too many."""
    if not admit(request, "credit-pdf", places=30, seconds=60, who=str(request.user.pk)):
        return render(request, "credits/no_file.html", {"is_often": True}, status=429)
    try:
        content = make()
    except NotInTime:
        return render(request, "credits/no_file.html", status=503)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)

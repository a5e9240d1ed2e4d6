"""A page of the back office: where it stands, what it is called, and the files that its forms need."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Way = Sequence[dict[str, str]]  # {"url": …, "label": …}, from the outermost in


def office_page(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    *,
    icon: str,
    way: Way | None = None,
    status: int = 200,
) -> HttpResponse:
    """`way`: back from here, without the page itself."""
    shown = {
        **context,
        "breadcrumbs_items": [*(way or ()), {"url": "", "label": title}],
        "header_title": title,
        "header_icon": icon,
        "media": sum(
            (one.media for one in context.values() if isinstance(one, forms.BaseForm)), forms.Media()
        ),
    }
    return render(request, template, shown, status=status)

"""The text of a page: `{% load bodies %}{% pieces body as shown %}`. `content/body.html` does it."""

from typing import Any

from django import template
from django.template import Context

from rounds.content.bodies import Piece
from rounds.content.bodies import pieces as pieces_of

register = template.Library()


@register.simple_tag(takes_context=True)
def pieces(context: Context, body: Any) -> list[Piece]:
    return pieces_of(body, context.get("request"))

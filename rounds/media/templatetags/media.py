"""`{% play recording as playing %}`: what a player shows of a recording that the reader may play."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rounds.media import moments, playing
from rounds.media.models import Recording

register = template.Library()
SPRITE = "media/player.svg"


@register.simple_tag
def play(recording: Recording) -> playing.Playing:
    return playing.of(recording)


@register.simple_tag
def player_icon(name: str, kind: str = "") -> SafeString:
    """Of the player's own sprite; words stand beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        f" {kind}" if kind else "",
        static(SPRITE),
        name,
    )


@register.simple_tag
def poster(recording: Recording) -> str:
    """The address of its still picture; "" where it has none."""
    return playing.poster_src(recording)


@register.filter
def clock(seconds: int | None) -> str:
    """1:02:09, of seconds; "" where nobody knows."""
    return "" if seconds is None else moments.clock(seconds * 1000)


@register.filter
def clock_ms(ms: int) -> str:
    return moments.clock(ms)

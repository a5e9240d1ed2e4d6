"""Icons, platform tiles, proof badges, dates and numbers.

The grid calls these hundreds of times for one page, so each answer is a string made once and kept.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from html import escape
from xml.etree import ElementTree

from django import template
from django.contrib.staticfiles import finders
from django.template import Context
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from rounds.core.templatetags.platform_tiles import tile_of
from rounds.core.ways import Way, ways_from

register = template.Library()

SPRITE = "core/icons.svg"
PROOF_ICONS = {
    "official-mutual": "both-ways",
    "official-site": "shield-check",
    "official-attested": "pen",
    "reported": "question",
    "disputed": "warning",
    "stale": "clock",
    "released": "cross",
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite. Without a label it is decoration: the words stand beside it."""
    return _icon(name, str(label))


@register.simple_tag
def platform_icon(slug: str) -> SafeString:
    """A neutral tile for a platform; its name must stand beside it in words."""
    return _tile(slug)


@register.simple_tag
def proof(status: str, label: str) -> SafeString:
    """The badge of a status of proof: icon and words."""
    return _proof(status, str(label))


@register.simple_tag
def chip(
    platform: str,
    platform_name: str,
    label: str,
    address: str = "",
    proof: str = "",
    proof_label: str = "",
    closed: bool = False,
) -> SafeString:
    """An account: tile, the platform's name for those who do not see it, handle; linked if it has an address."""
    inside = (
        f'{_tile(platform)}<span class="visually-hidden">{escape(str(platform_name))} </span>'
        f'<span class="chip__handle">{escape(str(label))}</span>'
    )
    if proof and proof_label:
        mark = _icon(PROOF_ICONS[proof], str(proof_label))
        inside += f'<span class="chip__proof proof--{proof}">{mark}</span>'
    kind = "chip chip--closed" if closed else "chip"
    if address and not closed:
        link = f'<a class="{kind}" href="{escape(address)}" rel="external nofollow noopener">{inside}</a>'
        return mark_safe(link)  # noqa: S308 - every part is escaped above
    return mark_safe(f'<span class="{kind}">{inside}</span>')  # noqa: S308


@register.simple_tag
def external_mark() -> SafeString:
    """Behind the words of a link that leads to another site."""
    return _icon("external", gettext("(leaves this site)"))


@register.simple_tag
def ways(place: str, about: object) -> list[Way]:
    """The links that contexts above offer from here: `{% ways "organization" organization as onward %}`."""
    return ways_from(place, about)


@register.inclusion_tag("core/components/tabs.html", takes_context=True)
def me_tabs(context: Context) -> dict[str, object]:
    """The tabs above every page about oneself, this page's marked: `{% me_tabs %}`."""
    request = context["request"]
    return {"label": gettext("About you"), "tabs": tabs_at(request.path, ways_from("me", request.user))}


def tabs_at(path: str, tabs: Sequence[Way]) -> list[tuple[Way, str]]:
    """Each with its `aria-current`: "page" at its own address, "true" for the nearest one above, else ""."""
    above = max((tab.url for tab in tabs if path.startswith(tab.url)), key=len, default="")
    return [(tab, ("page" if path == above else "true") if tab.url == above else "") for tab in tabs]


@register.filter
def number(value: float | None) -> str:
    """5381 as the reader's language groups it."""
    return "" if value is None else number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def day(value: date | None) -> SafeString | str:
    """A `<time>` element with the date as the reader's language writes it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return _day(value, get_language())


@cache
def icon_names() -> frozenset[str]:
    path = finders.find(SPRITE) or SPRITE
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    return frozenset(symbol.attrib["id"] for symbol in root.iter("{http://www.w3.org/2000/svg}symbol"))


@lru_cache(maxsize=1024)
def _icon(name: str, label: str) -> SafeString:
    if name not in icon_names():
        raise template.TemplateSyntaxError(f"There is no icon {name!r} in {SPRITE}.")
    drawn = f'<svg class="icon" aria-hidden="true"><use href="{static(SPRITE)}#{name}"></use></svg>'
    if label:
        drawn += f'<span class="visually-hidden">{escape(label)}</span>'
    return mark_safe(drawn)  # noqa: S308 - the name is one of the sprite's, the label is escaped


@lru_cache(maxsize=1024)
def _tile(slug: str) -> SafeString:
    tile = tile_of(slug)
    return mark_safe(  # noqa: S308 - letters and family come from our own table, or are the slug's letters
        f'<span class="tile tile--{tile.family}" aria-hidden="true">{escape(tile.letters)}</span>'
    )


@lru_cache(maxsize=1024)
def _proof(status: str, label: str) -> SafeString:
    return mark_safe(  # noqa: S308 - the status is a key of the table, the label is escaped
        f'<span class="proof proof--{status}">{_icon(PROOF_ICONS[status], "")}'
        f"<span>{escape(label)}</span></span>"
    )


@lru_cache(maxsize=4096)
def _day(value: date, language: str | None) -> SafeString:
    words = escape(date_format(value, "DATE_FORMAT"))
    return mark_safe(f'<time datetime="{value:%Y-%m-%d}">{words}</time>')  # noqa: S308 - a date and its words

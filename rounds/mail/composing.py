"""A mail's words, from its templates, in its reader's language."""

from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from rounds.mail import layout, topics, unsubscribing


class Words(NamedTuple):
    subject: str
    text: str
    html: str


def from_templates(
    template: str, context: dict[str, Any], *, to: str, topic: str = "", language: str = ""
) -> Words:
    """`language`: "" is that of whatever is going on."""
    with translation.override(language or translation.get_language()):
        everything = {
            "public_url": settings.PUBLIC_URL,
            "site_name": settings.WAGTAIL_SITE_NAME,
            **foot(to, topic),
            **context,
        }
        subject = one_line(_plain(f"{template}.subject.txt", everything))
        text = _plain(f"{template}.txt", everything)
        html = _html(f"{template}.html", {**everything, "subject": subject})
        return from_text(subject, text, html, to=to, topic=topic)


def from_text(
    subject: str, text: str, html: str = "", *, to: str, topic: str = "", language: str = ""
) -> Words:
    """The mail whole: HTML is made of the text where there is none, and whoever may refuse is told how."""
    with translation.override(language or translation.get_language()):
        subject = one_line(subject)
        return Words(
            subject,
            _with_foot(text.strip(), foot(to, topic)),
            html.strip() or _from_text(subject, text, foot(to, topic)),
        )


def foot(to: str, topic: str) -> dict[str, str]:
    """`why` and `stop_url`: what is said below a mail with a topic. Nothing below one that is necessary."""
    if not topic:
        return {}
    return {"why": str(topics.topic(topic).why), "stop_url": unsubscribing.url(to, topic)}


def one_line(subject: str) -> str:
    """A line break in a subject would begin a header of the sender's choice."""
    printable = "".join(character if character.isprintable() else " " for character in subject)
    return " ".join(printable.split())[:200]


def _with_foot(text: str, foot: dict[str, str]) -> str:
    if not foot:
        return f"{text}\n"
    return f"{text}\n\n{layout.SIGNATURE}\n{foot['why']}\n{_('Stop these mails:')}\n{foot['stop_url']}\n"


def _from_text(subject: str, text: str, foot: dict[str, str]) -> str:
    body = layout.as_html(text, ours=settings.PUBLIC_URL, label=_("Open the page"))
    here = {"public_url": settings.PUBLIC_URL, "site_name": settings.WAGTAIL_SITE_NAME}
    return _html("mail/from_text.html", {**here, **foot, "subject": subject, "body": body}).strip()


def _plain(template: str, context: dict[str, Any]) -> str:
    """Plain text is not HTML: an ampersand stays an ampersand."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def _html(template: str, context: dict[str, Any]) -> str:
    try:
        return get_template(template).render(context)
    except TemplateDoesNotExist as missing:
        if missing.args[0] != template:
            raise
        return ""

"""Mail to people whose name stands on a page."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from rounds.content.addresses import address_of
from rounds.mail.actions import write
from rounds.users.addresses import language_of
from rounds.users.models import User


def tell_named(person: User, page: Page, *, at: datetime) -> None:
    write(
        key=f"named:{page.pk}:{person.pk}",
        to=person.email,
        template="content/mail/named",
        context={
            "title": page.title,
            "url": settings.PUBLIC_URL + address_of(page.url_path),
            "names_url": settings.PUBLIC_URL + reverse("named"),
        },
        at=at,
        language=language_of(person.email),
    )

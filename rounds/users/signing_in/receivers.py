"""What follows when the library says that somebody came in."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, password_changed, password_set, user_logged_in
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from rounds.users.actions.signing_in import take_what_a_stranger_set_up
from rounds.users.signing_in.devices import device_name

NOWHERE = "::"  # the library's column takes no empty address


@receiver([user_logged_in, password_set, password_changed])  # a new password gives this session a new key
def remember_device(request: HttpRequest, **more: Any) -> None:
    """The list of sessions, without what the library would keep: the network address, the browser's own words."""
    if not request.session.session_key:
        request.session.save()
    UserSession.objects.purge_and_list(request.user)
    UserSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": request.user,
            "ip": NOWHERE,
            "user_agent": device_name(request.headers.get("User-Agent", "")),
            "last_seen_at": timezone.now(),
        },
    )


@receiver(email_confirmed)
def leave_no_stranger_a_way_in(request: HttpRequest, email_address: EmailAddress, **more: Any) -> None:
    user = email_address.user
    if not EmailAddress.objects.filter(user=user, verified=True).exclude(pk=email_address.pk).exists():
        shown = {record["method"] for record in get_authentication_records(request, user)}
        take_what_a_stranger_set_up(user=user, shown=shown)

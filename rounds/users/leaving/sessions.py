"""Where a person is signed in."""

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from rounds.users.models import User


def end_listed(user: User) -> None:
    """Sign a person out wherever their list of sessions says."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for session in UserSession.objects.filter(user=user):
        store.delete(session.session_key)
    UserSession.objects.filter(user=user).delete()


def erase_all(user: User) -> None:
    """Also sessions that no list knows of: each tells whose it is, and with what address they signed in."""
    end_listed(user)
    theirs = [
        one.session_key
        for one in Session.objects.iterator(chunk_size=2_000)
        if one.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(session_key__in=theirs).delete()

"""What users and mail keep about a person."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rounds.mail import forgetting
from rounds.mail.models import Message
from rounds.users.actions import archiving
from rounds.users.addresses import verified_addresses
from rounds.users.leaving import sessions
from rounds.users.models import TakeOut, User
from rounds.users.personal_data import Fate, Holding, Part, Table, register, rows

NAMELESS = "closed.invalid"  # RFC 2606: no mail ever goes there
SECRETS = ("password", "is_active")

TABLES = (
    Table(
        "users.User",
        _("a number in your place"),
        Fate.ANONYMOUS,
        _(
            "Your name, address, password and roles are erased. The number stays, with the days you joined and left, "
            "so that what others keep is not torn."
        ),
    ),
    Table("account.EmailAddress", _("your e-mail addresses"), Fate.ERASED),
    Table("mfa.Authenticator", _("your passkeys and codes"), Fate.ERASED),
    Table("usersessions.UserSession", _("where you are signed in"), Fate.ERASED),
    Table("socialaccount.SocialAccount", _("your sign-in with other services"), Fate.ERASED),
    Table("mail.Message", _("mail we sent you, and mail to others that names you"), Fate.ERASED),
    Table("users.TakeOut", _("the archive you asked for"), Fate.ERASED),
    Table(
        "users.Closing",
        _("that you closed your account, and when"),
        Fate.ANONYMOUS,
        _("It shows that we did what you asked."),
    ),
)


def enter() -> None:
    register("users", Holding(tables=TABLES, export=export, erase=erase, refuse=refuse))


def export(user: User) -> Iterable[Part]:
    found = User.objects.filter(pk=user.pk)
    yield Part("you.json", rows(found, without=SECRETS)[0] | {"groups": _groups(user)})
    yield Part("addresses.json", rows(EmailAddress.objects.filter(user=user), without=["user"]))
    yield Part(
        "passkeys-and-codes.json", rows(Authenticator.objects.filter(user=user), without=["user", "data"])
    )
    yield Part("sessions.json", rows(UserSession.objects.filter(user=user), without=["user", "session_key"]))
    yield Part("other-services.json", rows(SocialAccount.objects.filter(user=user), without=["user"]))
    yield Part("mail.json", rows(_mail_to(user), without=["key", "error", "next_try_at", "tries"]))
    yield Part(
        "archives.json", rows(TakeOut.objects.filter(user=user), without=["user", "kept_as", "attempt"])
    )


def erase(user: User, at: datetime) -> None:
    """The addresses go last: by them all else is found."""
    everything = EmailAddress.objects.filter(user=user)
    proven = {*verified_addresses(user), user.email}
    stated = set(everything.filter(verified=False).values_list("email", flat=True)) - proven
    forgetting.forget(proven=proven, stated=stated, words={*proven, *stated, user.name})
    archiving.erase_of(user=user)
    sessions.erase_all(user)
    for model in (Authenticator, SocialAccount, EmailAddress):
        model.objects.filter(user=user).delete()
    _empty(user, at)


def refuse(user: User) -> str:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        return gettext("You are the last administrator. Make somebody else one first.")
    return ""


def _groups(user: User) -> list[str]:
    return list(user.groups.order_by("name").values_list("name", flat=True))


def _mail_to(user: User) -> QuerySet[Message]:
    found = Q(to__iexact=user.email)
    for address in verified_addresses(user):
        found |= Q(to__iexact=address)
    return Message.objects.filter(found)


def _empty(user: User, at: datetime) -> None:
    user.groups.clear()
    user.user_permissions.clear()
    user.email, user.name, user.language = f"closed-{user.pk}@{NAMELESS}", "", "en"
    user.is_active = user.is_superuser = False
    user.last_login, user.closed_at = None, at
    user.set_unusable_password()
    user.save(
        update_fields=[
            *("email", "name", "language", "is_active", "is_superuser"),
            *("last_login", "closed_at", "password"),
        ]
    )

"""Whom editors may name as an author, and the field in which they choose one."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser

from rounds.users.models import Audience, User


def nameable() -> QuerySet[User]:
    """People whose name everyone may see, and those who work in the back office: they say so themselves, or write."""
    may = Q(profile__name_for=Audience.EVERYONE) | Q(is_superuser=True)
    may |= Q(groups__permissions__codename="access_admin")
    here = User.objects.filter(may, is_active=True, closed_at=None).exclude(name="")
    return here.order_by("name", "pk").distinct()


def may_be_named(pk: int) -> bool:
    """Of somebody who left, the page says so."""
    return nameable().filter(pk=pk).exists() or User.objects.filter(pk=pk).exclude(closed_at=None).exists()


class PersonChooser(BaseChooser):
    model = settings.AUTH_USER_MODEL
    chooser_modal_url_name = "person_chooser:choose"
    icon = "user"
    choose_one_text = _("Choose a person of the network")
    choose_another_text = _("Choose another person")
    show_edit_link = False

    def get_value_data_from_instance(self, instance: Any) -> dict[str, Any]:
        return {"id": instance.pk, "title": str(instance) if instance.name or instance.closed_at else "—"}

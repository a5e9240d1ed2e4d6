from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import account
from wagtail.users import forms as wagtail_forms

from rounds.users.models import User

FIELDS = ["email", "name", "is_superuser", "groups"]


class _Person(wagtail_forms.UserForm):
    first_name = None
    last_name = None
    error_messages = {
        **wagtail_forms.UserForm.error_messages,
        "duplicate_username": _("There is a user with this e-mail address already."),
    }

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class UserCreationForm(_Person):
    class Meta:
        model = User
        fields = FIELDS
        widgets = {"groups": forms.CheckboxSelectMultiple}


class UserEditForm(_Person, wagtail_forms.UserEditForm):
    class Meta:
        model = User
        fields = [*FIELDS, "is_active"]
        widgets = {"groups": forms.CheckboxSelectMultiple}


class OwnNameForm(account.NameEmailForm):
    """One's own name; the address is changed where its confirmation is asked for."""

    first_name = None
    last_name = None

    class Meta:
        model = User
        fields = ["name", "email"]

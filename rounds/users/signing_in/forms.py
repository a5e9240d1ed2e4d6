"""The library's forms, where ours say or ask something else. Input to values; the library's flows save."""

from typing import Any

from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ConfirmEmailVerificationCodeForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
    SignupForm,
)
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondStepReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from allauth.socialaccount.forms import DisconnectForm as LibraryDisconnectForm
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from rounds.users.signing_in.way_back import WAY_BACK

BY_CODE = "code"


class SignInForm(LoginForm):
    """With a password or, by the second button, with a code that comes by e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_without_placeholders(self)
        self.by_code = self.data.get("by") == BY_CODE
        # By keyboard the link to a new password would be in the way between the two fields: it stands below.
        self.fields["password"].help_text = ""
        self.fields["password"].required = not self.by_code
        self.fields["password"].error_messages["required"] = _(
            "Write your password, or have a code sent by the second button."
        )
        self.fields["remember"].label = _("Keep me signed in on this device")

    def user_credentials(self) -> dict[str, Any]:
        credentials: dict[str, Any] = super().user_credentials()
        if self.by_code:
            credentials.pop("password", None)
        return credentials

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """The library forgets on the way to the code whether somebody asked to stay."""
        answer: HttpResponse = super().login(request, redirect_url)
        if self.by_code:
            stays = self.cleaned_data["remember"]
            request.session.set_expiry(settings.SESSION_COOKIE_AGE if stays else 0)
        return answer


class SignUpForm(SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_without_placeholders(self)
        self.fields["email"].help_text = _("We send a code there.")
        if "password1" in self.fields:
            self.fields["password1"].label = _("Password (optional)")
            self.fields["password1"].help_text = _(
                "At least 10 characters. Without one you sign in with a code that we send you each time."
            )


class AnotherAddressForm(AddEmailForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_without_placeholders(self)
        self.fields["email"].help_text = _("We send a code there.")

    def save(self, request: HttpRequest) -> EmailAddress:
        """Notes where the person came from: the library forgets it on the way to the code."""
        request.session[WAY_BACK] = get_next_redirect_url(request)
        return super().save(request)


class AskForCodeForm(RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_without_placeholders(self)


class ForgottenForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_without_placeholders(self)


class CodeForm(ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _expect_a_code(self)


class AddressCodeForm(ConfirmEmailVerificationCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _expect_a_code(self)


class SecondStepForm(AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _expect_a_code(self)
        self.fields["code"].help_text = _("Six digits from your authenticator app, or a recovery code.")


class SecondStepAgainForm(SecondStepReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _expect_a_code(self)
        self.fields["code"].help_text = _("Six digits from your authenticator app, or a recovery code.")


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say_without_placeholders(self)


class NewPasswordForm(ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_a_new_password(self)
        self.fields["oldpassword"].label = _("Current password")
        self.fields["oldpassword"].help_text = ""


class FirstPasswordForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_a_new_password(self)


class PasswordByLinkForm(ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_a_new_password(self)


class AuthenticatorAppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _expect_a_code(self)
        self.fields["code"].label = _("Code that the app shows now")


class PasskeyForm(AddWebAuthnForm):
    """Every passkey of ours signs in by itself; the device asks for a finger, a face or a PIN."""

    passwordless = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("What you call it"),
            help_text=_("So that you know it again: “Work laptop”, “My phone”."),
            max_length=100,
            required=False,
            initial=self.initial["name"],
        )


class DisconnectForm(LibraryDisconnectForm):
    """Whoever has a confirmed address gets in without the other site: a code by e-mail needs no password."""

    def clean(self) -> dict[str, Any]:
        return forms.Form.clean(self) or self.cleaned_data


class CodeAgainForm(forms.Form):
    code = forms.CharField(label=_("Code"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _expect_a_code(self)


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language of pages and e-mails"), choices=lambda: settings.LANGUAGES, widget=forms.RadioSelect
    )


def _say_without_placeholders(form: forms.Form) -> None:
    """A label stays; a placeholder is pale, and gone when somebody wants to read it."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def _ask_for_a_new_password(form: forms.Form) -> None:
    _say_without_placeholders(form)
    form.fields["password1"].label = _("New password")
    form.fields["password1"].help_text = _("At least 10 characters, and not one that many people use.")
    form.fields["password2"].label = _("New password, once more")


def _expect_a_code(form: forms.Form) -> None:
    _say_without_placeholders(form)
    form.fields["code"].widget.attrs |= {
        "autocomplete": "one-time-code",
        "autocapitalize": "characters",
        "spellcheck": "false",
        "autofocus": True,
    }

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """Without the link to a new password between the two fields: by keyboard it is in the way. It stands below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""

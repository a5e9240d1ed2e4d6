"""What readers may do with a resource, in words. Ids and addresses are those of SPDX (https://spdx.org/licenses/)."""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RESERVED = "all-rights-reserved"
_DEEDS = "https://creativecommons.org/licenses/"


class License(NamedTuple):
    """`label`: its name, as short as lists need it. `words`: what it allows. `url`: its text; "" for none."""

    id: str
    label: str | Promise
    words: str | Promise
    url: str = ""


LICENSES = {
    one.id: one
    for one in (
        License(RESERVED, _("All rights reserved"), _("For your own use. Ask us before you pass it on.")),
        License(
            "CC0-1.0",
            _("No rights reserved (CC0)"),
            _("Do with it what you like; nobody needs to be named."),
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        License(
            "CC-BY-4.0",
            "CC BY 4.0",
            _("Use it, change it and pass it on, and say whose it is."),
            f"{_DEEDS}by/4.0/",
        ),
        License(
            "CC-BY-SA-4.0",
            "CC BY-SA 4.0",
            _("Use it, change it and pass it on by the same license, and say whose it is."),
            f"{_DEEDS}by-sa/4.0/",
        ),
        License(
            "CC-BY-NC-4.0",
            "CC BY-NC 4.0",
            _("Use it, change it and pass it on without earning money with it, and say whose it is."),
            f"{_DEEDS}by-nc/4.0/",
        ),
        License(
            "CC-BY-NC-SA-4.0",
            "CC BY-NC-SA 4.0",
            _(
                "Use it, change it and pass it on by the same license, without earning money with it, and say whose"
                " it is."
            ),
            f"{_DEEDS}by-nc-sa/4.0/",
        ),
        License(
            "CC-BY-ND-4.0",
            "CC BY-ND 4.0",
            _("Pass it on as it is, and say whose it is."),
            f"{_DEEDS}by-nd/4.0/",
        ),
        License(
            "CC-BY-NC-ND-4.0",
            "CC BY-NC-ND 4.0",
            _("Pass it on as it is, without earning money with it, and say whose it is."),
            f"{_DEEDS}by-nc-nd/4.0/",
        ),
        License(
            "MIT",
            "MIT",
            _("Use it, change it and pass it on, with its license beside it."),
            "https://spdx.org/licenses/MIT.html",
        ),
        License(
            "Apache-2.0",
            "Apache 2.0",
            _("Use it, change it and pass it on, with its license beside it and your changes marked."),
            "https://www.apache.org/licenses/LICENSE-2.0",
        ),
    )
}
CHOICES = [(one.id, one.label) for one in LICENSES.values()]

"""What staff write about a sub-list, to the values that its action takes."""

import re
from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from rounds.core.countries import is_country, region_name
from rounds.directory.grid import index
from rounds.directory.grid.queries import FACETS, Facet
from rounds.directory.models import SubList
from rounds.directory.platforms import PLATFORMS
from rounds.directory.proof import Proof
from rounds.organizations.models import Organization, OrganizationType

_ADDRESS = re.compile(r"(?:.*/organizations/)?([a-z0-9-]+)/?")
_SEEN = (index.WITHIN_A_YEAR, index.WITHIN_FIVE_YEARS, index.LONGER_AGO, index.UNKNOWN)


class SubListForm(WagtailAdminModelForm):
    """`organization_ids` after `is_valid()`: the members by hand."""

    rule = forms.CharField(
        label=gettext_lazy("Rule"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Filter the List until it shows what you want, and paste the address here. Empty: the organizations below."
        ),
    )
    members = forms.CharField(
        label=gettext_lazy("Organizations"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "Where there is no rule: the addresses of the organizations' pages, one a line."
        ),
    )

    class Meta:
        model = SubList
        fields = ["name", "slug", "description", "rule", "order"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.organization_ids: list[int] = []
        if self.instance.pk:
            slugs = self.instance.organizations.order_by("sort_name", "pk").values_list("slug", flat=True)
            self.fields["members"].initial = "\n".join(f"/organizations/{slug}/" for slug in slugs)

    def clean_rule(self) -> str:
        """The part of the address that filters, with every value known."""
        rule = QueryDict(self.cleaned_data["rule"].rpartition("?")[2], mutable=True)
        for name in ("scope", "sort", "after"):
            rule.pop(name, None)
        for name, values in rule.lists():
            if name != "q" and name not in FACETS:
                raise ValidationError(_("“%(name)s” is no filter of the List.") % {"name": name[:40]})
            for value in values:
                if name != "q" and not _is_known(name, value):
                    raise ValidationError(
                        _("“%(value)s” is no value of %(name)s.") % {"value": value[:40], "name": name}
                    )
        return rule.urlencode()

    def clean_members(self) -> str:
        text: str = self.cleaned_data["members"]
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        read = [(line, _ADDRESS.fullmatch(line)) for line in lines]
        slugs = {match[1] for _line, match in read if match}
        known = dict(Organization.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        for line, match in read:
            if not match or match[1] not in known:
                raise ValidationError(_("No organization has the address “%(line)s”.") % {"line": line[:120]})
        self.organization_ids = sorted(known.values())
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("rule") and not self.organization_ids and not self.errors:
            self.add_error("rule", _("Give a rule, or the organizations that belong to it."))
        return cleaned


def _is_known(facet: str, value: str) -> bool:
    known: dict[Facet, bool] = {
        "country": is_country(value),
        "region": region_name(value) != value,
        "type": value in OrganizationType.values,
        "platform": value in PLATFORMS,
        "proof": value in Proof.values,
        "seen": value in _SEEN,
    }
    return facet in get_args(Facet) and known[facet]  # type: ignore[index]

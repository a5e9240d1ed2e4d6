"""The names and identifiers of an organization, in the back office."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rounds.organizations.actions import names as name_actions
from rounds.organizations.models import Identifier, Name, Organization, Scheme
from rounds.users.models import User

PERMISSION = "organizations.change_organization"


class IdentifierForm(forms.Form):
    scheme = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Scheme.choices)
    value = forms.CharField(label=gettext_lazy("Identifier"), max_length=200)


class NameForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Name.Kind.choices)
    text = forms.CharField(label=gettext_lazy("Name"), max_length=300)
    language = forms.RegexField(
        r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
        label=gettext_lazy("Language, such as es"),
        max_length=12,
        required=False,
    )
    until_on = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(PERMISSION, raise_exception=True)
def names(request: HttpRequest, pk: int) -> HttpResponse:
    """Both lists, each with a way to add one and to take one out."""
    organization = get_object_or_404(Organization, pk=pk)
    do = request.POST.get("do", "")
    identifier_form = IdentifierForm(request.POST if do == "add-identifier" else None)
    name_form = NameForm(request.POST if do == "add-name" else None)
    if request.method == "POST" and _did(request, organization, do, identifier_form, name_form):
        messages.success(request, _("Saved."))
        return redirect("office_names", organization.pk)
    edit = reverse("organization:edit", args=[organization.pk])
    context = {
        "organization": organization,
        "identifiers": organization.identifiers.order_by("scheme", "value"),
        "names": organization.names.order_by("kind", "text"),
        "identifier_form": identifier_form,
        "name_form": name_form,
        "breadcrumbs_items": [
            {"url": edit, "label": organization.name},
            {"url": "", "label": _("Names and identifiers")},
        ],
        "header_title": _("Names and identifiers"),
        "header_icon": "tag",
    }
    wrong = identifier_form.errors or name_form.errors
    return render(request, "organizations/office/names.html", context, status=422 if wrong else 200)


def _did(
    request: HttpRequest,
    organization: Organization,
    do: str,
    identifier_form: IdentifierForm,
    name_form: NameForm,
) -> bool:
    """Whether what was asked is done; else the form that asked says why not."""
    assert isinstance(request.user, User)
    by, at = request.user, timezone.now()
    if do.startswith("remove-"):
        return _removed(organization, do, by)
    form = identifier_form if do == "add-identifier" else name_form
    if not form.is_valid():
        return False
    try:
        if form is identifier_form:
            name_actions.add_identifier(organization=organization, by=by, at=at, **form.cleaned_data)
        else:
            name_actions.add_name(organization=organization, by=by, at=at, **form.cleaned_data)
    except name_actions.Refused as refused:
        form.add_error("value" if form is identifier_form else "text", ValidationError(str(refused)))
        return False
    return True


def _removed(organization: Organization, do: str, by: User) -> bool:
    _remove, kind, number = (*do.split("-"), "", "")[:3]
    if not number.isdecimal():
        return False
    at = timezone.now()
    if kind == "identifier":
        identifier = get_object_or_404(Identifier, pk=int(number[:18]), organization=organization)
        name_actions.remove_identifier(identifier=identifier, by=by, at=at)
    else:
        name = get_object_or_404(Name, pk=int(number[:18]), organization=organization)
        name_actions.remove_name(name=name, by=by, at=at)
    return True

"""What goes wrong, in one shape: RFC 9457, application/problem+json."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja import Schema
from pydantic import Field

MEDIA_TYPE = "application/problem+json"


class Known(NamedTuple):
    """A kind of problem: the same status and title wherever it comes up."""

    status: int
    title: str | Promise
    remedy: str | Promise


PROBLEMS: dict[str, Known] = {
    "bad-request": Known(
        400, _("This cannot be read"), _("The body is no JSON, or what was sent is no request. Mend it.")
    ),
    "key": Known(
        401,
        _("There is no such key"),
        _("The key does not exist, or it was taken back. Ask without it, or with another."),
    ),
    "not-found": Known(404, _("There is nothing here"), _("Look at the address; nothing has this name.")),
    "method": Known(405, _("Not with this method"), _("The header Allow says which methods there are.")),
    "too-large": Known(413, _("Too large"), _("Send less at once.")),
    "invalid": Known(
        422,
        _("Something that was asked cannot be meant"),
        _("`errors` names each parameter and says what is wrong with it."),
    ),
    "too-many": Known(422, _("Too many at once"), _("Send them in several requests.")),
    "cursor": Known(
        422,
        _("This place is unknown"),
        _(
            "Cursors come from `next`, and belong to the question that they came with. Begin again without one."
        ),
    ),
    "too-often": Known(
        429, _("Too often"), _("Wait for as many seconds as Retry-After says, or ask for a key.")
    ),
    "busy": Known(
        429,
        _("Too many past days at once"),
        _("Putting together a past day takes a while. Wait for as many seconds as Retry-After says."),
    ),
    "broken": Known(
        500,
        _("Something of ours broke"),
        _("Try again later. Tell us the value of X-Request-Id if it stays."),
    ),
}


class Fault(Schema):
    """One thing that is wrong."""

    parameter: str = Field(description="Its name; in a body, the way to it: urls.3.")
    where: str = Field(description="query, path, body or header.")
    detail: str = Field(description="A sentence for people.")


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="The address of the page that tells of this kind of problem.")
    title: str = Field(description="The kind of problem, for people.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="What went wrong this time, for people.")
    instance: str = Field(description="The path that was asked.")
    code: str = Field(description="The kind of problem: a word for programs.")
    errors: list[Fault] = Field(
        description="What is wrong with which parameter; empty where it is none's fault."
    )


class Refused(Exception):
    """Raised where a question cannot be answered; the API answers with the problem."""

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code, detail)
        self.code, self.detail, self.errors, self.headers = code, detail, errors, headers or {}


def invalid(parameter: str, detail: str, where: str = "query") -> Refused:
    """One parameter that cannot be meant."""
    return Refused("invalid", detail, errors=[Fault(parameter=parameter, where=where, detail=detail)])


def problem(
    request: HttpRequest,
    code: str,
    detail: str,
    *,
    errors: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """`code`: one of `PROBLEMS`."""
    known = PROBLEMS[code]
    body = {
        "type": f"{settings.PUBLIC_URL}/api/#problem-{code}",
        "title": str(known.title),
        "status": known.status,
        "detail": detail,
        "instance": request.path,
        "code": code,
        "errors": [one.dict() for one in errors],
    }
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return JsonResponse(body, status=known.status, content_type=MEDIA_TYPE, headers=headers)


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(request, refused.code, refused.detail, errors=refused.errors, headers=refused.headers)

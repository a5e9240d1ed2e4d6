"""Who may bring large files, and how large. What is larger is refused by what the request says, before it is read.

Contexts enter the limit of each kind of file in the `ready` of their app.
"""

from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MB = 1024 * 1024
AROUND = 64 * 1024  # bytes of a form that carries a file


class Limit(NamedTuple):
    begins: str  # how the addresses begin that it is for: "/office/images/"
    megabytes: int
    what: str | Promise  # "a picture": as it stands in the sentence that refuses

    @property
    def most(self) -> int:
        return self.megabytes * MB


class TooLarge(RequestDataTooBig):
    """Refused; `limit` says what may be brought there."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(f"More than {limit.megabytes} MB is not taken at {limit.begins}.")
        self.limit = limit


_limits: dict[str, Limit] = {}


def enter(name: str, limit: Limit) -> None:
    """`name` is the limit's own: entered again it takes the place of the first."""
    _limits[name] = limit


def limit_at(path: str, *, is_staff: bool) -> Limit:
    """The nearest one for staff; everybody else brings what a form may hold."""
    if not is_staff:
        return Limit("/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MB, _("a file"))
    near = [one for one in _limits.values() if path.startswith(one.begins)]
    return max(
        near, key=lambda one: len(one.begins), default=Limit("/", settings.OFFICE_MOST_MB, _("a file"))
    )


class StaffAlone(FileUploadHandler):
    """Refuses what is too large before it is written to the disk; staff may bring more than others.

    Django's own limit leaves files out, and reads them before any view can say no.
    """

    def handle_raw_input(self, *given: Any, **more: Any) -> None:
        request = self.request
        length = int(request.META.get("CONTENT_LENGTH") or 0) if request else 0
        if request is None or length <= min(
            settings.DATA_UPLOAD_MAX_MEMORY_SIZE, *(one.most for one in _limits.values())
        ):
            return
        user = getattr(request, "user", None)
        is_staff = user is not None and user.has_perm("wagtailadmin.access_admin")
        limit = limit_at(request.path, is_staff=is_staff)
        if length > limit.most + (AROUND if is_staff else 0):
            raise TooLarge(limit)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None

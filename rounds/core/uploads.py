"""Who may bring large files."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class StaffAlone(FileUploadHandler):
    """Refuses what is too large before it is written to the disk, unless it comes from staff.

    Django's own limit leaves files out, and reads them before any view can say no.
    """

    def handle_raw_input(self, *given: Any, **more: Any) -> None:
        request = self.request
        length = int(request.META.get("CONTENT_LENGTH") or 0) if request else 0
        if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return
        user = getattr(request, "user", None)
        if user is None or not user.has_perm("wagtailadmin.access_admin"):
            raise RequestDataTooBig("A file of this size is taken from staff alone.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return None

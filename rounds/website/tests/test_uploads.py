"""Who may bring large files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def little(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000


def post(client, address, size):
    return client.post(address, {"pasted": "", "file": SimpleUploadedFile("a.csv", b"x" * size)}).status_code


def test_a_form_that_anybody_may_send_takes_no_large_file(client):
    assert post(client, "/submissions/new/", 2_000) == 413
    assert post(client, "/submissions/accounts/", 2_000) == 413
    assert post(client, "/people/login/", 2_000) == 413
    assert post(client, "/submissions/new/", 100) == 200


def test_staff_may_bring_large_files(admin_client):
    assert post(admin_client, "/submissions/new/", 2_000) == 200

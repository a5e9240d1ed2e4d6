from pathlib import Path

import pytest
from django.apps import apps

from rounds.mail.kinds import kind, kinds

HERE = Path(__file__).parents[2]


def ours() -> list[str]:
    """The names of all mail templates in the house."""
    found = [
        path.relative_to(next(parent for parent in path.parents if parent.name == "templates"))
        for path in HERE.glob("*/templates/*/mail/*.subject.txt")
    ]
    return sorted(str(path).removesuffix(".subject.txt") for path in found)


def test_every_mail_template_belongs_to_a_kind() -> None:
    assert [name for name in ours() if not kind(name)] == []


def test_no_kind_outlives_its_template() -> None:
    written = [one.name for one in kinds() if "/mail/" in one.name]
    assert written == ours()


def test_the_sign_in_librarys_mails_are_among_them() -> None:
    assert apps.is_installed("allauth.account")
    assert kind("account/email/password_reset_key")


@pytest.mark.parametrize("name", [one.name for one in kinds()])
@pytest.mark.django_db
def test_every_kind_can_be_looked_at_whole(name, client, settings) -> None:
    settings.SAMPLE = True
    words = kind(name).compose()
    assert words.subject
    assert words.text.strip()
    assert "<!doctype html>" in words.html
    for part in words:
        assert "{{" not in part
        assert "None" not in part
    assert client.get(f"/mail/templates/{name}/").status_code == 200
    seen = client.get(f"/mail/templates/html/{name}/")
    assert (seen.status_code, "sandbox" in seen["Content-Security-Policy"]) == (200, True)


@pytest.mark.parametrize(
    "path",
    ["/mail/templates/", "/mail/templates/{}/", "/mail/templates/html/{}/", "/mail/templates/no/such/"],
)
@pytest.mark.django_db
def test_a_real_installation_has_no_such_pages(client, settings, path) -> None:
    settings.SAMPLE = False
    assert client.get(path.format("directory/mail/confirm")).status_code == 404


@pytest.mark.django_db
def test_the_list_of_kinds_shows_all(client, settings) -> None:
    settings.SAMPLE = True
    page = client.get("/mail/templates/").content.decode()
    assert all(f">{one.name}<" in page for one in kinds())

"""Which e-mail and DNS domains speak for which organization, and what is put there as a proof."""

import pytest

from rounds.directory.checking.scope import Place
from rounds.directory.claiming import challenges
from rounds.directory.claiming.domains import Ground, Why, ground_of, why_not
from rounds.directory.registered import registrable


def ground(website: str, *others: tuple[int, str, int | None], parent: int | None = None) -> Ground:
    """Of organization 1, among others."""
    return ground_of(1, [Place(1, website, parent), *(Place(*one) for one in others)])


@pytest.mark.parametrize(
    ("website", "email", "why"),
    [
        ("https://www.mercy.org/", "ada@mercy.org", None),
        ("mercy.org", "Ada@MERCY.org", None),
        ("https://north.mercy.org/", "ada@north.mercy.org", None),
        ("https://north.mercy.org/", "ada@mercy.org", None),
        ("https://a.north.mercy.org/", "ada@north.mercy.org", None),
        ("https://mercy.org/", "ada@north.mercy.org", Why.ELSEWHERE),  # a department, or a student's machine
        ("https://north.mercy.org/", "ada@south.mercy.org", Why.ELSEWHERE),
        ("https://mercy.org/", "ada@mercy.org.evil.com", Why.ELSEWHERE),
        ("https://mercy.org/", "ada@notmercy.org", Why.ELSEWHERE),
        ("https://mercy.org/", "ada@org", Why.ELSEWHERE),
        ("https://mercy.org/", "ada@", Why.ELSEWHERE),
        ("https://mercy.org/", "ada@gmail.com", Why.PUBLIC_MAIL),
        ("https://gmail.com/", "ada@gmail.com", Why.PUBLIC_MAIL),
        ("https://mercy.org/", "ada@mail.yahoo.com", Why.PUBLIC_MAIL),
        ("https://yopmail.com/", "ada@yopmail.com", Why.THROWAWAY),
        ("https://hospital.nhs.uk/", "ada@hospital.nhs.uk", None),
        ("https://hospital.nhs.uk/", "ada@nhs.uk", Why.ELSEWHERE),
        ("https://health.gov.uk/", "ada@gov.uk", Why.ELSEWHERE),
        ("https://www.gov.uk/", "ada@gov.uk", Why.SUFFIX),
        ("https://clinic.github.io/", "ada@clinic.github.io", Why.HOSTING),
        ("https://clinic.github.io/", "ada@github.io", Why.ELSEWHERE),
        ("https://clinic.wordpress.com/", "ada@wordpress.com", Why.HOSTING),
        ("https://clinic.wixsite.com/home", "ada@clinic.wixsite.com", Why.HOSTING),
        ("https://www.facebook.com/clinic", "ada@facebook.com", Why.PUBLIC_MAIL),
        ("https://sites.google.com/view/clinic", "ada@google.com", Why.HOSTING),
        ("https://clinic.localdomain/", "ada@clinic.localdomain", Why.SUFFIX),
        ("https://10.0.0.12/", "ada@10.0.0.12", Why.SUFFIX),
        ("", "ada@mercy.org", Why.ELSEWHERE),
        ("https://city.gov/health/", "ada@city.gov", Why.PART_OF_A_SITE),
        ("https://klinik-münchen.de/", "ada@klinik-münchen.de", None),
        ("https://klinik-münchen.de/", "ada@xn--klinik-mnchen-3ob.de", None),
    ],
)
def test_an_address_proves_only_at_the_organizations_own_domain(
    website: str, email: str, why: Why | None
) -> None:
    assert why_not(email, ground(website)) == why


def test_a_shared_domain_speaks_for_the_topmost_of_a_family() -> None:
    part = (2, "https://mercy.org/", 1)
    top = ground("https://mercy.org/", part)
    assert (why_not("ada@mercy.org", top), top.by_dns, top.by_page) == (None, True, True)
    below = ground("https://mercy.org/", (2, "https://mercy.org/", None), parent=2)
    assert (why_not("ada@mercy.org", below), below.by_dns, below.by_page) == (Why.BELOW, False, False)
    assert below.top == 2


def test_a_family_may_be_held_together_by_a_member_elsewhere() -> None:
    places = [(2, "https://mercy.org/", None), (3, "https://group.example.org/", 2)]
    assert ground("https://mercy.org/", *places, parent=3).obstacle == Why.BELOW


def test_a_domain_of_strangers_speaks_for_none_of_them() -> None:
    shared = ground("https://mercy.org/", (2, "https://www.mercy.org/", None))
    assert (why_not("ada@mercy.org", shared), shared.by_dns, shared.by_page) == (Why.STRANGERS, False, False)


def test_strangers_under_paths_of_a_site_spoil_its_addresses_and_not_its_own_pages() -> None:
    city = ground("https://city.gov/", (2, "https://city.gov/clinics/north/", None))
    assert (why_not("ada@city.gov", city), city.by_dns, city.by_page) == (Why.STRANGERS, False, True)


def test_under_its_own_path_an_organization_proves_by_page_alone() -> None:
    north = ground("https://city.gov/clinics/north/", (2, "https://city.gov/", None))
    assert (north.by_dns, north.by_page, north.scope.path) == (False, True, "/clinics/north/")
    on_gov_uk = ground("https://www.gov.uk/clinics/north")
    assert (on_gov_uk.by_dns, on_gov_uk.by_page) == (False, True)


def test_above_its_own_host_a_domain_counts_only_where_all_below_it_are_its_family() -> None:
    """Else an employee of one hospital of a region could claim all the others."""
    stranger = (2, "https://south.region.es/", None)
    north = ground("https://north.region.es/", stranger)
    assert why_not("ada@region.es", north) == Why.STRANGERS
    assert why_not("ada@north.region.es", north) is None
    child = (2, "https://south.region.es/", 1)
    assert why_not("ada@region.es", ground("https://north.region.es/", child)) is None


def test_a_hosting_company_gives_pages_and_no_addresses() -> None:
    clinic = ground("https://clinic.github.io/")
    assert (clinic.obstacle, clinic.by_dns, clinic.by_page) == (Why.HOSTING, False, True)
    page = ground("https://www.facebook.com/clinic/")
    assert (page.obstacle, page.by_dns, page.by_page) == (Why.HOSTING, False, False)


def test_without_a_website_nothing_is_proven_by_it() -> None:
    for website in ("", "not a website", "https://"):
        nothing = ground(website)
        assert (nothing.mail_hosts, nothing.by_dns, nothing.by_page) == ((), False, False)


def test_a_registered_domain_begins_below_the_public_suffix() -> None:
    hosts = ["a.b.mercy.org", "x.nhs.uk", "nhs.uk", "a.github.io", "gov.br", "localhost", "", "a..b", "é.fr"]
    assert [registrable(host) for host in hosts] == [
        "mercy.org", "x.nhs.uk", "", "a.github.io", "", "", "", "", ""
    ]  # fmt: skip


# --- What is shown as a proof ----------------------------------------------------------------------------------------

TOKEN = "abcdefghijklmnop_-1234"


def test_the_file_lies_under_the_organizations_own_path() -> None:
    assert challenges.file_address("https://www.city.gov", "/clinics/north/") == (
        "https://www.city.gov/clinics/north/.well-known/rounds-verify.txt"
    )
    assert challenges.file_address("https://mercy.org", "/") == (
        "https://mercy.org/.well-known/rounds-verify.txt"
    )


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"rounds-verify={TOKEN}".encode(), {TOKEN}),
        (f"\ufeff rounds-verify={TOKEN}\r\n".encode(), {TOKEN}),
        (TOKEN.encode(), set()),
        (f"rounds-verify={TOKEN} and more".encode(), set()),
        (f"<html>rounds-verify={TOKEN}</html>".encode(), set()),
        (f"rounds-verify={TOKEN}".encode() + b" " * 2_000, set()),
        (b"\xff\xfe\x00", set()),
        (b"", set()),
    ],
)
def test_a_file_holds_the_word_and_nothing_else(body: bytes, found: set[str]) -> None:
    assert challenges.words_in_file(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"<html><head>{challenges.tag(TOKEN)}</head></html>", {TOKEN}),
        (f'<HEAD><META NAME="Rounds-Verify" CONTENT=" {TOKEN} "/>', {TOKEN}),
        (f"<head>{challenges.tag('first')}{challenges.tag(TOKEN)}</head>", {"first", TOKEN}),
        (f"<head></head><body><div>{challenges.tag(TOKEN)}</div></body>", set()),
        (f"<head><!-- {challenges.tag(TOKEN)} --></head>", set()),
        (f"<head><title>{challenges.tag(TOKEN)}</title></head>", set()),
        ('<head><meta name="rounds-verify"></head>', set()),
        ("", set()),
        ("<" * 10_000, set()),
    ],
)
def test_a_tag_counts_in_the_head_of_a_page(body: str, found: set[str]) -> None:
    assert challenges.words_in_page(body.encode()) == found


def test_a_record_is_read_with_and_without_its_quotation_marks() -> None:
    records = ["v=spf1 -all", f'"rounds-verify={TOKEN}"', "rounds-verify=short", f"x rounds-verify={TOKEN}x"]
    assert challenges.words_in_records(records) == {TOKEN}

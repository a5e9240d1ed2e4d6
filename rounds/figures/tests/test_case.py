"""The one-page case: it says what the figures say, on the screen and on paper, whatever names stand in it."""

from collections.abc import Iterator
from io import BytesIO
from re import findall
from threading import Event
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils.translation import override
from lxml import html
from pypdf import PdfReader

from rounds.core.paper import lettering, typesetting
from rounds.directory.grid.census import census_now
from rounds.directory.tests.factories import put_in_list
from rounds.figures.answers import answer_to
from rounds.figures.case import Case, case_of, case_of_peers, question_of
from rounds.figures.paper.pdf import content_of, pdf_of
from rounds.figures.questions import Question
from rounds.figures.tests.cases import BEGIN, edition, hospital, in_register
from rounds.organizations import versions
from rounds.organizations.models import Organization
from rounds.organizations.search.documents import index

pytestmark = pytest.mark.django_db
HOSTILE = (
    '#read("/etc/passwd") $x^2$ *bold* _it_ `raw` = Heading',
    r"\\ \u{41} \#link(\"x\") @label <label> // comment /* */",
    "‮gnp.exe مستشفى الملك فيصل",
    "協和醫院",
    "Hospital 🏥🇺🇸👩‍⚕️",
    "Ἱπποκράτειο Νοσοκομείο Больница",
    "a\u0007b\u200d\ufeffc",
    "Zażółć gęślą jaźń İstanbul Łódź",
    "'); DROP TABLE x; -- {{ 7*7 }} {% x %}",
)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(BEGIN.replace(month=3), tick=False):
        yield


def minnesota(
    names: tuple[str, ...] = ("North", "South", "East", "West"), listed: int = 3
) -> list[Organization]:
    """Hospitals of the US register in Minnesota, the first of them in the List, and one in Iowa."""
    register = edition("cms-2026-06", BEGIN.date())
    facts = {"country": "US", "region": "US-MN", "beds": 60}
    made = [hospital(f"h{at}", **facts) for at in range(len(names))]
    for one, name in zip(made, names, strict=True):
        Organization.objects.filter(pk=one.pk).update(name=name)
    in_register(register, *made, hospital("Ames", country="US", region="US-IA"))
    for at, one in enumerate(made[:listed]):
        put_in_list(one, f"https://x.com/hospital_{at}", at=BEGIN)
        if at % 2 == 0:
            put_in_list(one, f"https://www.facebook.com/hospital{at}abc", at=BEGIN)
    versions.bump()
    return [Organization.objects.get(pk=one.pk) for one in made]


def of_state(code: str = "US-MN") -> Case:
    return case_of(Question("cms", region=(code,)))


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).replace("\n", " ")


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_the_headline_says_what_the_list_has_and_not_what_the_world_does() -> None:
    minnesota()
    case = of_state()
    assert case.headline == "We list accounts of 3 of 4 hospitals in Minnesota (75%)."
    assert case.floor == (
        "Hospitals that are not in the List may well have accounts: this is a floor, not a rate of adoption."
    )
    assert case.basis.startswith("Counted on March 5, 2026 against")
    assert case.parts[-1] == ("None in the List yet", 1)


def test_where_all_are_in_the_list_nothing_is_said_of_the_others() -> None:
    minnesota(listed=4)
    assert of_state().floor == ""


def test_a_type_is_called_by_its_plural() -> None:
    put_in_list(hospital("Oslo", type="public-health-agency"), "https://x.com/oslo_health", at=BEGIN)
    versions.bump()
    case = case_of(Question(type=("public-health-agency",)))
    assert case.title == "Public health agencies on social media"
    assert case.headline == "We list accounts of 1 of 1 public health agency (100%)."


def test_the_numbers_are_those_of_the_figures() -> None:
    minnesota()
    case, answer = of_state(), answer_to(Question("cms", region=("US-MN",)))
    assert case.whole == answer.counted.whole
    assert [(one.organizations, one.of) for one in case.platforms] == [
        (line.organizations, answer.counted.whole.organizations) for line in answer.counted.platforms
    ]
    assert sum(one.organizations for one in case.parts) == answer.counted.whole.organizations
    assert (
        case.left_out[0].amount - sum(one.amount for one in case.left_out[1:-1])
        == case.left_out[-1].amount
        == 4
    )


def test_who_is_there_is_named_and_the_rest_is_counted() -> None:
    minnesota(tuple(f"Hospital {n}" for n in range(7)), listed=6)
    example = next(one for one in of_state().examples if one.platform == "X (Twitter)")
    assert len(example.names) == 4
    assert example.more == 2


def test_a_state_is_held_against_all_states_and_set_apart() -> None:
    minnesota()
    beside = of_state().beside
    assert (beside.is_states, beside.chosen) == (True, "US-MN")
    assert {(area.code, area.value, area.whole) for area in beside.areas} == {
        ("US-MN", 3, 4),
        ("US-IA", 0, 1),
    }


def test_another_country_is_held_against_the_world() -> None:
    minnesota()
    put_in_list(hospital("Lyon", country="FR"), "https://x.com/lyon_hospital", at=BEGIN)
    versions.bump()
    case = case_of(Question(country=("FR",)))
    assert [(bar.label, bar.value, bar.whole) for bar in case.beside.bars] == [
        ("France", 1, 1),
        ("The world", 4, 6),
    ]
    assert case.paper == "a4"
    assert of_state().paper == "letter"


def test_for_us_and_our_peers() -> None:
    north, *_others, west = minnesota()
    case = case_of_peers(west, census_now())
    assert case is not None
    assert case.headline.startswith(
        "We list accounts of 3 of 4 peers of West (75%)"
    )  # of its type, everywhere
    assert case.ours is not None
    assert case.ours.sentence == "West has no account of its own in the List yet."
    ours = case_of(Question("cms", region=("US-MN",)), north).ours
    assert ours is not None
    assert ours.sentence == "North has 2 accounts. By the number of accounts it is tied for 1st of 4."


def test_among_those_whom_nobody_has_entered_there_is_no_rank() -> None:
    north, *_ = minnesota(listed=1)
    ours = case_of(Question("cms", region=("US-MN",)), north).ours
    assert ours is not None
    assert ours.sentence == "North has 2 accounts. No rank: of 3 others 0 are in the List yet."


def test_hospitals_of_the_united_states_are_counted_against_their_register_everywhere() -> None:
    north, *_ = minnesota()
    put_in_list(hospital("Unregistered", country="US"), "https://x.com/unregistered", at=BEGIN)
    versions.bump()
    case = case_of_peers(north, census_now())
    assert case is not None
    whole = case_of(Question("cms")).whole
    bar = next(one for one in case.beside.bars if one.label == "United States")
    assert (bar.value, bar.whole) == (whole.own, whole.organizations) == (3, 5)
    assert case.beside.note == (
        "United States: counted against CMS register, January 2026."
        " Its peers and the world: against every organization that we know."
    )
    assert squeezed(case.beside.note) in squeezed(text_of(pdf_of(case, "a4")))


@pytest.mark.parametrize(
    ("asked", "register"),
    [
        (Question(region=("US-MN",)), "cms"),
        (Question(), "cms"),
        (Question(type=("hospital",), country=("US",)), "cms"),
        (Question(country=("FR",)), "all"),
        (Question(type=("payer",)), "all"),
        (Question(region=("FR-IDF",)), "all"),
    ],
)
def test_without_a_register_the_one_that_can_be_meant_is_taken(asked: Question, register: str) -> None:
    assert question_of(asked, names_register=False).register == register
    assert question_of(asked, names_register=True) == asked


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_pdf_is_one_tagged_page_and_says_what_the_screen_says(client: Client, paper: str) -> None:
    minnesota()
    response = client.get(f"/figures/case.pdf?region=US-MN&paper={paper}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert 'filename="rounds-case-us-mn.pdf"' in response["Content-Disposition"]
    read = PdfReader(BytesIO(response.content))
    assert len(read.pages) == 1
    wide, high = (round(float(one)) for one in read.pages[0].mediabox[2:])
    assert (wide, high) == ((595, 842) if paper == "a4" else (612, 792))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.metadata is not None
    assert read.metadata.title == "Hospitals in Minnesota on social media"
    assert b"pdfuaid:part" in response.content
    sheet = html.fromstring(client.get("/figures/case/?region=US-MN").content).get_element_by_id("main")
    screen, printed = squeezed(sheet.text_content()), squeezed(text_of(response.content))
    case = of_state()
    sentences = [case.title, case.headline, case.floor, case.basis, *case.how, case.address]
    sentences += [one.said for one in case.platforms] + [step.label for step in case.left_out]
    for said in sentences:
        assert squeezed(said) in screen
        assert squeezed(said) in printed


def test_nothing_that_somebody_wrote_is_read_as_markup() -> None:
    minnesota(HOSTILE, listed=len(HOSTILE))
    pdf = pdf_of(of_state(), "a4")
    printed = squeezed(text_of(pdf))
    assert len(PdfReader(BytesIO(pdf)).pages) == 1
    assert squeezed('#read("/etc/passwd") $x^2$') in printed
    assert "root:" not in printed
    for one in minnesota_names():
        case = case_of(Question("cms", region=("US-MN",)), one)
        assert PdfReader(BytesIO(pdf_of(case, "letter"))).get_num_pages() == 1


def minnesota_names() -> list[Organization]:
    return list(Organization.objects.filter(region="US-MN"))


@pytest.mark.parametrize("text", [*HOSTILE, "a\0b"])
def test_every_name_becomes_letters_that_the_font_has(text: str) -> None:
    written = lettering.printable(text)
    assert written
    assert set(written) <= lettering.covered()


def test_other_scripts_are_written_as_they_sound() -> None:
    assert lettering.printable("協和醫院") == "XieHeYiYuan"
    assert lettering.printable("Zażółć Łódź") == "Zażółć Łódź"
    assert lettering.printable("n" * 200) == "n" * 89 + "…"


def test_every_letter_of_the_list_can_be_set() -> None:
    """PDF/UA refuses a letter that the font has not, so this would fail."""
    minnesota(("".join(sorted(lettering.covered()))[:80],))
    letters = "".join(sorted(lettering.covered()))
    case = of_state()
    for start in range(0, len(letters), 80):
        pdf_of(case._replace(title=f"T{letters[start : start + 80]}"), "a4")


def test_the_longest_and_the_emptiest_case_are_one_page() -> None:
    long = (
        "The Very Reverend and Most Illustrious Saint Bartholomew Memorial Regional Hospital and Medical Center "
        * 2
    )
    platforms = (
        "x.com/{0}",
        "facebook.com/{0}abc",
        "youtube.com/@{0}",
        "instagram.com/{0}",
        "linkedin.com/company/{0}",
    )
    platforms += (
        "pinterest.com/{0}",
        "tiktok.com/@{0}",
        "threads.net/@{0}",
        "bsky.app/profile/{0}.bsky.social",
        "flickr.com/photos/{0}",
    )
    ones = minnesota(tuple(f"{n} {long}"[:300] for n in range(14)), listed=0)
    for at, one in enumerate(ones[:12]):
        for platform in platforms:
            put_in_list(one, f"https://www.{platform.format(f'hospital{at}')}", at=BEGIN)
    versions.bump()
    fullest = case_of(Question("cms", region=("US-MN",)), ones[13])
    assert len(fullest.platforms) == 8
    assert fullest.ours is not None
    assert fullest.ours.lacks
    for case in (fullest, case_of(Question(region=("US-IA",))), case_of(Question(type=("payer",)))):
        for paper in ("a4", "letter"):
            assert PdfReader(BytesIO(pdf_of(case, paper))).get_num_pages() == 1


def test_the_same_case_gives_the_same_bytes_and_is_set_once(client: Client) -> None:
    minnesota()
    assert pdf_of(of_state(), "a4") == pdf_of(of_state(), "a4")
    first = client.get("/figures/case.pdf?region=US-MN")
    again = client.get("/figures/case.pdf?region=US-MN", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    put_in_list(Organization.objects.get(name="West"), "https://x.com/the_west", at=BEGIN)
    changed = client.get("/figures/case.pdf?region=US-MN")
    assert squeezed("of 4 of 4 hospitals") in squeezed(text_of(changed.content))


def test_a_page_is_in_the_language_of_its_reader() -> None:
    minnesota()
    with override("de"):
        read = PdfReader(BytesIO(pdf_of(of_state(), "a4")))
    assert read.trailer["/Root"]["/Lang"] == "de"


def test_what_nobody_waits_for_any_more_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    minnesota()
    begun: list[int] = []
    monkeypatch.setattr("typst.compile", lambda *_given, **_more: begun.append(1))
    monkeypatch.setattr(typesetting, "SECONDS", 0)
    is_free = Event()
    typesetting._setter.submit(is_free.wait)
    try:
        with pytest.raises(typesetting.NotInTime):
            pdf_of(of_state(), "a4")
    finally:
        is_free.set()
    typesetting._setter.submit(int).result()  # whatever was waiting before has had its turn
    assert begun == []


def test_too_many_new_pages_in_a_minute_are_refused_in_words(client: Client) -> None:
    minnesota()
    codes = [client.get(f"/figures/case.pdf?region=US-MN&n={n}").status_code for n in range(21)]
    assert codes == [200] * 20 + [429]


def test_where_there_is_nothing_to_count_the_page_says_what_to_do(client: Client) -> None:
    minnesota()
    shown = client.get("/figures/case/?country=AQ")
    assert "Choose a wider place, or every type." in shown.content.decode()
    assert "case.pdf" not in shown.content.decode()
    assert client.get("/figures/case.pdf?country=AQ").status_code == 302
    unknown = client.get("/figures/case/?register=no-such")
    assert unknown.status_code == 404
    assert "We know no register of that name." in unknown.content.decode()


def test_an_organization_is_found_and_chosen_without_script(client: Client) -> None:
    north, *_ = minnesota(("Northfield", "South"))
    index([north.pk])
    versions.bump()
    tree = html.fromstring(client.get("/figures/case/?q=northfield").content)
    (address,) = tree.xpath("//li[@class='entry']//a/@href")
    chosen = html.fromstring(client.get(address).content)
    assert "The page speaks for Northfield." in chosen.text_content()
    assert "The peers of Northfield on social media" in chosen.text_content()
    assert findall(r"case\.pdf\?organization=h0&paper=\w+", " ".join(chosen.xpath("//a/@href")))


def test_of_names_that_are_only_alike_those_in_the_list_stand_first(client: Client) -> None:
    others = [hospital(f"Cleveland {n}") for n in range(9)]
    clinic = hospital("Cleveland Clinic")
    put_in_list(clinic, "https://x.com/clevelandclinic", at=BEGIN)
    index([one.pk for one in (*others, clinic)])
    versions.bump()
    tree = html.fromstring(client.get("/figures/case/?q=clevland").content)
    assert tree.xpath("//li[@class='entry']//strong/text()")[0] == "Cleveland Clinic"


def test_until_one_is_chosen_there_is_no_page_and_nothing_to_take_along(client: Client) -> None:
    north, *_ = minnesota(("Northfield", "South"))
    index([north.pk])
    versions.bump()
    tree = html.fromstring(client.get("/figures/case/?q=northfield").content)
    assert not tree.xpath("//article | //a[contains(@href, 'case.pdf')]")
    assert html.fromstring(client.get("/figures/case/?q=%21%21").content).xpath("//article")


def test_a_region_of_another_country_is_left_behind(client: Client) -> None:
    minnesota()
    put_in_list(hospital("Toronto", country="CA", region="CA-ON"), "https://x.com/toronto_h", at=BEGIN)
    versions.bump()
    tree = html.fromstring(client.get("/figures/case/?country=CA&region=US-MN").content)
    assert tree.xpath("//select[@name='region']/option/@value") == ["", "CA-ON"]
    assert "hospital in Canada (100%)" in tree.text_content()


def test_the_longest_lists_are_cut_before_they_are_set() -> None:
    minnesota(HOSTILE, listed=len(HOSTILE))
    said: Any = content_of(of_state(), "a4")
    assert all(len(one["names"]) <= 4 * 50 for one in said["examples"])
    assert len(said["headline"]) <= 320


def test_the_queries_do_not_grow_with_the_set(client: Client, django_assert_max_num_queries: Any) -> None:
    minnesota(tuple(f"Hospital {n}" for n in range(12)), listed=2)
    client.get("/figures/case/?region=US-MN")
    counted = []
    for address in ("/figures/case/?region=US-IA", "/figures/case/?region=US-MN"):
        with django_assert_max_num_queries(20) as found:
            client.get(address)
        counted.append(len(found))
    assert abs(counted[0] - counted[1]) <= 1  # names are asked for where anybody is there

"""Somebody has a case to make: the figure of a state, its table, and whose numbers these are, in a real browser."""

import csv
import re
from datetime import date
from io import BytesIO
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from rounds.directory.tests.factories import put_in_list
from rounds.figures.tests.cases import edition, hospital, in_register
from rounds.organizations import versions


@pytest.fixture
def register(live_server: object) -> None:
    cms = edition("cms-2026-06", date(2026, 1, 1))
    for number in range(6):
        one = hospital(f"Hospital {number}", region=("US-MN", "US-CA")[number % 2], beds=40 * number or None)
        in_register(cms, one)
        if number < 3:
            put_in_list(one, f"https://x.com/hospital{number}")
    versions.bump()


@pytest.mark.usefixtures("register")
def test_somebody_finds_the_figure_of_a_state_and_takes_its_table_away(browser_page: Page) -> None:
    browser_page.goto("/")
    browser_page.get_by_role("navigation").get_by_role("link", name="Figures", exact=True).first.click()
    expect(browser_page.get_by_text("The List has accounts for 3 of 6 hospitals (50%).")).to_be_visible()
    browser_page.get_by_role("link", name="By state, region and country, with maps").click()
    row = browser_page.get_by_role("row", name=re.compile("^Minnesota"))
    expect(row.get_by_role("cell").nth(1)).to_have_text(re.compile(r"^2\s+66\.7%$"))
    with browser_page.expect_download() as taken:
        browser_page.get_by_role("link", name=re.compile("CSV.*By state or region")).click()
    with open(taken.value.path(), encoding="utf-8", newline="") as file:
        own = {line["label"]: line for line in csv.DictReader(file) if line["measure"] == "own"}
    assert (own["Minnesota"]["numerator"], own["Minnesota"]["denominator"]) == ("2", "3")
    assert own["Minnesota"]["register_as_of"] == "2026-01-01"
    row.get_by_role("cell").nth(1).get_by_role("link").click()
    expect(browser_page.locator(".result-line")).to_contain_text("2 organizations")
    assert browser_page.locator(".grid-table__name a").all_inner_texts() == ["Hospital 0", "Hospital 2"]


@pytest.mark.usefixtures("register")
def test_the_map_leads_to_a_state_and_the_form_to_everything(browser_page: Page) -> None:
    browser_page.goto("/figures/places/")
    browser_page.get_by_role("link", name=re.compile("^California")).first.click()
    expect(browser_page.get_by_text("The List has accounts for 1 of 3 hospitals (33.3%).")).to_be_visible()
    browser_page.get_by_label("Counted against").select_option("all")
    browser_page.get_by_role("button", name="Count").click()
    expect(browser_page).to_have_url(re.compile("register=all"))
    browser_page.get_by_role("link", name="Remove").click()
    expect(browser_page.get_by_text("The List has accounts for 3 of 6 hospitals (50%).")).to_be_visible()


@pytest.mark.usefixtures("register")
def test_somebody_prints_the_one_page_case_of_a_state(browser_page: Page) -> None:
    browser_page.goto("/figures/")
    browser_page.get_by_role("link", name=re.compile("Make your case")).first.click()
    browser_page.get_by_label("State or region").select_option(label="Minnesota")
    browser_page.get_by_role("button", name="Show the page").click()
    headline = "We list accounts of 2 of 3 hospitals in Minnesota (66.7%)."
    expect(browser_page.locator("article.case").get_by_text(headline)).to_be_visible()
    letter = browser_page.get_by_role("link", name="PDF, US Letter").get_attribute("href") or ""
    pages = PdfReader(BytesIO(browser_page.request.get(urljoin(browser_page.url, letter)).body())).pages
    assert len(pages) == 1
    assert headline in " ".join(pages[0].extract_text().split())
    browser_page.emulate_media(media="print")
    expect(browser_page.locator("article.case").get_by_text(headline)).to_be_visible()
    expect(browser_page.get_by_role("button", name="Show the page")).to_be_hidden()

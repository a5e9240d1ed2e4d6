"""Every block in a real browser: on a phone and on a wide screen, in both schemes."""

import pytest
from django.core.files.storage import FileSystemStorage
from playwright.sync_api import Page, expect

from rounds.content.models import File, Picture, PictureRendition
from rounds.content.tasks import make_sizes
from rounds.content.tests.every_block import rich_article
from rounds.media.models import Recording


@pytest.fixture
def path(monkeypatch, tmp_path, live_server, transactional_db) -> str:
    for model in (File, Picture, PictureRendition, Recording):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    article = rich_article()
    make_sizes.func(article.picture_id, ["body"])
    return str(article.get_url())


@pytest.mark.parametrize(("width", "taken"), [(390, "width-480"), (1280, "width-800")])
def test_a_page_of_every_block_is_read_on_any_screen(width, taken, browser_page: Page, path, axe):
    browser_page.set_viewport_size({"width": width, "height": 900})
    browser_page.goto(path)

    image = browser_page.get_by_role("img", name="A ward with two nurses at a screen")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("complete", True)

    source = image.evaluate("one => one.currentSrc")
    assert (source.endswith(".avif"), taken in source) == (True, True)
    assert browser_page.evaluate("document.documentElement.scrollWidth") == width
    assert axe(browser_page) == []

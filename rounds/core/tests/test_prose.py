"""Running text in Markdown: what it may hold, and what can never come out of it."""

import pytest

from rounds.core.prose import html, line, named, plain


def test_headings_are_ranked_below_the_page_and_keep_their_distance():
    assert html("# One\n\n### Three") == "<h2>One</h2>\n<h4>Three</h4>\n"
    assert html("## One\n\n### Two", top=3) == "<h3>One</h3>\n<h4>Two</h4>\n"
    assert html("# One\n\n###### Six", top=4) == "<h4>One</h4>\n<h6>Six</h6>\n"


def test_a_table_scrolls_in_itself_and_says_what_it_is():
    made = html("| A | B |\n| --- | ---: |\n| *c* | 1 |")
    assert made.startswith('<div class="table-scroll" tabindex="0" role="region" aria-label="Table">')
    assert '<th scope="col" class="num">B</th>' in made or '<th class="num" scope="col">B</th>' in made
    assert "<td><em>c</em></td>" in made
    assert "style" not in made


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '[x](javascript:alert(1) "y")',
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "![x](javascript:alert(1))",
        "![x](https://tracker.example/pixel.gif)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "<javascript:alert(1)>",
        "```html\n<script>alert(1)</script>\n```",
        "![\" onerror=alert(1) x=\"](lawn.png)",
        "[x](vbscript:x)",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)  # fmt: skip
def test_nothing_that_runs_or_loads_comes_out_of_it(text):
    made = html(text, files={"lawn.png": "/lawn.png"})
    for never in (
        "<script",
        "<svg",
        "<iframe",
        'href="javascript',
        'href="data',
        'src="http',
        'href="//',
        ' onerror="',
    ):
        assert never not in made
    assert "<img" not in made or 'src="/lawn.png"' in made
    assert 'href="/\\' not in made


def test_pictures_and_files_are_found_by_their_names():
    files = {"lawn.png": "/courses/files/1/lawn.png", "list.pdf": "/courses/files/2/list.pdf"}
    made = html("![A *green* lawn](lawn.png) and [the list](list.pdf), ![gone](gone.png)", files=files)
    assert '<img src="/courses/files/1/lawn.png" alt="A green lawn" loading="lazy">' in made
    assert '<a href="/courses/files/2/list.pdf">the list</a>, gone</p>' in made


def test_links_lead_to_secure_sites_to_mail_and_to_pages_of_ours():
    assert html("[a](https://a.example/)") == (
        '<p><a href="https://a.example/" rel="external nofollow noopener">a</a></p>\n'
    )
    assert html("[b](/courses/)") == '<p><a href="/courses/">b</a></p>\n'
    assert html("[c](mailto:c@example.org)") == '<p><a href="mailto:c@example.org">c</a></p>\n'
    assert "<a" not in html("[d](http://d.example/)")


def test_of_one_line_the_emphasis_is_kept_and_no_link():
    assert line("*Yes*, `no`, [x](https://a.example)") == "<em>Yes</em>, <code>no</code>, x"


def test_the_letters_alone_are_to_be_searched():
    assert plain("# One *two*\n\n- three\n- [four](/x/)\n\n| A | B |\n| - | - |\n| c | d |") == (
        "One two\nthree\nfour\nA\nB\nc\nd"
    )


def test_what_a_text_names_is_known():
    assert named("![a](lawn.png) [b](list.pdf) [c](https://c.example) [d](/d/) [e](#e)") == {
        "lawn.png",
        "list.pdf",
    }


def test_a_text_that_is_nested_without_end_is_read_in_time():
    assert html(">" * 20_000 + "x")
    assert html("[" * 20_000)
    assert html("*a **b " * 5_000)

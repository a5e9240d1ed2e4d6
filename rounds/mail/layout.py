"""How a plain text looks as HTML, and how its lines are folded. Pure: text in, text or HTML out."""

import re
import textwrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 76  # what RFC 5322 asks for, less two characters for an answer's quoting
_BREAK = SafeString("<br>")
_URL = re.compile(r"https?://\S+")
_BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:6px;background:#175f43;color:#ffffff;"
    "font-weight:700;text-decoration:none"
)
_ADDRESS = "display:inline-block;margin-top:8px;color:#4a524d;font-size:13px;word-break:break-all"
SIGNATURE = "-- "  # and a line break: mail programs fold away what follows (RFC 3676, 4.3)


def as_html(text: str, *, ours: str, label: str) -> SafeString:
    """Paragraphs, with a button that says `label` where a line is nothing but an address that begins with `ours`.

    No other address becomes a link: what a stranger typed must not look like ours.
    """
    blocks = re.split(r"\n\s*\n", text.strip("\n"))
    return format_html_join("\n", "{}", ((_block(block, ours, label),) for block in blocks if block.strip()))


def folded(text: str) -> str:
    """Long lines in pieces; an address stays whole, and what is indented stays so."""
    return "\n".join(_folded(line) for line in text.split("\n"))


def _block(block: str, ours: str, label: str) -> SafeString:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    before = [line for line in lines if not _is_link(line, ours)]
    links = [line for line in lines if _is_link(line, ours)]
    parts = [_paragraph(before, ours)] if before else []
    return SafeString("\n".join([*parts, *(_button(link, label) for link in links)]))


def _is_link(line: str, ours: str) -> bool:
    return line.startswith(f"{ours}/") and not re.search(r"\s", line)


def _paragraph(lines: list[str], ours: str) -> SafeString:
    body = format_html_join(_BREAK, "{}", ((_linked(line, ours),) for line in lines))
    return format_html('<p style="margin:0 0 16px">{}</p>', body)


def _button(url: str, label: str) -> SafeString:
    """The address stands below: whoever does not trust a button sees where it leads."""
    return format_html(
        '<p style="margin:0 0 16px"><a href="{0}" style="{1}">{2}</a><br>'
        '<a href="{0}" style="{3}">{0}</a></p>',
        url,
        SafeString(_BUTTON),
        label,
        SafeString(_ADDRESS),
    )


def _linked(line: str, ours: str) -> SafeString:
    """Our own addresses within a line."""
    parts, at = [], 0
    for found in _URL.finditer(line):
        url = found[0].rstrip(".,;:!?)]}'\"")
        if url.startswith(f"{ours}/"):
            parts.append(
                format_html('{}<a href="{}" style="color:#175f43">{}</a>', line[at : found.start()], url, url)
            )
            at = found.start() + len(url)
    return SafeString("".join([*parts, format_html("{}", line[at:])]))


def _folded(line: str) -> str:
    if len(line) <= WIDTH:
        return line if line == SIGNATURE else line.rstrip()
    indent = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line.strip(),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )

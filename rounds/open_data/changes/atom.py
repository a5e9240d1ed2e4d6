"""The log as Atom (RFC 4287). The whole log in archives (RFC 5005): complete stretches that change only by erasure.

A narrower question has no archives of its own: its older lines are further pages.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from rounds.open_data.changes.reading import others_in
from rounds.open_data.changes.whom import whom
from rounds.open_data.changes.words import sentence
from rounds.open_data.licence import licence
from rounds.open_data.models import LoggedChange
from rounds.open_data.xml import attribute, text
from rounds.organizations.models import Organization

ARCHIVE = 200  # numbers in an archive
TYPE = "application/atom+xml; charset=utf-8"


def feed(
    lines: Sequence[LoggedChange], *, title: str, links: Mapping[str, str], is_archive: bool = False
) -> str:
    """`links`: relation to address; "self" names the feed's own and "canonical" the one under which it is known."""
    others = others_in(lines)
    newest = max((line.happened_at for line in lines), default=datetime(2026, 1, 1, tzinfo=UTC))
    return "".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
            ' xmlns:fh="http://purl.org/syndication/history/1.0">\n',
            f"<id>{text(links['canonical'])}</id>\n<title>{text(title)}</title>\n",
            f"<updated>{newest.isoformat()}</updated>\n<author><name>Rounds</name></author>\n",
            f"<rights>{text(licence().name)}</rights>\n",
            *_links(links),
            "<fh:archive/>\n" if is_archive else "",
            *(_entry(line, others) for line in lines),
            "</feed>\n",
        ]
    )


def _links(links: Mapping[str, str]) -> Iterator[str]:
    yield f'<link rel="license" href={attribute(licence().url)}/>\n'
    for relation, address in links.items():
        if relation != "canonical" and address:
            kind = "text/html" if relation == "alternate" else "application/atom+xml"
            yield f'<link rel="{relation}" type="{kind}" href={attribute(address)}/>\n'


def _entry(line: LoggedChange, others: Mapping[int, Organization]) -> str:
    one, words = whom(line), sentence(line, others)
    address = settings.PUBLIC_URL + (one.path or "/changes/")  # an entry has to lead somewhere
    title = _("%(name)s: %(words)s") % {"name": one.name, "words": words}
    label = attribute(line.get_kind_display())
    return (
        f"<entry>\n<id>{text(identity(line.pk))}</id>\n<title>{text(title)}</title>\n"
        f"<updated>{line.happened_at.isoformat()}</updated>\n<published>{line.happened_at.isoformat()}</published>\n"
        f'<link rel="alternate" type="text/html" href={attribute(address)}/>\n'
        f'<category term="{line.kind}" label={label}/>\n<summary>{text(words)}</summary>\n</entry>\n'
    )


def identity(number: int) -> str:
    """A tag (RFC 4151): the same for ever, wherever the feed stands."""
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},2026:changes/{number}"


def bounds(archive: int) -> tuple[int, int]:
    """The numbers of its lines, the last one included. Archives count from 1."""
    return (archive - 1) * ARCHIVE + 1, archive * ARCHIVE

"""What a resource says to programs about itself (schema.org): what everybody may know, and no more."""

from typing import TYPE_CHECKING

from rounds.content.json_ld import article
from rounds.content.library.citing import Work
from rounds.content.library.licenses import LICENSES

if TYPE_CHECKING:
    from rounds.content.models import Resource


def document(page: "Resource", work: Work) -> dict[str, object]:
    publisher = {"@type": "Organization", "name": work.publisher}
    said = article(page) | {
        "@type": "DigitalDocument",
        "name": page.title,
        "genre": work.genre,
        "inLanguage": page.language,
        "publisher": publisher,
        "author": [{"@type": "Person", "name": one} for one in work.authors] or publisher,
        "version": str(work.edition or 1),
        "about": [str(one) for one in page.subjects],
        "audience": [
            {"@type": "Audience", "audienceType": one.value.replace("-", " ")} for one in page.audiences
        ],
    }
    if LICENSES[page.license].url:
        said["license"] = LICENSES[page.license].url
    else:
        said["copyrightHolder"] = publisher
    if work.on:
        said["dateModified"] = max(work.on.isoformat(), str(said.get("dateModified", "")))
    return {name: value for name, value in said.items() if value != []}

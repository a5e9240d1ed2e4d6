"""Which links to accounts are an organization's own, and which merely name somebody else's account.

A page that says "follow the WHO" links to an account as its own footer does. So a link counts where sites keep what is
theirs, or where the words say that it is theirs:

1. in the page's header, footer, navigation, sidebar or address: by element, by role, or by the class of old pages;
2. in a small box that speaks of social media, following or contact in its class, id, label or heading;
3. where the label says so: "Like us on Facebook", "Our YouTube channel"; or where it is only the name or sign of the
   platform, stands for itself, and is the one link of that kind to that platform;
4. on a page that by its title or address is about the organization's accounts.

It counts nowhere inside quotations, embedded posts, comments, templates and other people's cards: staff, authors,
partners, reviews, whoever made the site; nor when the page calls it somebody's contribution (`rel=ugc`, `sponsored`).
What else stands in running text does not count. A site that puts a stranger's account among its own in its footer
fools us; that account is suggested to a person, never listed, and cannot answer in return.
"""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from rounds.directory.checking import words

_LANDMARKS = frozenset(["header", "footer", "nav", "aside", "address"])
_LANDMARK_ROLES = frozenset(["banner", "contentinfo", "navigation", "complementary"])
_CONTENT = frozenset(["article", "main"])
_WHOLE = frozenset(["html", "body", "main", "article", "form"])
_SOUP = frozenset(["div", "section", "table", "tbody", "tr", "td", "ul", "ol", "p", "center", "font", "span"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_LIKE_HEADINGS = frozenset(
    ["p", "div", "span", "strong", "b", "dt", "legend", "font", "td", "th", "header", "center"]
)
_BLOCKS = frozenset(
    ["p", "li", "td", "th", "div", "dd", "dt", "section", "article", "main", "body", "center", "h2", "h3"]
)
_ATTRIBUTES = ("class", "id", "aria-label", "title")

_EMBEDDED = re.compile(
    r"comment(?!ary|s?[-_ ]?(?:closed|off|disabled))|disqus|guestbook|fb-(?:post|video|page)|bluesky-embed|"
    r"mastodon-embed|"
    r"tweet|twitter-(?:timeline|feed)|instagram-media|text-post-media|tiktok-embed|sb_instagram|sbi[-_]|cff-|ctf-|"
    r"(?<![a-z])(?:social|facebook|instagram|insta|x)[-_]?(?:feed|wall|stream|embed)|juicer-feed|"
    r"curator-feed|flockler|tagembed"
)
_NO_COMMENTS = re.compile(r"(?:no|without|hide|disable)[-_]?comments?")
_OTHERS = re.compile(
    r"(?<![a-z])(?:partners?|sponsors?|supporters?|funders?|authors?|byline|staff|team|people|persons?|physicians?|"
    r"doctors?|providers?|speakers?|testimonials?|reviews?|credits?|blogroll|related|advertisement)(?![a-z])"
)
_PERSON_TYPE = re.compile(r"schema\.org/(?:Person|Review|Comment|Physician)\b")
_SPEAKS = re.compile(
    r"social(?![-_ ]?(?:work|serv|care|scien|insur|secur|determin|polic|welfare|prescri|need|shar))|sociaux|soziale|"
    r"(?<!no)follow(?!ing|er|ed|[-_ ]?up)|(?<![a-z])connect(?!ion|ed|or|iv|icut)|contact(?![-_ ]?(?:less|lens|trac))|"
    r"redes[-_ ]?soc|(?<![a-z])sns(?![a-z])|keep[-_ ]?in[-_ ]?touch|stay[-_ ]?in[-_ ]?touch|find[-_ ]?us"
)
_PLACES = re.compile(
    r"(?<![a-z])(?:(?:site|page|global|main|top|bottom|sub|super|mega|master)?(?:footer|header|nav|menu)s?|foot|navbar|"
    r"navigation|masthead|colophon|top-?bar|bottom-?bar|bottom|sidebar|side-?nav|fusszeile|kopfzeile|pied|rodape|stopka)"
    r"(?![a-z])"
)
_NO_PLACES = re.compile(
    r"(?<![a-z])(?:card|entry|article|post|section|modal|panel|dialog|widget|content|block|item|table|accordion|tab)[-_]?"
    r"(?:header|footer|nav)"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ABOUT_ACCOUNTS = re.compile(
    r"(?:our-)?(?:social(?:-?media)?(?:-(?:accounts|channels|directory|hub|links|networks))?|socialmedia|follow(?:-us)?|"
    r"connect(?:-with-us)?|stay-connected|soziale-(?:medien|netzwerke)|redes-socia(?:les|is)|reseaux-sociaux|"
    r"sociale-media|sociala-medier|sosiale-medier|sns|sotsialnye-seti)"
)
_BETWEEN = re.compile(r"\s[|–—·•:»-]\s|[|｜»]")

SMALL = 1_000  # characters of text in a box about accounts
LIKE_A_FOOTER = 4_000
_NEAR = 5  # ancestors whose preceding headings are read
_BEFORE = 12  # siblings looked back over for a heading
_MOST_PARTS = 20  # elements of a link in which its label is sought
_MOST_STEPS = 2_000  # into and out of elements, in which text is sought
_AROUND = 300  # characters of text around a link
_SHORT = 60  # characters of a heading
_LINE = 100  # characters before a link that may tell who made the site


@dataclass(frozen=True, slots=True)
class Marks:
    """What one element says of the links in it."""

    is_embedded: bool
    is_others: bool
    is_content: bool
    is_landmark: bool
    is_called_landmark: bool
    speaks: bool


class Surroundings:
    """Of the links of one page. Remembers what it has found out about an element."""

    def __init__(self, url: str, title: str) -> None:
        self.is_about_accounts = is_about_accounts(url, title)
        self._marks: dict[Element, Marks] = {}
        self._sizes: dict[Element, int] = {}

    def is_embedded(self, element: Element) -> bool:
        return any(self._marks_of(one).is_embedded for one in element.iterancestors())

    def is_placed(self, element: Element) -> bool:
        """Whether it stands in a header, footer or the like of the page itself, not of an article."""
        return self._landmark(list(element.iterancestors())) is not None

    def is_own(self, link: Element, slug: str) -> bool | None:
        """None: only if it is the one link of its kind to the platform `slug` on the page."""
        chain = list(link.iterancestors())
        landmark = self._landmark(chain)
        inside = chain if landmark is None else chain[: landmark + 1]
        if any(self._marks_of(one).is_embedded for one in chain):
            return False
        if any(self._marks_of(one).is_others for one in inside) or _is_credit(link, slug):
            return False
        box = next((depth for depth, one in enumerate(inside) if self._is_speaking_box(one)), None)
        heading, depth = _heading(link, inside)
        if heading is not None and _is_of_others(heading) and (box is None or depth <= box):
            return False
        if landmark is not None or box is not None or self.is_about_accounts:
            return True
        return self._by_words(link, slug, heading)

    def _by_words(self, link: Element, slug: str, heading: str | None) -> bool | None:
        if heading is not None and (words.SOCIAL.search(heading) or words.FOLLOW.search(heading)):
            return True
        label = label_of(link, slug)
        if words.says_ours(label, slug):
            return True
        around = _text_around(link)
        if not words.leads_in(around):
            return False
        if words.FOLLOW.search(around) or words.SOCIAL.search(around):
            return True
        return None if heading is None and words.names_only(label, slug) else False

    def _landmark(self, chain: list[Element]) -> int | None:
        """The outermost landmark, if no article or main part is around it or in it."""
        if any(self._marks_of(one).is_content for one in chain):
            return None
        return next(
            (depth for depth in range(len(chain) - 1, -1, -1) if self._is_landmark(chain[depth])), None
        )

    def _is_landmark(self, element: Element) -> bool:
        """By element and role; by class only if it is no larger than a footer, for "has-sticky-header" is a page."""
        marks = self._marks_of(element)
        return marks.is_landmark or (marks.is_called_landmark and self._is_below(element, LIKE_A_FOOTER))

    def _is_speaking_box(self, element: Element) -> bool:
        return self._marks_of(element).speaks and self._is_below(element, SMALL)

    def _is_below(self, element: Element, size: int) -> bool:
        """`size`: characters of text."""
        if element not in self._sizes:
            texts = _texts(element, 4 * LIKE_A_FOOTER)
            self._sizes[element] = sum(len(" ".join(text.split())) for text in texts)
        return self._sizes[element] <= size

    def _marks_of(self, element: Element) -> Marks:
        marks = self._marks.get(element)
        if marks is None:
            marks = self._marks[element] = _marks(element)
        return marks


def is_about_accounts(url: str, title: str) -> bool:
    last = (
        unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2].partition(".")[0].lower().replace("_", "-")
    )
    if _ABOUT_ACCOUNTS.fullmatch(last):
        return True
    first = next((part.strip() for part in _BETWEEN.split(title) if part.strip()), "")
    return bool(words.SOCIAL.fullmatch(first) or (words.FOLLOW.fullmatch(first)))


def label_of(link: Element, slug: str = "") -> str:
    """What a reader is told about a link, by eye or by ear; the platform in its icon where nothing else tells."""
    told = [link.get("aria-label", ""), link.get("title", ""), link.get("alt", ""), *_texts(link, 200)]
    for one in islice(link.iter("img", "svg", "i", "span", "use"), _MOST_PARTS):
        told += [one.get("alt", ""), one.get("aria-label", ""), one.get("title", "")]
    label = " ".join(dict.fromkeys(" ".join(part.split()) for part in told if part.strip()))
    return (label or (_icon(link, slug) if slug else ""))[:300]


def _icon(link: Element, slug: str) -> str:
    told = []
    for one in islice(link.iter(), _MOST_PARTS):
        told += [one.get("class", ""), one.get("src", "").rpartition("/")[2]]
    return next(filter(None, (words.of_icon(token, slug) for token in told)), "")


def _marks(element: Element) -> Marks:
    tag = element.tag
    told = _CAMEL.sub("-", " ".join(value for name in _ATTRIBUTES if (value := element.get(name))))[
        :1_000
    ].lower()
    role = element.get("role", "").lower()
    is_whole = tag in _WHOLE
    named = "" if is_whole else told
    return Marks(
        is_embedded=tag in ("template", "blockquote", "q", "iframe", "object")
        or bool(named and _EMBEDDED.search(_NO_COMMENTS.sub("", named))),
        is_others=bool(named and _OTHERS.search(named))
        or bool(_PERSON_TYPE.search(element.get("itemtype", ""))),
        is_content=tag in _CONTENT or role in _CONTENT,
        is_landmark=tag in _LANDMARKS or role in _LANDMARK_ROLES,
        is_called_landmark=bool(
            tag in _SOUP and named and _PLACES.search(named) and not _NO_PLACES.search(named)
        ),
        speaks=bool(named and _SPEAKS.search(named)),
    )


def _heading(link: Element, inside: list[Element]) -> tuple[str | None, int]:
    """The nearest heading before a link, and how many elements up it stands; None where there is none near."""
    node = link
    for depth, parent in enumerate(inside[:_NEAR]):
        for before in islice(node.itersiblings(preceding=True), _BEFORE):
            text = _as_heading(before)
            if text:
                return text, depth
        node = parent
    return None, 0


def _as_heading(element: Element) -> str:
    if element.tag in _HEADINGS:
        return _short(element)
    if element.tag not in _LIKE_HEADINGS or element.find(".//a") is not None:
        return ""
    text = _short(element)
    is_telling = any(one.search(text) for one in (words.SOCIAL, words.FOLLOW, words.OTHERS, words.PERSON))
    return text if text and len(text) <= _SHORT and is_telling else ""


def _is_of_others(heading: str) -> bool:
    return bool(words.OTHERS.fullmatch(heading.strip(" :.–-")) or words.PERSON.search(heading))


def _is_credit(link: Element, slug: str) -> bool:
    """ "Site by Agency", and the agency's account behind it. Plain signs of platforms beside it are the site's own."""
    if words.CREDIT.match(" ".join(_texts(link, 100))):
        return True
    before = _before(link)
    credits = list(words.CREDIT.finditer(before))
    if not credits:
        return False
    return credits[-1].end() == len(before) or not words.names_only(label_of(link, slug), slug)


def _before(link: Element) -> str:
    """The last words of the line before a link."""
    parts: list[str] = []
    for count, one in enumerate(link.itersiblings(preceding=True)):
        parts.append((one.tail or "")[-4 * _LINE :])
        if one.tag in ("br", "p", "div", "hr", "ul") or count >= _BEFORE:
            break
        parts.append(" ".join(_texts(one, _SHORT)))
    else:
        parent = link.getparent()
        parts.append((parent.text or "")[-4 * _LINE :] if parent is not None else "")
    return " ".join("".join(reversed(parts)).split())[-_LINE:]


def _text_around(link: Element) -> str:
    """The text of the block in which a link stands, without its links; of a long text the beginning."""
    block = next((one for one in link.iterancestors() if one.tag in _BLOCKS), None)
    if block is None:
        return ""
    return " ".join(_texts(block, _AROUND, with_links=False))


def _short(element: Element) -> str:
    return " ".join(" ".join(_texts(element, 200)).split())


def _texts(element: Element, most: int, *, with_links: bool = True) -> list[str]:
    """The texts in an element, up to `most` characters, with or without those of the links in it."""
    texts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in islice(walk, _MOST_STEPS):
        if event == "start" and one.tag == "a" and one is not element and not with_links:
            walk.skip_subtree()
            continue
        text = one.text if event == "start" else one.tail if one is not element else ""
        if text and not text.isspace():
            texts.append(text[:most])
            most -= len(text)
            if most <= 0:
                break
    return texts

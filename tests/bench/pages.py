# ruff: noqa: E501 - markup as it is written
"""Pages as hospitals have them, made up: 20 to 200 KB, seven systems, ten languages. And how fast they are read."""

import random
import time
from collections.abc import Iterator
from typing import NamedTuple

from rounds.directory.checking.html import read_page

_WORDS = {
    "en": "care ward nurse clinic patient visit research family health center service support surgery heart cancer",
    "de": "Klinik Station Pflege Ambulanz Patienten Besuch Forschung Familie Gesundheit Zentrum Beratung Operation",
    "fr": "soins service infirmière clinique patient visite recherche famille santé centre chirurgie urgences",
    "es": "atención servicio enfermera clínica paciente visita investigación familia salud centro cirugía urgencias",
    "pt": "atendimento serviço enfermeira clínica paciente visita pesquisa família saúde centro cirurgia",
    "ru": "отделение врач клиника пациент приём исследование семья здоровье центр хирургия помощь",
    "ja": "病院 診療科 外来 入院 患者 看護 研究 健康 受付 救急",
    "zh": "医院 门诊 住院 患者 护理 研究 健康 预约 急诊 专家",
    "ar": "مستشفى عيادة مريض زيارة بحث عائلة صحة مركز جراحة طوارئ",
    "el": "νοσοκομείο κλινική ασθενής επίσκεψη έρευνα οικογένεια υγεία κέντρο",
}
_CONTACT = {
    "en": "Contact us",
    "de": "Kontakt",
    "fr": "Nous contacter",
    "es": "Contáctenos",
    "pt": "Fale conosco",
    "ru": "Контакты",
    "ja": "お問い合わせ",
    "zh": "联系我们",
    "ar": "اتصل بنا",
    "el": "Επικοινωνία",
}
_PLATFORMS = (
    "https://www.facebook.com/{}",
    "https://twitter.com/{}",
    "https://www.instagram.com/{}/",
    "https://www.youtube.com/@{}",
    "https://www.linkedin.com/company/{}",
    "https://www.tiktok.com/@{}",
    "https://bsky.app/profile/{}.example.org",
    "https://mastodon.social/@{}",
)
# How seven systems wrap an item of the menu, a piece of the content, and the accounts.
_SYSTEMS = (
    (
        '<li id="menu-item-{n}" class="menu-item menu-item-type-post_type menu-item-{n}"><a href="{url}">{text}</a>{more}</li>',
        '<div class="elementor-element elementor-element-{n} elementor-widget" data-id="{n}" data-element_type="widget">'
        '<div class="elementor-widget-container"><h2>{title}</h2><p>{text}</p></div></div>',
        '<div class="elementor-social-icons-wrapper">{accounts}</div>',
    ),
    (
        '<li class="menu-item menu-item--expanded"><a href="{url}" data-drupal-link-system-path="node/{n}">{text}</a>{more}</li>',
        '<div class="paragraph paragraph--type--text" id="p{n}"><div class="field field--name-field-text"><h3>{title}</h3>'
        "<p>{text}</p></div></div>",
        '<div class="region region-footer-social">{accounts}</div>',
    ),
    (
        '<li class="cmp-navigation__item cmp-navigation__item--level-1"><a class="cmp-navigation__item-link" href="{url}">{text}'
        "</a>{more}</li>",
        '<div class="text aem-GridColumn"><div id="text-{n}" class="cmp-text" data-cmp-data-layer="{{&quot;text-{n}&quot;:1}}">'
        "<h2>{title}</h2><p>{text}</p></div></div>",
        '<div class="cmp-experiencefragment--footer">{accounts}</div>',
    ),
    (
        '<li class="item{n} odd"><div class="field-link"><a href="{url}">{text}</a></div>{more}</li>',
        '<div class="component rich-text col-12"><div class="component-content"><h3>{title}</h3><p>{text}</p></div></div>',
        '<div class="component link-list">{accounts}</div>',
    ),
    (
        '<div class="x{n}"><div class="y{n}"><a data-testid="linkElement" href="{url}"><span>{text}</span></a></div>{more}</div>',
        '<div id="comp-{n}" class="MazNVa comp-{n}"><div class="rich"><p class="font_8"><span style="color:#000">{text}</span></p>'
        "<h4>{title}</h4></div></div>",
        '<div id="SITE_FOOTER">{accounts}</div>',
    ),
    (
        '<li class="sub page-{n}"><a href="{url}" title="{text}">{text}</a>{more}</li>',
        '<div id="c{n}" class="frame frame-default frame-type-textpic"><header><h2>{title}</h2></header><p>{text}</p></div>',
        '<div class="frame-type-social">{accounts}</div>',
    ),
    (
        '<tr><td class="nav"><font face="Arial" size="1"><a href="{url}">{text}</a></font></td></tr>{more}',
        '<table border="0" width="600"><tr><td valign="top"><font size="2"><b>{title}</b><br>{text}<br></font></td></tr></table>',
        '<table><tr><td align="center" class="bottom">{accounts}</td></tr></table>',
    ),
)


class SavedPage(NamedTuple):
    url: str
    body: bytes


def pages(n: int = 1_000) -> Iterator[SavedPage]:
    """The same pages each time, one after the other: together they are 80 MB."""
    chance = random.Random(11)
    for number in range(n):
        yield SavedPage(f"https://www.hospital-{number}.example/", _page(number, chance).encode())


def pages_per_second(n: int = 1_000) -> tuple[float, float]:
    """Pages a second of one core's own time, and the mean size of a page in kilobytes. Making them is not counted."""
    seconds, size, named = 0.0, 0, 0
    for page in pages(n):
        began = time.process_time()
        named += len(read_page(page.body, url=page.url).mentions)
        seconds += time.process_time() - began
        size += len(page.body)
    assert named >= 4 * n, named
    return n / seconds, size / n / 1_000


def _page(number: int, chance: random.Random) -> str:
    language = chance.choice(list(_WORDS))
    item, piece, social = chance.choice(_SYSTEMS)
    words = _WORDS[language].split()
    target = int(min(200, max(20, chance.lognormvariate(4.2, 0.55))) * 1_000)
    head = _head(number, chance, target)
    menu = _menu(item, words, chance, deep=chance.randint(1, 3), wide=chance.randint(6, 14))
    parts = [head, f"<body><header><nav aria-label='Main'>{menu}</nav></header><main id='content'>"]
    size = sum(len(part.encode()) for part in parts)
    while size < target:
        parts.append(_piece(piece, words, chance))
        size += len(parts[-1].encode())
    parts.append(f"</main><footer>{social.format(accounts=_accounts(number, chance))}<ul>{menu[:4_000]}</ul>")
    parts.append(f"<p><a href='/contact'>{_CONTACT[language]}</a> © 2026</p></footer></body></html>")
    return "".join(parts)


def _head(number: int, chance: random.Random, target: int) -> str:
    styles = "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(target // 250))
    script = "window.dataLayer=window.dataLayer||[];" * (target // 600)
    data = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"H"},'
        f'{{"@type":"Hospital","url":"https://www.hospital-{number}.example/","sameAs":["https://x.com/hospital{number}"]}}]}}'
        "</script>"
    )
    icons = "".join(
        f'<link rel="preload" href="/fonts/{n}.woff2" as="font">' for n in range(chance.randint(5, 25))
    )
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>Hospital {number}</title>"
        f'<meta name="twitter:site" content="@hospital{number}">{icons}{data}<style>{styles}</style><script>{script}</script></head>'
    )


def _menu(item: str, words: list[str], chance: random.Random, *, deep: int, wide: int) -> str:
    return "".join(
        item.format(
            n=chance.randint(1, 9_999),
            url=f"/{chance.choice(words)}/{count}",
            text=f"{chance.choice(words)} {chance.choice(words)} {chance.randint(1, 999)}",
            more=f"<ul class='sub-menu'>{_menu(item, words, chance, deep=deep - 1, wide=wide // 2)}</ul>"
            if deep > 1
            else "",
        )
        for count in range(wide)
    )


def _piece(piece: str, words: list[str], chance: random.Random) -> str:
    text = " ".join(chance.choice(words) for _ in range(chance.randint(20, 120)))
    link = f'<a href="/news/{chance.randint(1, 999)}">{chance.choice(words)}</a>'
    outside = chance.random()
    if outside < 0.06:
        link = f'<a href="https://x.com/stranger{chance.randint(1, 99)}">@stranger</a>'
    elif outside < 0.12:
        link = f'<a href="https://journal.example/{chance.randint(1, 99)}">{chance.choice(words)}</a>'
    return piece.format(
        n=chance.randint(1, 9_999), title=chance.choice(words), text=f"{text} {link} {text[:200]}"
    )


def _accounts(number: int, chance: random.Random) -> str:
    chosen = chance.sample(_PLATFORMS, chance.randint(3, 7))
    return "".join(
        f'<a href="{address.format(f"hospital{number}")}" target="_blank" rel="noopener"><i class="fab fa-x"></i>'
        f'<svg viewBox="0 0 24 24"><path d="M12 0{"c1.1 2.2 3.3 4.4" * 10}z"/></svg></a>'
        for address in chosen
    )

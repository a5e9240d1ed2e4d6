"""What sites write around the links to their accounts, in the languages that we know it in. Pure data."""

import re

from rounds.directory.platforms import PLATFORMS
from rounds.directory.platforms.table import LABELS


def _any(text: str) -> re.Pattern[str]:
    """One alternative a line. Alphabets with spaces match whole words, the others anywhere."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    spaced = [
        line
        for line in lines
        if not re.search(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", line)
    ]
    joined = [line for line in lines if line not in spaced]
    return re.compile("|".join([rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)", *joined]), re.IGNORECASE)


SOCIAL = _any(r"""
    social media(?: (?:accounts|channels|directory|hub|links))?
    social (?:networks?|channels|networking)
    sosyal (?:medya|ağlar)
    sozial\w* (?:medien|netzwerke?n?)
    social[- ]media[- ]kanäle
    r[eé]seaux sociaux
    redes socia(?:les|is)
    (?:media|rete|reti|canali) social
    sociale (?:media|medier)
    sociala (?:medier|kanaler)
    sosiale medier
    sosiaalinen media
    media społecznościowe
    sociální sítě
    közösségi (?:média|oldal\w*)
    (?:мы )?в соц\w*[ .-]*сет\w+
    соц(?:иальные|\.)?[ -]?сети
    соціальн\w+ мереж\w+
    κοινωνικά δίκτυα
    وسائل التواصل(?: الاجتماعي)?
    رשתות חברתיות
    רשתות חברתיות
    सोशल मीडिया
    mạng xã hội
    media sosial
    ソーシャルメディア
    公式SNS
    SNS公式アカウント
    SNS
    社交媒体
    社交媒體
    社群媒體
    官方微博
    新媒体矩阵
    소셜 ?미디어
    โซเชียลมีเดีย
""")
FOLLOW = _any(r"""
    (?:follow|like|join|find|watch) us(?: on)?
    connect(?: with us)?
    stay (?:connected|in touch)
    get social
    keep in touch
    subscribe
    folge?n? sie uns(?: auf)?
    folge uns
    (?:suivez|retrouvez|rejoignez)[- ]nous(?: sur)?
    s[ií]guenos(?: en)?
    siga-nos
    acompanhe-nos
    nos siga
    seguici(?: su)?
    segui[- ]nos
    volg ons(?: op)?
    följ oss(?: på)?
    følg os[s]?
    seuraa meitä
    (?:obserwuj|śledź) nas
    sledujte nás
    kövess(?:en)? minket
    bizi takip edin
    takip edin
    подпи(?:шитесь|сывайтесь)(?: на нас)?
    следите за нами
    ακολουθήστε μας
    تابعنا(?: على)?
    تابعونا(?: على)?
    עקבו אחרינו
    theo dõi chúng tôi
    ikuti kami
    हमें फॉलो करें
    フォローする
    フォロー
    关注我们
    關注我們
    追蹤我們
    팔로우
    ติดตามเรา
""")
CONTACT = _any(r"""
    contacts?
    contact us
    contact(?:ez)?[- ]nous
    nous contacter
    kontakte?
    kontakta(?: oss)?
    contacto
    cont[aá]ctenos
    contato
    contactos
    fale conosco
    contatti
    contattaci
    yhteystiedot
    iletişim
    bize ulaşın
    kapcsolat
    контакт\w*
    επικοινωνία
    اتصل بنا
    تواصل معنا
    צור קשר
    संपर्क(?: करें)?
    liên hệ
    hubungi kami
    お問い?合わ?せ
    联系我们
    聯絡我們
    聯繫我們
    문의
    연락처
    ติดต่อเรา
""")
PRESS = _any(r"""
    news ?room
    media (?:contacts?|relations|room|cent(?:er|re)|inquiries)
    press(?: (?:office|room|contacts?))?
    presse(?:stelle|kontakt|raum)?
    espace presse
    (?:sala de )?prensa
    (?:sala de )?imprensa
    (?:ufficio |sala )?stampa
    pers(?:kamer)?
    pressrum
    basın(?: odası)?
    пресс-?(?:центр|служба)
    المركز الإعلامي
    報道関係\w*
    プレスルーム
    新闻中心
    新聞中心
    보도자료
""")
# Above links to other people's accounts.
OTHERS = _any(r"""
    (?:our )?(?:partners?|sponsors?|supporters|funders|friends|affiliations)
    (?:our )?(?:team|staff|people|doctors|physicians|speakers|authors?|experts|leadership)
    (?:useful|related|external|other) (?:links|organi[sz]ations|sites|resources)
    see also
    blogroll
    about the author
    (?:unsere )?partner
    nos partenaires
    (?:nuestros )?socios
    (?:nossos )?parceiros
    patrocinadores
    i nostri partner
    наши партн[её]ры
    партн[её]ры
    関連(?:リンク|団体)
    友情链接
    合作伙伴
""")
PERSON = re.compile(
    r"^\W*(?:dr|prof|mr|mrs|ms|dra|pr|д-р)\.?\s|,\s*(?:md|m\.d\.|phd|ph\.d\.|rn|do|mba|np)\b", re.IGNORECASE
)
# Before a link to whoever made the site.
CREDIT = re.compile(
    r"(?:\b(?:web ?)?(?:site|design|development|hosting|theme|photos?|images?|website)"
    r"|\b(?:designed|built|made|developed|powered|created|crafted|hosted|maintained))\b"
    r"(?:\W+(?:and|with|love|website|web|site|design|designed|developed|built|maintained))*"
    r"\W*\b(?:by|von|par|por|di|da|door|av|af|durch)\b\W*"
    r"|\b(?:web ?design|design|realisation|réalisation|umsetzung|diseño|realizzazione|created|powered)\b"
    r"\W*(?:\b(?:by|von|par|por|di|da|door|av|af|durch)\b|:)\W*",
    re.IGNORECASE,
)
WE = _any(r"""
    our
    us
    unser(?:e[nrms]?)?
    uns
    notre
    nos
    nuestr[oa]s?
    noss[oa]s?
    nostr[oaie]
    onze?
    vår[ta]?
    наш\w*
    公式
    官方
    공식
""")
_FILLERS = frozenset(
    """
    a account accounts and at auf button channel connect en external feed find follow go handle here icon icono
    in join kanal like link logo media new netzwerk now official on open opens our page pagina página per profile seite
    formerly see share site social su sur subscribe tab the to us via visit watch website window with y zu zur й на в и
    inc com www
    """.split()  # noqa: SIM905
)
_WORD = re.compile(r"[^\W_]+")
_NAMES: dict[str, set[str]] = {
    slug: {slug, *_WORD.findall(row.name.lower())} for slug, row in PLATFORMS.items()
}
for _label, _slug in LABELS.items():
    _NAMES[_slug].add(_label)
_ALL_NAMES = frozenset(name for names in _NAMES.values() for name in names)


def names_only(label: str, slug: str) -> bool:
    """Whether a label is the platform's name and nothing of substance besides: "Visit our Facebook page"."""
    words = _WORD.findall(re.sub("公式|官方|アカウント|ページ", " ", label.lower()))
    return any(word in _NAMES[slug] for word in words) and all(
        word in _NAMES[slug] or word in _FILLERS for word in words
    )


def of_icon(token: str, slug: str) -> str:
    """The platform's name in a class or a file name such as "fa-facebook-f"; "" where it is not there."""
    return next((word for word in _WORD.findall(token.lower()) if word in _NAMES[slug]), "")


def says_ours(label: str, slug: str) -> bool:
    """ "Like us on Facebook", "Our YouTube channel": said by whoever writes the page, of themselves."""
    if not WE.search(label):
        return False
    rest = WE.sub(" ", FOLLOW.sub(" ", label.lower()))
    words = _WORD.findall(rest)
    return any(word in _NAMES[slug] for word in words) and all(
        word in _ALL_NAMES or word in _FILLERS for word in words
    )


def leads_in(text: str) -> bool:
    """Whether text does nothing but introduce links: "Follow us on", "Facebook |", and nothing at all."""
    rest = SOCIAL.sub(" ", FOLLOW.sub(" ", text.lower()))
    return all(word in _ALL_NAMES or word in _FILLERS for word in _WORD.findall(rest))

"""Languages, and charsets that servers and pages tell the truth about, or not."""

from rounds.directory.tests.neighbourhood.sites import FOOTER, GO, TEXT, Reply, X, html, site

RUSSIAN = "<p>" + "Городская больница принимает пациентов круглосуточно. " * 8 + "</p>"
JAPANESE = "<p>" + "当院は地域の皆様の健康を守るために診療を行っています。" * 12 + "</p>"
CHINESE = "<p>" + "医院全天候为患者提供医疗服务，欢迎您的到来。" * 12 + "</p>"
ARABIC = "<p>" + "يستقبل المستشفى المرضى على مدار الساعة. " * 8 + "</p>"
GREEK = "<p>" + "Το νοσοκομείο δέχεται ασθενείς όλο το εικοσιτετράωρο. " * 6 + "</p>"
VK = '<a href="https://vk.com/mercy">ВКонтакте</a>'
WEIBO = '<a href="https://weibo.com/u/1234567890">微博</a>'


def in_charset(what: str, charset: str, told: str, body: str, head: str = "", expected: str = "link x/mercy"):
    return site(what, expected, html(body, head, type=told, charset=charset))


def headed(words: str, text: str = TEXT, link: str = GO) -> str:
    """Nothing but the heading says whose account it is."""
    return f"<main>{text}<h2>{words}</h2><p>{link}</p></main>"


SITES = [
    site(
        "Russian, with VK and OK",
        "link vk/mercy, link ok/mercy",
        RUSSIAN + f'<footer>{VK}<a href="https://ok.ru/mercy">ОК</a></footer>',
    ),
    site("Russian heading", "link vk/mercy", headed("Мы в социальных сетях", RUSSIAN, VK)),
    site(
        "Chinese, Weibo by number and WeChat as a picture",
        "link weibo/1234567890",
        CHINESE + f'<footer>{WEIBO}<img src="/wechat-qr.png" alt="微信公众号 mercy"></footer>',
    ),
    site(
        "Chinese, Bilibili and Weibo under a heading",
        "link weibo/1234567890, link bilibili/12345678",
        headed("关注我们", CHINESE, WEIBO + '<a href="https://space.bilibili.com/12345678">B站</a>'),
    ),
    site("Traditional Chinese heading", "link x/mercy", headed("社群媒體", CHINESE)),
    site("Japanese heading", "link x/mercy", headed("公式SNS", JAPANESE)),
    site(
        "Japanese, a label that says official",
        "link x/mercy",
        f'<div>{JAPANESE}<p><a href="https://x.com/mercy">公式X</a></p></div>',
    ),
    site("Korean heading", "link x/mercy", headed("소셜미디어")),
    site(
        "Arabic, from right to left", "link x/mercy", f'<div dir="rtl">{headed("تابعنا على", ARABIC)}</div>'
    ),
    site("Hebrew heading", "link x/mercy", headed("עקבו אחרינו")),
    site("Greek heading", "link x/mercy", headed("Ακολουθήστε μας", GREEK)),
    site("Turkish heading", "link x/mercy", headed("Sosyal medya")),
    site("Spanish heading", "link x/mercy", headed("Síguenos en:")),
    site("Portuguese heading", "link x/mercy", headed("Redes sociais")),
    site("French heading", "link x/mercy", headed("Suivez-nous sur les réseaux sociaux")),
    site("German heading", "link x/mercy", headed("Soziale Medien")),
    site("Italian heading", "link x/mercy", headed("Seguici su")),
    site("Dutch heading", "link x/mercy", headed("Volg ons op")),
    site("Swedish heading", "link x/mercy", headed("Följ oss")),
    site("Polish heading", "link x/mercy", headed("Media społecznościowe")),
    site("Thai heading", "link x/mercy", headed("ติดตามเรา")),
    in_charset(
        "Shift_JIS as the header says",
        "shift_jis",
        "text/html; charset=Shift_JIS",
        headed("公式SNS", JAPANESE),
    ),
    in_charset(
        "Shift_JIS as the page says",
        "shift_jis",
        "text/html",
        headed("公式SNS", JAPANESE),
        '<meta http-equiv="Content-Type" content="text/html; charset=x-sjis">',
    ),
    in_charset(
        "ISO-2022-JP", "iso2022_jp", "text/html; charset=ISO-2022-JP", headed("ソーシャルメディア", JAPANESE)
    ),
    in_charset(
        "windows-1251 that says so",
        "cp1251",
        "text/html; charset=windows-1251",
        headed("Мы в соцсетях", RUSSIAN),
    ),
    in_charset(
        "windows-1251 under a header that says UTF-8",
        "cp1251",
        "text/html; charset=utf-8",
        headed("Подписывайтесь", RUSSIAN),
        "<meta charset=windows-1251>",
    ),
    in_charset(
        "UTF-8 under a header that says Latin-1",
        "utf-8",
        "text/html; charset=iso-8859-1",
        headed("Följ oss", JAPANESE),
    ),
    in_charset(
        "GB2312 in the page", "gb18030", "text/html", headed("关注我们", CHINESE), "<meta charset=gb2312>"
    ),
    in_charset("UTF-16 with its mark", "utf-16", "text/html", headed("Följ oss")),
    in_charset(
        "UTF-16 without its mark, called UTF-8", "utf-16-le", "text/html; charset=utf-8", headed("Seguici")
    ),
    in_charset(
        "UTF-8 with a mark, called something else",
        "utf-8-sig",
        "text/html; charset=koi8-r",
        headed("Följ oss"),
    ),
    in_charset("Latin-1 that nobody names", "latin-1", "text/html", headed("Síguenos")),
    in_charset("a charset that does not exist", "utf-8", "text/html; charset=utf-1000", TEXT + FOOTER),
    in_charset(
        "UTF-7, which is not read",
        "ascii",
        "text/html; charset=utf-7",
        TEXT + f"<footer>{X}+ADw-a href=+ACI-https://x.com/stranger+ACIAPg-</footer>",
    ),
    site(
        "broken bytes in the middle",
        "link x/mercy",
        Reply(raw=f"<title>Mercy</title>{TEXT}".encode() + b"<p>\xff\xfe\x80\xc3(</p>" + FOOTER.encode()),
    ),
]

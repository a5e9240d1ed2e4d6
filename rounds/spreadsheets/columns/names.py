"""What a column is by its name, in the languages and the haste in which people write them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rounds.directory.platforms import PLATFORMS
from rounds.spreadsheets.columns.roles import ON, Role

SURE, LIKELY, MAYBE = 0.9, 0.7, 0.4
# A whole name, as `folded` leaves it. "|" between names.
_WHOLE = {
    Role.NAME: (
        "name|names|display name|hosp name|hospital|hospital name|facility|facility name|organization|"
        "organisation|organization name|organisation name|org|org name|orgname|organisationname|institution|"
        "institution name|provider name|clinic|clinic name|practice name|company|entity|health system|"
        "system name|agency|agency name|account owner|name of hospital|name of organization|name of facility|"
        "legal name|hospital or system|member name|trust|trust name|nombre|nombre del hospital|"
        "hospital nombre|institucion|organizacion|nombre de la organizacion|centro|nom|nom de l hopital|"
        "nom de l etablissement|etablissement|hopital|organisme|nom de l organisme|raison sociale|"
        "krankenhaus|krankenhausname|klinik|name der klinik|einrichtung|name der einrichtung|bezeichnung|"
        "traeger|trager|organisationsname|ospedale|nome|nome ospedale|struttura|denominazione|ente|"
        "nome do hospital|instituicao|organizacao|estabelecimento|ziekenhuis|naam|instelling|naam ziekenhuis|"
        "organisatie|nazwa|nazwa szpitala|szpital|placowka|podmiot|sjukhus|namn|sygehus|navn|sykehus|"
        "sairaala|nimi|nemocnice|nazev|korhaz|hastane|hastane adi|kurum|kurum adi|νοσοκομειο|ονομα|название|"
        "наименование|больница|организация|медицинская организация|учреждение|病院名|病院|施設名|医療機関名|"
        "名称|団体名|机构名称|机构|医院|医院名称|名字|醫院|醫院名稱|機構名稱|병원|병원명|기관명|이름|"
        "اسم المستشفى|المستشفى|الاسم"
    ),
    Role.TYPE: (
        "type|org type|organization type|organisation type|organizationtype|organisationtype|facility type|"
        "hospital type|category|kind|subtype|kind of organization|tipo|tipo de organizacion|categorie|"
        "type d etablissement|art|typ|art der einrichtung|tipologia|rodzaj|тип|種別|施設種別|类型|類型|"
        "机构类型|유형|종별"
    ),
    Role.COUNTRY: (
        "country|country code|countrycode|country name|nation|iso country|iso2|pais|pays|land|staat|paese|"
        "nazione|kraj|ulke|zeme|orszag|χωρα|страна|国|国名|国家|國家|국가|البلد|الدولة|landcode|landkode"
    ),
    Role.REGION: (
        "state|st|state code|state name|us state|state province|state region|province|prov|region|county|"
        "territory|provider state|state or province|estado|provincia|comunidad autonoma|comunidad|"
        "departamento|departement|bundesland|kanton|canton|uf|regione|regio|provincie|wojewodztwo|lan|fylke|"
        "область|регион|край|都道府県|県|省|省份|州|시도|المحافظة|nuts"
    ),
    Role.CITY: (
        "city|town|city town|municipality|locality|city name|place|provider city|ciudad|localidad|municipio|"
        "ville|commune|localite|ort|stadt|citta|comune|cidade|plaats|stad|woonplaats|gemeente|miasto|"
        "miejscowosc|by|sted|kaupunki|mesto|obec|varos|sehir|πολη|город|населенный пункт|市区町村|市|城市|"
        "都市|도시|시군구|المدينة"
    ),
    Role.STREET: (
        "street|address|street address|address line 1|address1|address 1|addr|addr1|addr 1|mailing address|"
        "physical address|direccion|calle|domicilio|adresse|rue|adresse postale|strasse|anschrift|"
        "strasse hausnummer|indirizzo|via|endereco|rua|adres|straat|ulica|gata|gatuadress|vej|osoite|"
        "διευθυνση|адрес|улица|住所|所在地|地址|街道|주소|العنوان|street name"
    ),
    Role.POSTAL_CODE: (
        "zip|zip code|zipcode|zip5|postal|postal code|postalcode|post code|postcode|codigo postal|cp|"
        "code postal|plz|postleitzahl|cap|cep|kod pocztowy|postnummer|postnr|postinumero|psc|iranyitoszam|"
        "posta kodu|τκ|индекс|почтовый индекс|郵便番号|邮编|邮政编码|郵遞區號|우편번호"
    ),
    Role.WEBSITE: (
        "website|web site|web|webpage|web page|homepage|home page|site|url|website url|web url|web address|"
        "hospital website|official website|official site|internet|internet address|domain|www|sitio web|"
        "pagina web|web oficial|site web|site internet|siteweb|internetseite|webseite|internetadresse|"
        "webadresse|sito|sito web|sitio|pagina|site oficial|strona|strona www|strona internetowa|hemsida|"
        "hjemmeside|webbplats|kotisivu|webstranka|honlap|ιστοσελιδα|сайт|вебсайт|веб сайт|официальный сайт|"
        "ホームページ|ウェブサイト|公式サイト|hp|网站|网址|官网|網站|網址|홈페이지|웹사이트|الموقع|"
        "الموقع الالكتروني"
    ),
    Role.PHONE: (
        "phone|phone number|telephone|telephone number|tel|tel no|telno|phone no|main phone|switchboard|"
        "telefono|telefon|telefonnummer|telephone no|numero de telephone|no de telephone|telefone|tel nr|"
        "rufnummer|telefoon|telefoonnummer|nr telefonu|puhelin|τηλεφωνο|телефон|電話|電話番号|电话|联系电话|"
        "전화|전화번호|الهاتف"
    ),
    Role.BEDS: (
        "beds|bed|bed count|no of beds|number of beds|licensed beds|staffed beds|total beds|bed size|camas|"
        "numero de camas|lits|nombre de lits|betten|bettenzahl|posti letto|leitos|bedden|lozka|liczba lozek|"
        "sangplatser|койки|число коек|病床数|病床|床位|床位数|병상|병상수"
    ),
    Role.OWNERSHIP: (
        "ownership|owner|owner type|ownership type|hospital ownership|control|sector|titularidad|propriete|"
        "statut juridique|tragerschaft|traegerschaft|proprieta|propriedade|wlasnosc|форма собственности|"
        "собственность|設立主体|経営主体|所有制|설립구분"
    ),
    Role.CCN: (
        "ccn|cms certification number|cms ccn|medicare provider number|medicare number|facility id|"
        "provider id|provider number|cms id|cms number|prov num|provnum|prvdr num"
    ),
    Role.NPI: (
        "npi|npi number|national provider identifier|national provider id"
    ),
    Role.ROR: (
        "ror|ror id|rorid|ror url"
    ),
    Role.ODS: (
        "ods|ods code|organisationcode|organisation code|nhs code"
    ),
    Role.WIKIDATA: (
        "wikidata|wikidata id|wikidata item|qid|wd|wikidata qid"
    ),
    Role.ACCOUNT: (
        "account|accounts|account url|account link|account address|social media|social|social media accounts|"
        "social accounts|social links|social media links|social media url|social url|profile|profile url|"
        "profile link|profiles|link|links|page url|social media profiles|smm|socials|redes sociales|enlace|"
        "enlaces|cuenta|cuentas|reseaux sociaux|lien|liens|compte|soziale medien|konto|konten|profil|"
        "social media kanale|account social|profilo|redes|perfil|sociale media|media spolecznosciowe|соцсети|"
        "социальные сети|ссылка|аккаунт|sns|アカウント|リンク|社交媒体|链接|账号|계정|링크"
    ),
    Role.PLATFORM: (
        "platform|network|social network|service|channel|channel type|social platform|medium|account type|"
        "outlet|service key|plataforma|red social|red|plateforme|reseau|reseau social|plattform|netzwerk|"
        "kanal|piattaforma|rede social|platforma|serwis|платформа|соцсеть|プラットフォーム|媒体|サービス|"
        "平台|플랫폼|채널"
    ),
    Role.HANDLE: (
        "handle|handles|username|user name|screen name|screenname|account name|user|account handle|"
        "social handle|nick|usuario|nombre de usuario|identifiant|nom d utilisateur|benutzername|nutzername|"
        "utente|nome utente|nome de usuario|gebruikersnaam|nazwa uzytkownika|имя пользователя|ник|ユーザー名|"
        "ハンドル|用户名|帐号|아이디|사용자명"
    ),
    Role.PURPOSE: (
        "purpose|use|used for|account purpose|finalidad|proposito|but|usage|zweck|scopo|finalidade|doel|cel|"
        "назначение|目的|用途|용도"
    ),
    Role.LANGUAGE: (
        "language|lang|languages|account language|idioma|langue|sprache|lingua|taal|jezyk|sprak|sprog|dil|"
        "γλωσσα|язык|言語|语言|語言|언어|اللغة"
    ),
    Role.AUDIENCE: (
        "audience|target audience|for whom|publico|public cible|zielgruppe|pubblico|doelgroep|аудитория|対象|"
        "受众|대상"
    ),
    Role.EMAIL: (
        "email|e mail|mail|email address|e mail address|contact email|contact e mail|correo|"
        "correo electronico|courriel|adresse email|adresse mail|e mail adresse|emailadres|adres e mail|"
        "posta elettronica|e posta|eposta|почта|электронная почта|メール|メールアドレス|邮箱|电子邮件|이메일|"
        "البريد الالكتروني"
    ),
}  # fmt: skip
# About accounts, and no account.
_COUNTS = frozenset(
    [
        "followers",
        "fans",
        "likes",
        "subscribers",
        "subs",
        "count",
        "counts",
        "number",
        "views",
        "posts",
        "tweets",
        "verified",
        "date",
        "created",
        "joined",
        "rank",
        "score",
        "klout",
        "updated",
        "checked",
        "abonnes",
        "seguidores",
        "abonnenten",
        "anhanger",
        "iscritti",
        "volgers",
        "подписчики",
        "フォロワー",
        "粉丝",
        "팔로워",
        "notes",
        "note",
        "comments",
        "comment",
        "status",
    ]
)
_FILLERS = frozenset(
    [
        "url",
        "urls",
        "link",
        "links",
        "address",
        "page",
        "pages",
        "handle",
        "handles",
        "name",
        "username",
        "user",
        "account",
        "accounts",
        "profile",
        "profiles",
        "id",
        "ids",
        "channel",
        "channels",
        "official",
        "main",
        "primary",
        "hospital",
        "org",
        "organization",
        "the",
        "our",
        "of",
        "on",
        "de",
        "del",
        "la",
        "le",
        "du",
        "der",
        "die",
        "das",
        "cuenta",
        "pagina",
        "perfil",
        "enlace",
        "compte",
        "lien",
        "konto",
        "profil",
        "seite",
        "kanal",
        "usuario",
        "conta",
        "social",
        "media",
        "site",
        "web",
        "feed",
        "company",
        "at",
        "hosp",
        "facility",
        "corporate",
        "system",
        "screen",
        "fan",
        "group",
        "lien",
        "アカウント",
        "公式",
        "账号",
        "号",
        "계정",
        "аккаунт",
        "ссылка",
        "страница",
    ]
)
_SHORT = {
    short: platform
    for platform, words in {
        "facebook": "fb フェイスブック фейсбук 페이스북 脸书 脸谱",
        "instagram": "ig insta instgram インスタグラム инстаграм 인스타그램",
        "youtube": "yt utube ユーチューブ ютуб 유튜브",
        "x": "tw twtr twiter twitterx ツイッター твиттер 트위터 推特",
        "linkedin": "li linked",
        "tiktok": "tt",
        "pinterest": "pin",
        "podcast": "podcasts",
        "blog": "blogs rss weblog blogg",
        "bluesky": "bluesky bsky",
        "telegram": "телеграм",
        "vk": "вк",
        "google-plus": "googleplus gplus g+ google+",
    }.items()
    for short in words.split()
}
# Words of a language that are also platforms: they name one only where nothing else is said.
_COMMON = frozenset({"line", "ok", "vine", "snap", "apple", "x", "truth", "medium", "naver", "koo", "tweet"})
_PIECES = re.compile(r"[^\w+]+|_")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def by_name(header: str) -> tuple[str, float]:
    """The role that a column's name stands for, and how sure that is; ("", 0) for none."""
    text = folded(header)
    if not text:
        return Role.NOTHING, 0.0
    if role := _whole().get(text):
        return role, SURE
    words = text.split()
    if "email" in words or ("mail" in words and "e" in words):
        return Role.EMAIL, SURE
    if platform := _platform(words):
        return (Role.NOTHING, LIKELY) if _COUNTS & set(words) else (ON + platform, SURE)
    if _COUNTS & set(words):
        return Role.NOTHING, LIKELY
    without = " ".join(word for word in words if word not in _FILLERS)
    if without != text and (role := _whole().get(without)):
        return role, LIKELY
    return _inside(text)


def is_known(header: str) -> bool:
    role, sure = by_name(header)
    return bool(role) and sure >= LIKELY


def folded(header: str) -> str:
    """Small letters without accents and signs: "Facebook_Page URL" is "facebook page url"."""
    text = unicodedata.normalize("NFKD", _CAMEL.sub(" ", header.strip()[:120])).casefold()
    text = "".join(
        letter for letter in text if not unicodedata.combining(letter) or "\u3040" <= letter <= "\u30ff"
    )
    text = unicodedata.normalize("NFC", text)
    return " ".join(_PIECES.sub(" ", text).split())


def _platform(words: list[str]) -> str:
    rest = [word for word in words if word not in _FILLERS]
    labels = _labels()
    together = "".join(words)
    if together in labels:
        return labels[together]
    if len(rest) == 1 and rest[0] in labels:
        return labels[rest[0]]
    if set(rest) <= {"x", "twitter"} and rest:
        return "x"
    for size in (2, 1):
        for place in range(len(words) - size + 1):
            word = " ".join(words[place : place + size]) if size > 1 else words[place]
            if word in labels and word not in _COMMON and len(word) > 1:
                return labels[word]
    return ""


def _inside(text: str) -> tuple[str, float]:
    """A known name inside a longer one: "Name of the hospital (legal)"."""
    best = max(
        (name for name in _whole() if len(name) >= 4 and f" {name} " in f" {text} "), key=len, default=""
    )
    return (_whole()[best], MAYBE) if best else (Role.NOTHING, 0.0)


@cache
def _whole() -> dict[str, str]:
    return {folded(name): str(role) for role, names in _WHOLE.items() for name in names.split("|")}


@cache
def _labels() -> dict[str, str]:
    found = dict(_each_label())
    return found | _SHORT


def _each_label() -> Iterator[tuple[str, str]]:
    for platform in PLATFORMS.values():
        for label in (*platform.labels.split(), platform.slug, platform.name):
            name = folded(label)
            if name and name not in _FILLERS:
                yield name, platform.slug

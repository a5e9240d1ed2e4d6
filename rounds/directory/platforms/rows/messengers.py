"""Messengers, as far as they have public accounts."""

from rounds.directory.platforms.model import Name, Platform

ROWS = (
    Platform(
        slug="snapchat",
        name="Snapchat",
        bit=11,
        hosts=("www.snapchat.com", "story.snapchat.com"),
        names={"handle": Name("https://www.snapchat.com/add/{}", r"[A-Za-z][A-Za-z0-9_.-]{1,14}")},
        rule="3 to 15 letters, digits, dots, hyphens and underscores, a letter first",
        accounts="""
            /add/{handle}...
            /@{handle}...
            /s/{handle}
            /u/{handle}
        """,
        posts="""
            /spotlight/{post}
            /p/{any}/{post}... -> /p/{any}/{post}
            /@{handle}/spotlight/{post}
        """,
        refused={"short-link": "/t/{any}..."},
        reserved="""
            add discover spotlight lens lenses unlock p s u l download about privacy business ads map
        """,
        service="scan share login",
        labels="snapchat snap",
    ),
    Platform(
        slug="telegram",
        name="Telegram",
        bit=18,
        hosts=("t.me", "telegram.me", "telegram.dog"),
        names={"handle": Name("https://t.me/{}", r"[A-Za-z][A-Za-z0-9_]{3,31}")},
        rule="4 to 32 letters, digits and underscores, a letter first",
        accounts="""
            /s/{handle}
            /{handle}
            {handle}.t.me
            /boost/{handle}
        """,
        posts="""
            /s/{handle}/{post}... -> /{handle}/{post}
            /{handle}/{post}...
        """,
        pages="""
            /joinchat/{post}
            /+{post}
            /c/{post}...
            /addstickers/{post}
            /addlist/{post}
            /proxy...
            /addemoji/{post}
        """,
        reserved="""
            s joinchat c addstickers addlist addemoji addtheme bg iv setlanguage confirmphone boost
            invoice login www
        """,
        service="share socks proxy msg contact",
        labels="telegram",
    ),
    Platform(
        slug="whatsapp",
        name="WhatsApp",
        bit=19,
        hosts=("whatsapp.com", "web.whatsapp.com"),
        names={
            "id": Name(
                "https://whatsapp.com/channel/{}",
                r"[A-Za-z0-9]{16,40}",
                fold="exact",
                permanent=True,
                prefix="id:",
            )
        },
        rule="the address of a channel: whatsapp.com/channel/ and its id",
        accounts="/channel/{id}...",
        posts="/channel/{id}/{post}",
        pages="chat.whatsapp.com/{post}...",
        refused={
            "phone": """
                wa.me/{any}...
                api.whatsapp.com/...
                /send...
                /catalog/{any}...
                wa.me/c/{any}
            """,
            "short-link": """
                wa.me/message/{any}...
                wa.me/qr/{any}...
            """,
        },
        reserved="""
            channel business legal download contact about features security privacy faq stickers
        """,
        service="otp",
        bare=("id",),
        labels="whatsapp",
    ),
    Platform(
        slug="line",
        name="LINE",
        bit=20,
        hosts=("line.me",),
        names={"handle": Name("https://line.me/R/ti/p/@{}", r"[A-Za-z0-9._-]{2,40}", fold="exact")},
        rule="the LINE id of an official account: letters, digits, dots, hyphens and underscores",
        accounts="""
            /R/ti/p/@{handle}
            /ti/p/@{handle}
            /R/oaMessage/@{handle}...
            /R/home/public/main?id={handle}
            /R/home/public/profile?id={handle}
            page.line.me/{handle}...
        """,
        refused={
            "person": """
                /ti/p/{any}
                /R/ti/p/{any}
            """,
            "short-link": """
                lin.ee/...
                liff.line.me/...
            """,
        },
        reserved="r ti en ja th zh-hant ko id about download store",
        service="share",
        labels="line",
    ),
    Platform(
        slug="wechat",
        name="WeChat",
        bit=21,
        hosts=("mp.weixin.qq.com", "weixin.qq.com", "open.weixin.qq.com"),
        names={
            # An official account has no page of its own: its QR code is the one address that always exists.
            "handle": Name("https://open.weixin.qq.com/qr/code?username={}", r"[A-Za-z][A-Za-z0-9_-]{5,19}"),
            "id": Name(
                "https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz={}",
                r"[A-Za-z0-9+/]{8,24}={0,2}",
                fold="exact",
                permanent=True,
                prefix="id:",
            ),
        },
        rule="a WeChat id: 6 to 20 letters, digits, hyphens and underscores, a letter first",
        accounts="""
            open.weixin.qq.com/qr/code?username={handle}
            mp.weixin.qq.com/mp/profile_ext?__biz={id}
        """,
        posts="""
            mp.weixin.qq.com/s/{post}
            mp.weixin.qq.com/s?__biz={id}&mid={mid}&idx={idx}
        """,
        refused={"short-link": "weixin.qq.com/r/{any}..."},
        reserved="cgi-bin mp s r",
        bare=("handle",),
        labels="wechat weixin 微信 微信公众号 公众号",
    ),
    Platform(
        slug="kakaotalk",
        name="KakaoTalk",
        bit=30,
        hosts=("pf.kakao.com",),
        names={
            "id": Name(
                "https://pf.kakao.com/{}", r"_[A-Za-z0-9]{3,12}", fold="exact", permanent=True, prefix="id:"
            )
        },
        rule="the id after pf.kakao.com/, which begins with an underscore",
        accounts="""
            /{id}
            /{id}/friend
            /{id}/chat
            /{id}/posts
        """,
        posts="/{id}/{post}...",
        pages="open.kakao.com/o/{post}",
        bare=("id",),
        labels="kakaotalk kakao 카카오톡",
    ),
    Platform(
        slug="zalo",
        name="Zalo",
        bit=32,
        hosts=("zalo.me", "oa.zalo.me", "www.zaloapp.com"),
        names={
            "id": Name("https://zalo.me/{}", r"[1-9][0-9]{14,19}", permanent=True, prefix="id:"),
            "handle": Name("https://zalo.me/{}", r"[A-Za-z][A-Za-z0-9_.]{2,40}"),
        },
        rule="the number or name of an official account after zalo.me/",
        accounts="""
            /{id}
            /s/{id}...
            /{handle}
        """,
        pages="/g/{post}...",
        refused={"phone": "/{phone}", "short-link": "/qr/{any}..."},
        reserved="s g qr pc app home download manage",
        bare=("id", "handle"),
        labels="zalo",
    ),
    Platform(
        slug="viber",
        name="Viber",
        bit=33,
        hosts=("www.viber.com",),
        names={"handle": Name("https://chats.viber.com/{}", r"[A-Za-z0-9_.-]{2,60}")},
        rule="the name after chats.viber.com/",
        accounts="chats.viber.com/{handle}...",
        pages="""
            invite.viber.com/?g2={post}
            invite.viber.com/?g={post}
        """,
        refused={"short-link": "vb.me/..."},
        reserved="en download about blog terms",
        labels="viber",
    ),
    Platform(
        slug="discord",
        name="Discord",
        bit=36,
        hosts=("discord.com", "discordapp.com"),
        names={
            "handle": Name("https://discord.gg/{}", r"[A-Za-z0-9-]{2,32}", fold="exact"),
            "id": Name(
                "https://discord.com/channels/{}", r"[0-9]{17,20}", fold="exact", permanent=True, prefix="id:"
            ),
        },
        rule="the code of an invitation that does not end: discord.gg/ and the code",
        accounts="""
            /invite/{handle}
            discord.gg/{handle}
            discord.gg/invite/{handle}
            /servers/{any}-{id}
            /channels/{id}
        """,
        posts="/channels/{id}/{post}...",
        reserved="""
            channels users app download nitro blog company safety guidelines terms servers invite store
        """,
        service="login register api oauth2 widget",
        labels="discord",
    ),
)

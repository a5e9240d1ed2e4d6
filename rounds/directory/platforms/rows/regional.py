"""Networks that matter most in China, Russia and Korea."""

from rounds.directory.platforms.model import Name, Platform

ROWS = (
    Platform(
        slug="weibo",
        name="Weibo",
        bit=22,
        hosts=("weibo.com", "weibo.cn", "m.weibo.cn", "www.weibo.cn", "e.weibo.com", "s.weibo.com"),
        names={
            "id": Name("https://weibo.com/u/{}", r"[1-9][0-9]{5,15}", permanent=True, prefix="id:"),
            "handle": Name("https://weibo.com/{}", r"[A-Za-z][A-Za-z0-9_-]{3,30}"),
            "nickname": Name("https://weibo.com/n/{}", r"[\w·-]{2,30}", prefix="n:"),
        },
        rule="the number after weibo.com/u/, or 4 to 20 letters and digits",
        accounts="""
            /u/{id}...
            /profile/{id}
            /n/{nickname}
            /{id}
            /{id}/profile...
            /{handle}...
        """,
        posts="""
            /{id}/{post}...
            /status/{post}
            /detail/{post} -> /detail/{post}
        """,
        pages="""
            /p/{post}...
            /tv/{post}...
            /ttarticle/{post}...
        """,
        refused={"short-link": "t.cn/..."},
        reserved="""
            u n p status detail search hot login signup tv mygroups at comment like fav message newlogin
            ajax ttarticle k weibo friends settings home index profile
        """,
        service="share",
        bare=("id", "handle"),
        labels="weibo 微博",
    ),
    Platform(
        slug="douyin",
        name="Douyin",
        bit=23,
        hosts=("www.douyin.com",),
        names={
            "id": Name(
                "https://www.douyin.com/user/{}",
                r"[A-Za-z0-9_=-]{10,120}",
                fold="exact",
                permanent=True,
                prefix="id:",
            )
        },
        rule="the long id after douyin.com/user/",
        accounts="""
            /user/{id}...
            iesdouyin.com/share/user/{id}...
        """,
        posts="""
            /video/{post}...
            /note/{post}...
            iesdouyin.com/share/video/{post}... -> https://www.douyin.com/video/{post}
        """,
        refused={"short-link": "v.douyin.com/..."},
        reserved="video note search hot discover live recommend user follow channel hashtag",
        bare=("id",),
        labels="douyin 抖音",
    ),
    Platform(
        slug="kuaishou",
        name="Kuaishou",
        bit=24,
        hosts=("www.kuaishou.com",),
        names={"handle": Name("https://www.kuaishou.com/profile/{}", r"[A-Za-z0-9_-]{4,40}", fold="exact")},
        rule="the id after kuaishou.com/profile/",
        accounts="""
            /profile/{handle}...
            live.kuaishou.com/u/{handle}...
            live.kuaishou.com/profile/{handle}...
        """,
        posts="""
            /short-video/{post}...
            live.kuaishou.com/u/{handle}/{post}
        """,
        refused={
            "short-link": """
                v.kuaishou.com/...
                /f/{any}...
            """
        },
        reserved="short-video search brilliant new-reco profile samecity about",
        labels="kuaishou 快手",
    ),
    Platform(
        slug="xiaohongshu",
        name="Xiaohongshu (RedNote)",
        bit=25,
        hosts=("www.xiaohongshu.com",),
        names={
            "id": Name(
                "https://www.xiaohongshu.com/user/profile/{}",
                r"[0-9A-Fa-f]{24}",
                permanent=True,
                prefix="id:",
                lowered=True,
            )
        },
        rule="the 24 digits and letters after /user/profile/",
        accounts="/user/profile/{id}...",
        posts="""
            /user/profile/{id}/{post}...
            /explore/{post}...
            /discovery/item/{post}... -> /explore/{post}
        """,
        refused={"short-link": "xhslink.com/..."},
        reserved="explore discovery search user protocols",
        bare=("id",),
        labels="xiaohongshu rednote 小红书",
    ),
    Platform(
        slug="bilibili",
        name="Bilibili",
        bit=26,
        hosts=("www.bilibili.com", "t.bilibili.com", "live.bilibili.com"),
        names={
            "id": Name("https://space.bilibili.com/{}", r"[1-9][0-9]{0,19}", permanent=True, prefix="id:")
        },
        rule="the number after space.bilibili.com/",
        accounts="""
            space.bilibili.com/{id}...
            m.bilibili.com/space/{id}...
        """,
        posts="""
            /video/{post}...
            /read/{post}...
            t.bilibili.com/{post}
            live.bilibili.com/{post}...
            /opus/{post}
        """,
        pages="/bangumi/{post}...",
        refused={"short-link": "b23.tv/..."},
        reserved="video read bangumi opus search v account blackboard",
        service="login",
        bare=("id",),
        labels="bilibili b站",
    ),
    Platform(
        slug="zhihu",
        name="Zhihu",
        bit=27,
        hosts=("www.zhihu.com",),
        names={
            "handle": Name("https://www.zhihu.com/org/{}", r"[\w-]{2,80}", prefix="org:"),
            "people": Name("https://www.zhihu.com/people/{}", r"[\w-]{2,80}", prefix="people:"),
            "column": Name("https://www.zhihu.com/column/{}", r"[\w-]{2,80}", prefix="column:"),
        },
        rule="the part after zhihu.com/org/",
        accounts="""
            /org/{handle}...
            /people/{people}...
            /column/{column}
            zhuanlan.zhihu.com/{column}
        """,
        posts="""
            /question/{any}/answer/{post}... -> /answer/{post}
            /answer/{post}
            /pin/{post}
            /zvideo/{post}
            zhuanlan.zhihu.com/p/{post}
        """,
        pages="""
            /question/{post}...
            /topic/{post}...
            /collection/{post}...
        """,
        reserved="""
            org people column question topic collection search hot explore follow special roundtable
            answer pin p
        """,
        service="signin signup",
        labels="zhihu 知乎",
    ),
    Platform(
        slug="vk",
        name="VK",
        bit=28,
        hosts=("vk.com", "vk.ru", "new.vk.com", "vkontakte.ru"),
        names={
            "club": Name("https://vk.com/club{}", r"[1-9][0-9]{0,11}", permanent=True, prefix="id:-"),
            "id": Name("https://vk.com/id{}", r"[1-9][0-9]{0,11}", permanent=True, prefix="id:"),
            "handle": Name("https://vk.com/{}", r"[A-Za-z0-9_.]{2,32}"),
        },
        rule="letters, digits, dots and underscores",
        accounts="""
            /club{club}
            /public{club}
            /event{club}
            /id{id}
            /@{handle}
            /{handle}
        """,
        posts="""
            /wall-{club}_{post}
            /wall{id}_{post}
            /video-{club}_{post}
            /photo-{club}_{post}
            /clip-{club}_{post}
            /@{handle}-{post}
            /{handle}?w={post}
        """,
        pages="""
            /topic-{post}
            /album-{post}
            /market-{post}
            /doc{post}
        """,
        refused={"short-link": "vk.cc/..."},
        reserved="""
            feed search im friends groups video audio photos about terms privacy apps settings docs jobs
            market video_ext.php support places games bookmarks
        """,
        service="away.php share.php login widget_community.php join restore js",
        bare=("handle",),
        labels="vk vkontakte вконтакте вк",
    ),
    Platform(
        slug="ok",
        name="OK (Odnoklassniki)",
        bit=29,
        hosts=("ok.ru", "odnoklassniki.ru"),
        names={
            "group": Name("https://ok.ru/group/{}", r"[1-9][0-9]{6,19}", permanent=True, prefix="id:group/"),
            "id": Name("https://ok.ru/profile/{}", r"[1-9][0-9]{6,19}", permanent=True, prefix="id:"),
            "handle": Name("https://ok.ru/{}", r"[A-Za-z0-9_.-]{2,60}"),
        },
        rule="letters, digits, dots, hyphens and underscores",
        accounts="""
            /group/{group}...
            /group{group}
            /profile/{id}...
            /{handle}
        """,
        posts="""
            /group/{group}/topic/{post}...
            /{handle}/topic/{post}...
            /profile/{id}/statuses/{post}
            /video/{post}
            /live/{post} -> /video/{post}
        """,
        reserved="""
            group profile video live music games feed search help dk online messages apps promo discovery
        """,
        service="login offer",
        labels="ok одноклассники odnoklassniki",
    ),
    Platform(
        slug="naver",
        name="Naver",
        bit=31,
        hosts=("blog.naver.com",),
        names={
            "handle": Name("https://blog.naver.com/{}", r"[A-Za-z0-9_-]{3,30}"),
            "cafe": Name("https://cafe.naver.com/{}", r"[A-Za-z0-9_-]{2,40}", prefix="cafe:"),
            "tv": Name("https://tv.naver.com/{}", r"[A-Za-z][A-Za-z0-9._-]{1,40}", prefix="tv:"),
        },
        rule="letters, digits, hyphens and underscores",
        accounts="""
            blog.naver.com/{handle}
            blog.naver.com/PostList.naver?blogId={handle}
            blog.naver.com/PostList.nhn?blogId={handle}
            m.blog.naver.com/{handle}
            rss.blog.naver.com/{handle}.xml
            cafe.naver.com/{cafe}
            m.cafe.naver.com/{cafe}
            tv.naver.com/{tv}
        """,
        posts="""
            blog.naver.com/{handle}/{digits}
            m.blog.naver.com/{handle}/{digits} -> https://blog.naver.com/{handle}/{digits}
            blog.naver.com/PostView.naver?blogId={handle}&logNo={digits} -> /{handle}/{digits}
            blog.naver.com/PostView.nhn?blogId={handle}&logNo={digits} -> /{handle}/{digits}
            cafe.naver.com/{cafe}/{digits}
            tv.naver.com/v/{post}
            post.naver.com/viewer/postView.naver?volumeNo={post}
        """,
        refused={"short-link": "naver.me/..."},
        reserved="postview.naver postlist.naver postview.nhn postlist.nhn section v",
        labels="naver 네이버",
    ),
)

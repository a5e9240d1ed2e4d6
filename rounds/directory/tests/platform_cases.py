"""What people paste, by what it must be read as.

The first line of a group says what is expected, the indented lines below it are the cases. A good part comes from
registers, as their editors typed it: unitedstates/congress-legislators (CC0), the US Digital Registry (public domain),
the Name Suggestion Index (BSD-3).
"""

# platform | handle | permanent id | key | canonical address
ACCOUNTS = r"""
x | MayoClinic | | mayoclinic | https://x.com/MayoClinic
    https://x.com/MayoClinic
    http://x.com/MayoClinic
    https://www.x.com/MayoClinic
    https://twitter.com/MayoClinic
    http://www.twitter.com/MayoClinic
    https://mobile.twitter.com/MayoClinic
    https://m.twitter.com/MayoClinic
    HTTPS://TWITTER.COM/MayoClinic
    //twitter.com/MayoClinic
    twitter.com/MayoClinic
    x.com/MayoClinic
    x.com/@MayoClinic
    https://x.com/MayoClinic/
    https://x.com/MayoClinic?lang=de
    https://x.com/MayoClinic?s=20&t=abcDEF
    https://x.com/MayoClinic#top
    https://x.com//MayoClinic
    https://twitter.com/#!/MayoClinic
    https://twitter.com/MayoClinic/with_replies
    https://x.com/MayoClinic/media
    https://x.com/MayoClinic/followers
    https://twitter.com/intent/user?screen_name=MayoClinic
    https://twitter.com/intent/follow?original_referer=https%3A%2F%2Fmayo.org&screen_name=MayoClinic
    https://x.com:443/MayoClinic
    http://x.com:80/MayoClinic
    https://x.com./MayoClinic
    http://https://twitter.com/MayoClinic
    https:/twitter.com/MayoClinic
    <https://x.com/MayoClinic>
    "https://x.com/MayoClinic",
    (https://x.com/MayoClinic)
    https://x.com/MayoClinic.
    “https://x.com/MayoClinic”
    https://x.com/%4DayoClinic
    Twitter: @MayoClinic
    twitter:@MayoClinic
    X: @MayoClinic
    Twitter @MayoClinic
x | | 3026622545 | id:3026622545 | https://x.com/i/user/3026622545
    https://x.com/i/user/3026622545
    https://twitter.com/i/user/3026622545
    https://twitter.com/intent/user?user_id=3026622545
    https://twitter.com/intent/follow?user_id=3026622545
x | NCBI | | ncbi | https://x.com/NCBI
    https://twitter.com/#!/NCBI
x | WomensHealthNIH | | womenshealthnih | https://x.com/WomensHealthNIH
    http://www.twitter.com/WomensHealthNIH
facebook | MayoClinic | | mayoclinic | https://www.facebook.com/MayoClinic
    https://www.facebook.com/MayoClinic
    https://facebook.com/MayoClinic/
    http://m.facebook.com/MayoClinic
    https://mbasic.facebook.com/MayoClinic
    https://web.facebook.com/MayoClinic
    https://touch.facebook.com/MayoClinic
    https://business.facebook.com/MayoClinic
    https://de-de.facebook.com/MayoClinic
    https://es-la.facebook.com/MayoClinic
    https://fr.facebook.com/MayoClinic
    https://fb.com/MayoClinic
    www.fb.com/MayoClinic
    facebook.com/MayoClinic?ref=ts&amp;__a=15
    facebook.com/MayoClinic?ref=pb
    https://www.facebook.com/MayoClinic?mibextid=LQQJ4d
    https://www.facebook.com/MayoClinic/about
    https://www.facebook.com/MayoClinic/photos
    https://www.facebook.com/MayoClinic/events/
    https://www.facebook.com/MayoClinic/videos/?ref=page_internal
    https://www.facebook.com/pg/MayoClinic/posts/
    https://www.facebook.com/MayoClinic?sk=wall
    https://www.facebook.com/#!/MayoClinic
    https://www.facebook.com/home.php#!/MayoClinic
    https://m.me/MayoClinic
    https://www.messenger.com/t/MayoClinic
    https://www.facebook.com/messages/t/MayoClinic
    Facebook: MayoClinic
    fb: @MayoClinic
facebook | AIDS.gov | | aidsgov | https://www.facebook.com/AIDS.gov
    http://facebook.com/AIDS.gov
    facebook.com/AIDS.gov/info
facebook | bureau.of.reclamation | | bureauofreclamation | https://www.facebook.com/bureau.of.reclamation
    http://facebook.com/bureau.of.reclamation
facebook | cdc | | cdc | https://www.facebook.com/cdc
    https://www.facebook.com/cdc
facebook | 4nist | | 4nist | https://www.facebook.com/4nist
    http://facebook.com/4nist
facebook | clinic-55905 | | clinic-55905 | https://www.facebook.com/clinic-55905
    https://www.facebook.com/clinic-55905
facebook | american-memorial-park | | american-memorial-park | https://www.facebook.com/american-memorial-park
    https://www.facebook.com/american-memorial-park
facebook | | 100354726689677 | id:100354726689677 | https://www.facebook.com/profile.php?id=100354726689677
    https://www.facebook.com/100354726689677
    https://www.facebook.com/profile.php?id=100354726689677
    https://www.facebook.com/profile.php?id=100354726689677&sk=about
    https://www.facebook.com/profile.php?v=info&id=100354726689677
    https://m.facebook.com/profile.php?id=100354726689677
    facebook.com/profile.php/?id=100354726689677
    https://www.facebook.com/people/PSD-Camp-Lejeune/100354726689677/
    https://www.facebook.com/p/PSD-Camp-Lejeune-100354726689677/
    https://www.facebook.com/p/100354726689677
    https://www.facebook.com/pages/PSD-Camp-Lejeune/100354726689677
    https://www.facebook.com/pages/PSD-Camp-Lejeune/100354726689677?sk=info
    https://www.facebook.com/pages/Jacksonville-NC/PSD-Camp-Lejeune/100354726689677
    https://www.facebook.com/pages/category/Medical---Health/PSD-Camp-Lejeune-100354726689677/
    https://www.facebook.com/PSD-Camp-Lejeune-100354726689677/
    https://www.facebook.com/PSD-Camp-Lejeune-100354726689677/photos/
    https://www.facebook.com/pg/PSD-Camp-Lejeune-100354726689677/about/
    https://www.facebook.com/home.php#!/pages/PSD-Camp-Lejeune/100354726689677
    https://www.facebook.com/people/%D0%91%D0%BE%D0%BB%D1%8C%D0%BD%D0%B8%D1%86%D0%B0/100354726689677
    https://m.me/100354726689677
facebook | | 28902055276 | id:28902055276 | https://www.facebook.com/profile.php?id=28902055276
    http://facebook.com/pages/Washington-DC/NIOSH-National-Institute-for-Occupational-Safety-and-Health/28902055276
    http://facebook.com/pages/NIOSH-National-Institute-for-Occupational-Safety-and-Health/28902055276
facebook | | 6476847301 | id:6476847301 | https://www.facebook.com/profile.php?id=6476847301
    http://facebook.com/pages/The-Heart-Truth/6476847301
facebook | | 154478180006 | id:154478180006 | https://www.facebook.com/profile.php?id=154478180006
    https://www.facebook.com/lcross-lunar-impactor-mission-154478180006
facebook | | 157950697596870 | id:157950697596870 | https://www.facebook.com/profile.php?id=157950697596870
    facebook.com/pages/GSA-Auto-Auctions/157950697596870?ref=pb
instagram | mayoclinic | | mayoclinic | https://www.instagram.com/mayoclinic/
    https://www.instagram.com/mayoclinic/
    instagram.com/mayoclinic
    http://instagr.am/mayoclinic
    https://m.instagram.com/mayoclinic
    https://www.instagram.com/mayoclinic/?hl=en
    https://www.instagram.com/mayoclinic?igsh=MzRlODBiNWFlZA==
    https://www.instagram.com/mayoclinic/reels/
    https://www.instagram.com/mayoclinic/tagged/
    https://www.instagram.com/_u/mayoclinic
    https://www.instagram.com/stories/mayoclinic/
    https://ig.me/m/mayoclinic
    https://www.instagram.com/@mayoclinic
    IG: @mayoclinic
    Insta: @mayoclinic
    instagram: mayoclinic
instagram | Rep_RickAllen | | rep_rickallen | https://www.instagram.com/Rep_RickAllen/
    https://www.instagram.com/Rep_RickAllen/
threads | mayoclinic | | mayoclinic | https://www.threads.com/@mayoclinic
    https://www.threads.com/@mayoclinic
    https://www.threads.net/@mayoclinic
    threads.net/@mayoclinic
    https://www.threads.com/@mayoclinic/replies
    https://www.threads.net/@mayoclinic?xmt=AQGz
    Threads: @mayoclinic
youtube | mayoclinic | | mayoclinic | https://www.youtube.com/@mayoclinic
    https://www.youtube.com/@mayoclinic
    youtube.com/@mayoclinic
    https://m.youtube.com/@mayoclinic
    https://music.youtube.com/@mayoclinic
    https://www.youtube.de/@mayoclinic
    https://www.youtube.com/@mayoclinic/videos
    https://www.youtube.com/@mayoclinic/featured
    https://www.youtube.com/@mayoclinic?sub_confirmation=1
    YouTube: @mayoclinic
youtube | | UCGdrLQbt1PYDTPsampx4t1A | id:UCGdrLQbt1PYDTPsampx4t1A | https://www.youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A
    https://www.youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A
    http://youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A/videos
    https://m.youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A
    https://www.youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A?view_as=subscriber
    https://www.youtube.com/feeds/videos.xml?channel_id=UCGdrLQbt1PYDTPsampx4t1A
    https://www.youtube.com/UCGdrLQbt1PYDTPsampx4t1A
youtube | USEmbassySriLanka | | user:usembassysrilanka | https://www.youtube.com/user/USEmbassySriLanka
    youtube.com/user/USEmbassySriLanka
    https://www.youtube.com/user/USEmbassySriLanka/about
    https://www.youtube.com/profile?user=USEmbassySriLanka
    https://www.youtube.com/subscription_center?add_user=USEmbassySriLanka
youtube | MayoClinic | | c:mayoclinic | https://www.youtube.com/c/MayoClinic
    https://www.youtube.com/c/MayoClinic
    https://www.youtube.com/c/MayoClinic/playlists
youtube | CFPB | | name:cfpb | https://www.youtube.com/CFPB
    http://youtube.com/CFPB
youtube | อนามัยโลก | | อนามัยโลก | https://www.youtube.com/@%E0%B8%AD%E0%B8%99%E0%B8%B2%E0%B8%A1%E0%B8%B1%E0%B8%A2%E0%B9%82%E0%B8%A5%E0%B8%81
    https://www.youtube.com/@อนามัยโลก
    https://www.youtube.com/@%E0%B8%AD%E0%B8%99%E0%B8%B2%E0%B8%A1%E0%B8%B1%E0%B8%A2%E0%B9%82%E0%B8%A5%E0%B8%81
linkedin | mayo-clinic | | mayo-clinic | https://www.linkedin.com/company/mayo-clinic
    https://www.linkedin.com/company/mayo-clinic
    https://www.linkedin.com/company/mayo-clinic/
    https://linkedin.com/company/mayo-clinic/about/
    https://uk.linkedin.com/company/mayo-clinic
    https://www.linkedin.com/company/mayo-clinic/posts/?feedView=all
    https://www.linkedin.com/company/mayo-clinic?trk=top_nav_home
    https://www.linkedin.com/mwlite/company/mayo-clinic
    linkedin.com/company/mayo-clinic/mycompany/
    LinkedIn: company/mayo-clinic
linkedin | GSA | | gsa | https://www.linkedin.com/company/GSA
    http://linkedin.com/company/GSA
linkedin | u.s.-trade-and-development-agency | | u.s.-trade-and-development-agency | https://www.linkedin.com/company/u.s.-trade-and-development-agency
    http://www.linkedin.com/company/u.s.-trade-and-development-agency
linkedin | rede-agafarma-de-farmácias | | rede-agafarma-de-farmácias | https://www.linkedin.com/company/rede-agafarma-de-farm%C3%A1cias
    https://www.linkedin.com/company/rede-agafarma-de-farmácias
    https://www.linkedin.com/company/rede-agafarma-de-farm%C3%A1cias/
    https://www.linkedin.com/company/rede-agafarma-de-farma%CC%81cias
linkedin | | 5656 | id:5656 | https://www.linkedin.com/company/5656
    https://www.linkedin.com/company/5656
    https://www.linkedin.com/company-beta/5656/
    https://www.linkedin.com/companies/5656
linkedin | mayo-clinic-college | | school:mayo-clinic-college | https://www.linkedin.com/school/mayo-clinic-college
    https://www.linkedin.com/school/mayo-clinic-college/
    https://www.linkedin.com/school/mayo-clinic-college/people/
linkedin | mayo-labs | | showcase:mayo-labs | https://www.linkedin.com/showcase/mayo-labs
    https://www.linkedin.com/showcase/mayo-labs/
tiktok | mayoclinic | | mayoclinic | https://www.tiktok.com/@mayoclinic
    https://www.tiktok.com/@mayoclinic
    https://m.tiktok.com/@mayoclinic
    tiktok.com/@mayoclinic?lang=en
    https://www.tiktok.com/@mayoclinic/live
    https://www.tiktok.com/%40mayoclinic
    TikTok: @mayoclinic
bluesky | mayoclinic.bsky.social | | mayoclinic.bsky.social | https://bsky.app/profile/mayoclinic.bsky.social
    https://bsky.app/profile/mayoclinic.bsky.social
    https://bsky.app/profile/MayoClinic.bsky.social
    https://main.bsky.dev/profile/mayoclinic.bsky.social
    https://bsky.app/profile/@mayoclinic.bsky.social
    https://mayoclinic.bsky.social
    @mayoclinic.bsky.social
    at://mayoclinic.bsky.social
    Bluesky: @mayoclinic.bsky.social
bluesky | who.int | | who.int | https://bsky.app/profile/who.int
    https://bsky.app/profile/who.int
    bsky.app/profile/who.int/follows
bluesky | | did:plc:z72i7hdynmk6r22z27h6tvur | id:did:plc:z72i7hdynmk6r22z27h6tvur | https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur
    https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur
    https://bsky.app/profile/did%3Aplc%3Az72i7hdynmk6r22z27h6tvur
    did:plc:z72i7hdynmk6r22z27h6tvur
    at://did:plc:z72i7hdynmk6r22z27h6tvur
bluesky | | did:web:who.int | id:did:web:who.int | https://bsky.app/profile/did:web:who.int
    https://bsky.app/profile/did:web:who.int
mastodon | MayoClinic@mastodon.social | | mayoclinic@mastodon.social | https://mastodon.social/@MayoClinic
    https://mastodon.social/@MayoClinic
    https://mastodon.social/users/MayoClinic
    https://mastodon.social/web/@MayoClinic
    https://mastodon.social/@MayoClinic/with_replies
    https://mastodon.social/@MayoClinic/followers
    https://hachyderm.io/@MayoClinic@mastodon.social
    https://hachyderm.io/web/@MayoClinic@mastodon.social
    mastodon.social/@MayoClinic
    @MayoClinic@mastodon.social
    MayoClinic@mastodon.social
    acct:MayoClinic@mastodon.social
    Mastodon: @MayoClinic@mastodon.social
mastodon | who@social.who.int | | who@social.who.int | https://social.who.int/@who
    https://social.who.int/@who
    https://social.who.int/users/who
    https://social.who.int/users/who/followers
    https://SOCIAL.WHO.INT/@who
    https://mastodon.social/@who@social.who.int
    @who@social.who.int
mastodon | mayo@pixelfed.social | | mayo@pixelfed.social | https://pixelfed.social/@mayo
    https://pixelfed.social/mayo
    https://pixelfed.social/@mayo
mastodon | mayo@tilvids.com | | mayo@tilvids.com | https://tilvids.com/@mayo
    https://tilvids.com/a/mayo/videos
    https://tilvids.com/c/mayo
    https://tilvids.com/video-channels/mayo/videos
pinterest | koolsmiles | | koolsmiles | https://www.pinterest.com/koolsmiles/
    https://www.pinterest.com/koolsmiles/
    https://pinterest.com/koolsmiles
    https://www.pinterest.co.uk/koolsmiles/
    https://de.pinterest.com/koolsmiles/
    https://pinterest.de/koolsmiles
    https://www.pinterest.com/koolsmiles/_saved/
    https://www.pinterest.com/koolsmiles/boards/
reddit | u/MayoClinic | | u/mayoclinic | https://www.reddit.com/user/MayoClinic/
    https://www.reddit.com/user/MayoClinic/
    https://reddit.com/u/MayoClinic
    https://old.reddit.com/user/MayoClinic/comments
    https://np.reddit.com/u/MayoClinic
reddit | r/AskDocs | | r/askdocs | https://www.reddit.com/r/AskDocs/
    https://www.reddit.com/r/AskDocs/
    https://old.reddit.com/r/AskDocs/top/
    reddit.com/r/AskDocs
snapchat | superdrugloves | | superdrugloves | https://www.snapchat.com/add/superdrugloves
    https://www.snapchat.com/add/superdrugloves
    https://www.snapchat.com/@superdrugloves
    snapchat.com/add/superdrugloves?share_id=abc
    https://story.snapchat.com/@superdrugloves
flickr | niosh | | niosh | https://www.flickr.com/photos/niosh/
    http://flickr.com/photos/niosh
    http://www.flickr.com/people/niosh/
    https://www.flickr.com/photos/niosh/albums
flickr | | 44636446@N04 | id:44636446@n04 | https://www.flickr.com/photos/44636446@N04/
    http://flickr.com/photos/44636446@N04
    https://www.flickr.com/people/44636446@N04/
    https://www.flickr.com/photos/44636446%40N04/
vimeo | whitehouse | | whitehouse | https://vimeo.com/whitehouse
    http://vimeo.com/whitehouse
    https://vimeo.com/whitehouse/videos
vimeo | user1234567 | | user1234567 | https://vimeo.com/user1234567
    https://vimeo.com/user1234567
slideshare | MayoClinic | | mayoclinic | https://www.slideshare.net/MayoClinic
    https://www.slideshare.net/MayoClinic
    http://slideshare.net/MayoClinic/presentations
    https://es.slideshare.net/MayoClinic
medium | MayoClinic | | mayoclinic | https://medium.com/@MayoClinic
    https://medium.com/@MayoClinic
    https://medium.com/@MayoClinic/about
    https://medium.com/feed/@MayoClinic
medium | mayoclinic | | mayoclinic | https://medium.com/@mayoclinic
    https://mayoclinic.medium.com/
medium | health-pub | | publication:health-pub | https://medium.com/health-pub
    https://medium.com/health-pub
    https://medium.com/health-pub/about
tumblr | peacecorps | | peacecorps | https://peacecorps.tumblr.com/
    http://peacecorps.tumblr.com/
    peacecorps.tumblr.com
    https://PeaceCorps.tumblr.com/archive
    https://www.tumblr.com/peacecorps
    https://www.tumblr.com/PeaceCorps
    https://www.tumblr.com/blog/view/peacecorps
    https://tumblr.com/blog/peacecorps
substack | yourlocalepidemiologist | | yourlocalepidemiologist | https://yourlocalepidemiologist.substack.com/
    https://yourlocalepidemiologist.substack.com
    https://yourlocalepidemiologist.substack.com/about
    https://yourlocalepidemiologist.substack.com/?utm_source=x
    https://open.substack.com/pub/yourlocalepidemiologist
substack | mayoclinic | | @mayoclinic | https://substack.com/@mayoclinic
    https://substack.com/@mayoclinic
    https://substack.com/@mayoclinic/notes
telegram | who_europe | | who_europe | https://t.me/who_europe
    https://t.me/who_europe
    t.me/s/who_europe
    http://telegram.me/who_europe
    https://telegram.dog/who_europe
    https://t.me/who_europe?boost
telegram | mayoclinic | | mayoclinic | https://t.me/mayoclinic
    https://mayoclinic.t.me
    Telegram: @mayoclinic
whatsapp | | 0029VaABCdefGHIjklMNop12 | id:0029VaABCdefGHIjklMNop12 | https://whatsapp.com/channel/0029VaABCdefGHIjklMNop12
    https://whatsapp.com/channel/0029VaABCdefGHIjklMNop12
    https://www.whatsapp.com/channel/0029VaABCdefGHIjklMNop12
line | nhsofficial | | nhsofficial | https://line.me/R/ti/p/@nhsofficial
    https://line.me/R/ti/p/@nhsofficial
    https://line.me/R/ti/p/%40nhsofficial
    https://line.me/ti/p/@nhsofficial
    https://page.line.me/nhsofficial
    https://line.me/R/home/public/main?id=nhsofficial
wechat | gh_1234567890ab | | gh_1234567890ab | https://open.weixin.qq.com/qr/code?username=gh_1234567890ab
    https://open.weixin.qq.com/qr/code?username=gh_1234567890ab
    http://open.weixin.qq.com/qr/code/?username=gh_1234567890ab
    微信公众号: gh_1234567890ab
wechat | | MzA5NDI0NzM1MA== | id:MzA5NDI0NzM1MA== | https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA5NDI0NzM1MA==
    https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA5NDI0NzM1MA==
    https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA5NDI0NzM1MA%3D%3D&scene=124#wechat_redirect
weibo | | 2803301701 | id:2803301701 | https://weibo.com/u/2803301701
    https://weibo.com/u/2803301701
    https://www.weibo.com/u/2803301701?is_all=1
    https://weibo.com/2803301701
    https://m.weibo.cn/u/2803301701
    https://weibo.cn/u/2803301701
    https://m.weibo.cn/profile/2803301701
weibo | whochina | | whochina | https://weibo.com/whochina
    https://weibo.com/whochina
    http://e.weibo.com/whochina
weibo | 世界卫生组织 | | n:世界卫生组织 | https://weibo.com/n/%E4%B8%96%E7%95%8C%E5%8D%AB%E7%94%9F%E7%BB%84%E7%BB%87
    https://weibo.com/n/世界卫生组织
douyin | | MS4wLjABAAAAabcDEF_12-x | id:MS4wLjABAAAAabcDEF_12-x | https://www.douyin.com/user/MS4wLjABAAAAabcDEF_12-x
    https://www.douyin.com/user/MS4wLjABAAAAabcDEF_12-x
    https://www.iesdouyin.com/share/user/MS4wLjABAAAAabcDEF_12-x?iid=1
kuaishou | 3xabcDEF9 | | 3xabcDEF9 | https://www.kuaishou.com/profile/3xabcDEF9
    https://www.kuaishou.com/profile/3xabcDEF9
    https://live.kuaishou.com/u/3xabcDEF9
xiaohongshu | | 5ff0e6410000000001008400 | id:5ff0e6410000000001008400 | https://www.xiaohongshu.com/user/profile/5ff0e6410000000001008400
    https://www.xiaohongshu.com/user/profile/5ff0e6410000000001008400
    https://www.xiaohongshu.com/user/profile/5FF0E6410000000001008400?xsec_token=AB
bilibili | | 483787858 | id:483787858 | https://space.bilibili.com/483787858
    https://space.bilibili.com/483787858
    https://space.bilibili.com/483787858/video
    https://m.bilibili.com/space/483787858
zhihu | who-china | | org:who-china | https://www.zhihu.com/org/who-china
    https://www.zhihu.com/org/who-china
    https://www.zhihu.com/org/who-china/activities
zhihu | dr-li | | people:dr-li | https://www.zhihu.com/people/dr-li
    https://www.zhihu.com/people/dr-li/posts
zhihu | medicine | | column:medicine | https://www.zhihu.com/column/medicine
    https://zhuanlan.zhihu.com/medicine
    https://www.zhihu.com/column/medicine
vk | moyzubnoyspb | | moyzubnoyspb | https://vk.com/moyzubnoyspb
    https://vk.com/moyzubnoyspb
    https://m.vk.com/moyzubnoyspb
    https://vk.ru/moyzubnoyspb
    vkontakte.ru/moyzubnoyspb
    vk: moyzubnoyspb
vk | | 123456 | id:-123456 | https://vk.com/club123456
    https://vk.com/club123456
    https://vk.com/public123456
    https://vk.com/event123456
vk | | 1 | id:1 | https://vk.com/id1
    https://vk.com/id1
ok | minzdrav | | minzdrav | https://ok.ru/minzdrav
    https://ok.ru/minzdrav
    https://m.ok.ru/minzdrav
    http://www.odnoklassniki.ru/minzdrav
ok | | 53396058603765 | id:group/53396058603765 | https://ok.ru/group/53396058603765
    https://ok.ru/group/53396058603765
    https://ok.ru/group53396058603765
ok | | 570965755424 | id:570965755424 | https://ok.ru/profile/570965755424
    https://ok.ru/profile/570965755424
kakaotalk | | _xiBxiBC | id:_xiBxiBC | https://pf.kakao.com/_xiBxiBC
    https://pf.kakao.com/_xiBxiBC
    http://pf.kakao.com/_xiBxiBC/chat
    pf.kakao.com/_xiBxiBC/friend
naver | mohw2016 | | mohw2016 | https://blog.naver.com/mohw2016
    https://blog.naver.com/mohw2016
    https://m.blog.naver.com/mohw2016
    https://blog.naver.com/PostList.naver?blogId=mohw2016
    https://rss.blog.naver.com/mohw2016.xml
naver | mindy7857 | | cafe:mindy7857 | https://cafe.naver.com/mindy7857
    https://cafe.naver.com/mindy7857
    https://m.cafe.naver.com/mindy7857
naver | mohw | | tv:mohw | https://tv.naver.com/mohw
    https://tv.naver.com/mohw
zalo | | 1234567890123456789 | id:1234567890123456789 | https://zalo.me/1234567890123456789
    https://zalo.me/1234567890123456789
    https://zalo.me/s/1234567890123456789/
zalo | boyte | | boyte | https://zalo.me/boyte
    https://zalo.me/boyte
viber | moz_ukraine | | moz_ukraine | https://chats.viber.com/moz_ukraine
    https://chats.viber.com/moz_ukraine
    chats.viber.com/moz_ukraine/?utm=1
truth-social | HHSGov | | hhsgov | https://truthsocial.com/@HHSGov
    https://truthsocial.com/@HHSGov
    https://truthsocial.com/users/HHSGov
    https://truthsocial.com/@HHSGov/media
nextdoor | mayo-clinic-rochester-mn | | mayo-clinic-rochester-mn | https://nextdoor.com/pages/mayo-clinic-rochester-mn
    https://nextdoor.com/pages/mayo-clinic-rochester-mn/
    https://www.nextdoor.com/pages/mayo-clinic-rochester-mn
nextdoor | mn/rochester/public-health | | agency:mn/rochester/public-health | https://nextdoor.com/agency-detail/mn/rochester/public-health
    https://nextdoor.com/agency-detail/mn/rochester/public-health/
discord | AbC123 | | AbC123 | https://discord.gg/AbC123
    https://discord.gg/AbC123
    https://discord.com/invite/AbC123
    https://discordapp.com/invite/AbC123
discord | | 81384788765712384 | id:81384788765712384 | https://discord.com/channels/81384788765712384
    https://discord.com/channels/81384788765712384
twitch | MayoClinic | | mayoclinic | https://www.twitch.tv/MayoClinic
    https://www.twitch.tv/MayoClinic
    https://m.twitch.tv/MayoClinic/videos
    twitch.tv/MayoClinic/about
github | cdcgov | | cdcgov | https://github.com/cdcgov
    https://github.com/cdcgov
    https://github.com/orgs/cdcgov/repositories
    github.com/cdcgov?tab=repositories
spotify | | 4rOoJ6Egrf8K2IrywzwOMk | id:4rOoJ6Egrf8K2IrywzwOMk | https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk
    https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk
    https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk?si=abc
    https://open.spotify.com/intl-de/show/4rOoJ6Egrf8K2IrywzwOMk
    https://open.spotify.com/embed/show/4rOoJ6Egrf8K2IrywzwOMk
    spotify:show:4rOoJ6Egrf8K2IrywzwOMk
spotify | mayoclinic | | user:mayoclinic | https://open.spotify.com/user/mayoclinic
    https://open.spotify.com/user/mayoclinic
apple-podcasts | | 1533411834 | id:1533411834 | https://podcasts.apple.com/podcast/id1533411834
    https://podcasts.apple.com/us/podcast/mayo-clinic-q-a/id1533411834
    https://podcasts.apple.com/podcast/id1533411834
    https://podcasts.apple.com/gb/podcast/id1533411834?mt=2
    https://itunes.apple.com/us/podcast/mayo-clinic-q-a/id1533411834?mt=2
soundcloud | mayoclinic | | mayoclinic | https://soundcloud.com/mayoclinic
    https://soundcloud.com/mayoclinic
    https://m.soundcloud.com/mayoclinic
    https://soundcloud.com/mayoclinic/tracks
soundcloud | | 1234567 | id:1234567 | https://soundcloud.com/users/1234567
    https://soundcloud.com/users/1234567
scribd | MayoClinic | | mayoclinic | https://www.scribd.com/MayoClinic
    https://www.scribd.com/MayoClinic
    http://es.scribd.com/MayoClinic
scribd | | 23456789 | id:23456789 | https://www.scribd.com/user/23456789
    https://www.scribd.com/user/23456789/Mayo-Clinic
yelp | mayo-clinic-rochester | | mayo-clinic-rochester | https://www.yelp.com/biz/mayo-clinic-rochester
    https://www.yelp.com/biz/mayo-clinic-rochester
    https://m.yelp.com/biz/mayo-clinic-rochester?osq=clinic
    https://www.yelp.co.uk/biz/mayo-clinic-rochester
    https://www.yelp.com/biz_photos/mayo-clinic-rochester
dailymotion | MayoClinic | | mayoclinic | https://www.dailymotion.com/MayoClinic
    https://www.dailymotion.com/MayoClinic
    https://www.dailymotion.com/user/MayoClinic/1
    https://www.dailymotion.com/MayoClinic/videos
issuu | mayoclinic | | mayoclinic | https://issuu.com/mayoclinic
    https://issuu.com/mayoclinic
    https://issuu.com/mayoclinic/docs
google-business | | 1234567890123456789 | id:1234567890123456789 | https://www.google.com/maps?cid=1234567890123456789
    https://www.google.com/maps?cid=1234567890123456789
    https://maps.google.com/?cid=1234567890123456789
    https://maps.google.com/maps?cid=1234567890123456789&hl=en
google-business | mayo-clinic | | mayo-clinic | https://g.page/mayo-clinic
    https://g.page/mayo-clinic
    https://g.page/mayo-clinic/review
google-plus | | 102371865054310418159 | id:102371865054310418159 | https://plus.google.com/102371865054310418159
    https://plus.google.com/u/0/102371865054310418159/posts
    https://plus.google.com/102371865054310418159
    https://plus.google.com/b/0/102371865054310418159/about
google-plus | MayoClinic | | mayoclinic | https://plus.google.com/+MayoClinic
    https://plus.google.com/+MayoClinic
    https://plus.google.com/+MayoClinic/posts
    https://plus.google.com/%2BMayoClinic
vine | MayoClinic | | mayoclinic | https://vine.co/MayoClinic
    https://vine.co/MayoClinic
vine | | 906345798374133760 | id:906345798374133760 | https://vine.co/u/906345798374133760
    https://vine.co/u/906345798374133760
periscope | MayoClinic | | mayoclinic | https://www.periscope.tv/MayoClinic
    https://www.periscope.tv/MayoClinic
    https://www.pscp.tv/MayoClinic
foursquare | whitehouse | | whitehouse | https://foursquare.com/whitehouse
    https://foursquare.com/whitehouse
    http://de.foursquare.com/whitehouse
foursquare | | 4b5f2a3cf964a520e5a829e3 | id:4b5f2a3cf964a520e5a829e3 | https://foursquare.com/v/4b5f2a3cf964a520e5a829e3
    https://foursquare.com/v/mayo-clinic/4b5f2a3cf964a520e5a829e3
    https://foursquare.com/v/4b5f2a3cf964a520e5a829e3
    https://foursquare.com/venue/4b5f2a3cf964a520e5a829e3
storify | mayoclinic | | mayoclinic | https://storify.com/mayoclinic
    http://storify.com/mayoclinic
ustream | nasa-television | | nasa-television | https://www.ustream.tv/channel/nasa-television
    http://ustream.tv/channel/nasa-television
ustream | EPAMultimedia | | user:epamultimedia | https://www.ustream.tv/user/EPAMultimedia
    http://ustream.tv/user/EPAMultimedia/videos
ustream | federalreserve | | name:federalreserve | https://www.ustream.tv/federalreserve
    http://www.ustream.tv/federalreserve
myspace | AIDSgov | | aidsgov | https://myspace.com/AIDSgov
    http://myspace.com/AIDSgov
    http://www.myspace.com/AIDSgov
friendfeed | mayoclinic | | mayoclinic | https://friendfeed.com/mayoclinic
    http://friendfeed.com/mayoclinic
koo | mohfw_india | | mohfw_india | https://www.kooapp.com/profile/mohfw_india
    https://www.kooapp.com/profile/mohfw_india
blog | mayoclinic.wordpress.com | | mayoclinic.wordpress.com | https://mayoclinic.wordpress.com/
    https://mayoclinic.wordpress.com
    http://MayoClinic.wordpress.com/feed/
blog | mayoclinic.blogspot.com | | mayoclinic.blogspot.com | https://mayoclinic.blogspot.com/
    http://mayoclinic.blogspot.com/
    http://mayoclinic.blogspot.co.uk/
    mayoclinic.blogspot.de
"""

# platform that a person chose | platform | handle | permanent id | key | canonical address
CHOSEN = r"""
x | x | MayoClinic | | mayoclinic | https://x.com/MayoClinic
    MayoClinic
    @MayoClinic
    ＠MayoClinic
    @ MayoClinic
    https://twitter.com/MayoClinic
x | x | RepAmata | | repamata | https://x.com/RepAmata
    RepAmata
facebook | facebook | aumuaamata | | aumuaamata | https://www.facebook.com/aumuaamata
    aumuaamata
facebook | facebook | WW | | ww | https://www.facebook.com/WW
    WW
facebook | facebook | dni.gov | | dnigov | https://www.facebook.com/dni.gov
    dni.gov
facebook | facebook | FlavourVapour.co.uk | | flavourvapourcouk | https://www.facebook.com/FlavourVapour.co.uk
    FlavourVapour.co.uk
facebook | facebook | gazpromtrmoskva | | gazpromtrmoskva | https://www.facebook.com/gazpromtrmoskva
    pg/gazpromtrmoskva
facebook | facebook | MapleGroveParksandRecreation | | maplegroveparksandrecreation | https://www.facebook.com/MapleGroveParksandRecreation
    MapleGroveParksandRecreation/
facebook | facebook | | 214258646163 | id:214258646163 | https://www.facebook.com/profile.php?id=214258646163
    214258646163
    p/214258646163
    people/Belhaven-Pubs/214258646163
    pages/category/Restaurant/BAGUETTE-BAGUETTE-214258646163/
    Jackson-County-Conservation-214258646163/
    Nectar-Cannabis/214258646163
youtube | youtube | | UCGdrLQbt1PYDTPsampx4t1A | id:UCGdrLQbt1PYDTPsampx4t1A | https://www.youtube.com/channel/UCGdrLQbt1PYDTPsampx4t1A
    UCGdrLQbt1PYDTPsampx4t1A
youtube | youtube | RepToddYoung | | reptoddyoung | https://www.youtube.com/@RepToddYoung
    RepToddYoung
youtube | youtube | RepToddYoung | | user:reptoddyoung | https://www.youtube.com/user/RepToddYoung
    user/RepToddYoung
instagram | instagram | kilili_sablan | | kilili_sablan | https://www.instagram.com/kilili_sablan/
    kilili_sablan
linkedin | linkedin | országos-mentőszolgálat | | országos-mentőszolgálat | https://www.linkedin.com/company/orsz%C3%A1gos-ment%C5%91szolg%C3%A1lat
    országos-mentőszolgálat
linkedin | linkedin | | 8249 | id:8249 | https://www.linkedin.com/company/8249
    8249
bluesky | bluesky | who.int | | who.int | https://bsky.app/profile/who.int
    who.int
    @who.int
mastodon | mastodon | who@social.who.int | | who@social.who.int | https://social.who.int/@who
    who@social.who.int
    @who@social.who.int
reddit | reddit | r/AskDocs | | r/askdocs | https://www.reddit.com/r/AskDocs/
    r/AskDocs
reddit | reddit | u/MayoClinic | | u/mayoclinic | https://www.reddit.com/user/MayoClinic/
    u/MayoClinic
    MayoClinic
wechat | wechat | WHO_China | | who_china | https://open.weixin.qq.com/qr/code?username=WHO_China
    WHO_China
line | line | nhsofficial | | nhsofficial | https://line.me/R/ti/p/@nhsofficial
    @nhsofficial
kakaotalk | kakaotalk | | _xiBxiBC | id:_xiBxiBC | https://pf.kakao.com/_xiBxiBC
    _xiBxiBC
vk | vk | | 123456 | id:-123456 | https://vk.com/club123456
    club123456
blog | blog | newsnetwork.mayoclinic.org | | newsnetwork.mayoclinic.org | https://newsnetwork.mayoclinic.org/
    https://newsnetwork.mayoclinic.org/
    http://newsnetwork.mayoclinic.org
    newsnetwork.mayoclinic.org
    https://NewsNetwork.MayoClinic.org/?utm_source=mail&fbclid=1
blog | blog | mayo.edu/Blog/Heart?page_id=2 | | mayo.edu/Blog/Heart?page_id=2 | https://www.mayo.edu/Blog/Heart?page_id=2
    https://www.mayo.edu/Blog/Heart/?page_id=2#top
blog | blog | xn--krankenhuser-ncb.de | | xn--krankenhuser-ncb.de | https://www.xn--krankenhuser-ncb.de/
    https://www.krankenhäuser.de/
blog | blog | mayo.edu/@editor | | mayo.edu/@editor | https://mayo.edu/@editor
    https://mayo.edu/@editor
podcast | podcast | feeds.mayo.edu/qa.xml | | feeds.mayo.edu/qa.xml | https://feeds.mayo.edu/qa.xml
    http://feeds.mayo.edu/qa.xml
podcast | spotify | | 4rOoJ6Egrf8K2IrywzwOMk | id:4rOoJ6Egrf8K2IrywzwOMk | https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk
    https://open.spotify.com/show/4rOoJ6Egrf8K2IrywzwOMk
"""

# platform | kind | canonical address | owner's canonical address
POSTS = r"""
x | post | https://x.com/MayoClinic/status/1234567890 | https://x.com/MayoClinic
    https://x.com/MayoClinic/status/1234567890
    https://twitter.com/MayoClinic/status/1234567890?s=20
    https://mobile.twitter.com/MayoClinic/statuses/1234567890
    https://x.com/MayoClinic/status/1234567890/photo/1
x | post | https://x.com/i/web/status/1234567890 |
    https://x.com/i/web/status/1234567890
    https://twitter.com/i/status/1234567890
x | page | https://x.com/i/communities/1234567890 |
    https://x.com/i/communities/1234567890
facebook | post | https://www.facebook.com/MayoClinic/posts/pfbid02abc | https://www.facebook.com/MayoClinic
    https://www.facebook.com/MayoClinic/posts/pfbid02abc
    https://m.facebook.com/MayoClinic/posts/pfbid02abc?ref=share
facebook | post | https://www.facebook.com/MayoClinic/videos/123456789 | https://www.facebook.com/MayoClinic
    https://www.facebook.com/MayoClinic/videos/123456789/
    https://www.facebook.com/MayoClinic/videos/a-title/123456789/
facebook | post | https://www.facebook.com/permalink.php?story_fbid=123&id=100354726689677 | https://www.facebook.com/profile.php?id=100354726689677
    https://www.facebook.com/permalink.php?story_fbid=123&id=100354726689677
    https://m.facebook.com/story.php?story_fbid=123&id=100354726689677&m_entstream_source=timeline
facebook | post | https://www.facebook.com/watch/?v=123456789 |
    https://www.facebook.com/watch/?v=123456789
    https://www.facebook.com/watch?v=123456789
    https://www.facebook.com/video.php?v=123456789
facebook | post | https://www.facebook.com/photo.php?fbid=123 |
    https://www.facebook.com/photo.php?fbid=123&set=a.1
    https://www.facebook.com/photo/?fbid=123
facebook | post | https://www.facebook.com/reel/123456789 |
    https://www.facebook.com/reel/123456789
facebook | post | https://fb.watch/abcDEF12 |
    https://fb.watch/abcDEF12/
facebook | page | https://www.facebook.com/groups/patients |
    https://www.facebook.com/groups/patients
    https://www.facebook.com/groups/patients/about
facebook | page | https://www.facebook.com/events/123456789 |
    https://www.facebook.com/events/123456789/
instagram | post | https://www.instagram.com/p/Cxyz-_1 |
    https://www.instagram.com/p/Cxyz-_1/?img_index=1
instagram | post | https://www.instagram.com/reel/Cxyz |
    https://www.instagram.com/reel/Cxyz/
    https://www.instagram.com/reels/Cxyz/
instagram | post | https://www.instagram.com/mayoclinic/p/Cxyz | https://www.instagram.com/mayoclinic/
    https://www.instagram.com/mayoclinic/p/Cxyz/
instagram | post | https://www.instagram.com/stories/mayoclinic/123 | https://www.instagram.com/mayoclinic/
    https://www.instagram.com/stories/mayoclinic/123/
threads | post | https://www.threads.com/@mayoclinic/post/Cabc | https://www.threads.com/@mayoclinic
    https://www.threads.net/@mayoclinic/post/Cabc
threads | post | https://www.threads.com/t/Cabc |
    https://www.threads.net/t/Cabc
youtube | post | https://www.youtube.com/watch?v=dQw4w9WgXcQ |
    https://www.youtube.com/watch?v=dQw4w9WgXcQ
    https://www.youtube.com/watch?feature=share&v=dQw4w9WgXcQ&t=10s
    https://youtu.be/dQw4w9WgXcQ
    https://youtu.be/dQw4w9WgXcQ?si=abc
    https://m.youtube.com/watch?v=dQw4w9WgXcQ
    https://www.youtube.com/embed/dQw4w9WgXcQ
    https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0
    https://www.youtube.com/live/dQw4w9WgXcQ
    https://www.youtube.com/v/dQw4w9WgXcQ
youtube | post | https://www.youtube.com/shorts/dQw4w9WgXcQ |
    https://youtube.com/shorts/dQw4w9WgXcQ?feature=share
youtube | page | https://www.youtube.com/playlist?list=PL123 |
    https://www.youtube.com/playlist?list=PL123
linkedin | post | https://www.linkedin.com/posts/mayo-clinic_title-activity-123-abcd |
    https://www.linkedin.com/posts/mayo-clinic_title-activity-123-abcd?utm_source=share
linkedin | post | https://www.linkedin.com/feed/update/urn:li:activity:123 |
    https://www.linkedin.com/feed/update/urn:li:activity:123/
linkedin | page | https://www.linkedin.com/groups/123456 |
    https://www.linkedin.com/groups/123456/
tiktok | post | https://www.tiktok.com/@mayoclinic/video/7123 | https://www.tiktok.com/@mayoclinic
    https://www.tiktok.com/@mayoclinic/video/7123?is_from_webapp=1
tiktok | page | https://www.tiktok.com/tag/health |
    https://www.tiktok.com/tag/health
bluesky | post | https://bsky.app/profile/who.int/post/3kabc | https://bsky.app/profile/who.int
    https://bsky.app/profile/who.int/post/3kabc
    https://bsky.app/profile/WHO.int/post/3kabc
bluesky | page | https://bsky.app/profile/who.int/feed/health |
    https://bsky.app/profile/who.int/feed/health
bluesky | page | https://bsky.app/starter-pack/who.int/3kabc |
    https://bsky.app/starter-pack/who.int/3kabc
mastodon | post | https://mastodon.social/@who/112233445566778899 | https://mastodon.social/@who
    https://mastodon.social/@who/112233445566778899
mastodon | post | https://social.who.int/users/who/statuses/112233445566778899 | https://social.who.int/@who
    https://social.who.int/users/who/statuses/112233445566778899
pinterest | post | https://www.pinterest.com/pin/123456 |
    https://www.pinterest.de/pin/123456/
pinterest | post | https://www.pinterest.com/koolsmiles/teeth | https://www.pinterest.com/koolsmiles/
    https://www.pinterest.com/koolsmiles/teeth/
reddit | post | https://www.reddit.com/r/AskDocs/comments/abc123 | https://www.reddit.com/r/AskDocs/
    https://old.reddit.com/r/AskDocs/comments/abc123/a_title/
reddit | post | https://www.reddit.com/comments/abc123 |
    https://redd.it/abc123
flickr | post | https://www.flickr.com/photos/niosh/12345 | https://www.flickr.com/photos/niosh/
    https://www.flickr.com/photos/niosh/12345/in/photostream/
vimeo | post | https://vimeo.com/76979871 |
    https://vimeo.com/76979871
    https://player.vimeo.com/video/76979871
    https://vimeo.com/channels/staffpicks/76979871
slideshare | post | https://www.slideshare.net/MayoClinic/a-talk | https://www.slideshare.net/MayoClinic
    https://www.slideshare.net/MayoClinic/a-talk
medium | post | https://medium.com/@MayoClinic/a-story-1234abcd | https://medium.com/@MayoClinic
    https://medium.com/@MayoClinic/a-story-1234abcd
medium | post | https://medium.com/@mayoclinic/a-story-1234abcd | https://medium.com/@mayoclinic
    https://mayoclinic.medium.com/a-story-1234abcd
tumblr | post | https://peacecorps.tumblr.com/post/12345 | https://peacecorps.tumblr.com/
    https://peacecorps.tumblr.com/post/12345/a-title
    https://www.tumblr.com/peacecorps/12345/a-title
substack | post | https://mayo.substack.com/p/a-letter | https://mayo.substack.com/
    https://mayo.substack.com/p/a-letter
    https://open.substack.com/pub/mayo/p/a-letter?r=1
telegram | post | https://t.me/who_europe/42 | https://t.me/who_europe
    https://t.me/who_europe/42
    https://t.me/s/who_europe/42
telegram | page | https://t.me/joinchat/AAAAabc |
    https://t.me/joinchat/AAAAabc
telegram | page | https://t.me/+AbCdEf123 |
    https://t.me/+AbCdEf123
whatsapp | page | https://chat.whatsapp.com/AbCdEf123 |
    https://chat.whatsapp.com/AbCdEf123
wechat | post | https://mp.weixin.qq.com/s?__biz=MzA5NDI0NzM1MA==&mid=265&idx=1 | https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=MzA5NDI0NzM1MA==
    https://mp.weixin.qq.com/s?__biz=MzA5NDI0NzM1MA==&mid=265&idx=1&sn=abc&chksm=def
wechat | post | https://mp.weixin.qq.com/s/AbC_dEf-1 |
    https://mp.weixin.qq.com/s/AbC_dEf-1
weibo | post | https://weibo.com/2803301701/Mabc | https://weibo.com/u/2803301701
    https://weibo.com/2803301701/Mabc?type=comment
weibo | post | https://weibo.com/status/4900 |
    https://m.weibo.cn/status/4900
bilibili | post | https://www.bilibili.com/video/BV1xx411c7mD |
    https://www.bilibili.com/video/BV1xx411c7mD/
zhihu | page | https://www.zhihu.com/question/123 |
    https://www.zhihu.com/question/123
vk | post | https://vk.com/wall-123_45 | https://vk.com/club123
    https://vk.com/wall-123_45
ok | post | https://ok.ru/minzdrav/topic/155 | https://ok.ru/minzdrav
    https://ok.ru/minzdrav/topic/155
naver | post | https://blog.naver.com/mohw2016/222 | https://blog.naver.com/mohw2016
    https://blog.naver.com/mohw2016/222
    https://m.blog.naver.com/mohw2016/222
    https://blog.naver.com/PostView.naver?blogId=mohw2016&logNo=222
truth-social | post | https://truthsocial.com/@HHSGov/posts/11 | https://truthsocial.com/@HHSGov
    https://truthsocial.com/@HHSGov/posts/11
    https://truthsocial.com/@HHSGov/11
twitch | post | https://www.twitch.tv/videos/123 |
    https://www.twitch.tv/videos/123
github | post | https://github.com/cdcgov/prime | https://github.com/cdcgov
    https://github.com/cdcgov/prime/issues
spotify | post | https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk |
    https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk?si=1
apple-podcasts | post | https://podcasts.apple.com/podcast/id1533411834?i=1000 | https://podcasts.apple.com/podcast/id1533411834
    https://podcasts.apple.com/us/podcast/q-a/id1533411834?i=1000
soundcloud | post | https://soundcloud.com/mayoclinic/a-talk | https://soundcloud.com/mayoclinic
    https://soundcloud.com/mayoclinic/a-talk
google-plus | page | https://plus.google.com/communities/12 |
    https://plus.google.com/communities/12
vine | post | https://vine.co/v/abc |
    https://vine.co/v/abc/embed
storify | post | https://storify.com/mayoclinic/a-chat | https://storify.com/mayoclinic
    https://storify.com/mayoclinic/a-chat
blog | post | https://mayoclinic.wordpress.com/2012/05/a-post | https://mayoclinic.wordpress.com/
    https://mayoclinic.wordpress.com/2012/05/a-post
"""

# code
REFUSALS = r"""
unknown-host
    https://www.mayoclinic.org/
    mayoclinic.org
    http://mayoclinic.org/@
    https://example.edu/users
    https://www.gohealthuc.com/
    https://de.wikipedia.org/wiki/Facebook
    https://krankenhäuser.de/
    https://www.npmjs.com/@mayo
    https://unsplash.com/@mayo
look-alike
    https://fаcebook.com/mayoclinic
    https://www.fаcebook.com/mayoclinic
    https://xn--fcebook-2fg.com/mayoclinic
    https://ｆａｃｅｂｏｏｋ.com/mayoclinic
    https://fácebook.com/mayoclinic
    https://evilfacebook.com/mayoclinic
    https://evil-facebook.com/mayoclinic
    https://facebook.com.evil.org/mayoclinic
    https://www.facebook.com.evil.org/mayoclinic
    https://facebook-login.net/mayoclinic
    https://faceb00k.com/mayoclinic
    https://facebok.com/mayoclinic
    https://facebook.co/mayoclinic
    https://x.com.evil.org/MayoClinic
    https://tvvitter.com/MayoClinic
    https://twiter.com/MayoClinic
    https://lnstagram.com/mayoclinic
    https://instagran.com/mayoclinic
    https://youtube.com-video.net/@mayoclinic
    https://youtubе.com/@mayoclinic
    https://linkedln.com/company/mayo-clinic
    https://tictok.com/@mayoclinic
    https://bsky.app.evil.org/profile/who.int
    https://0k.ru/minzdrav
    https://fxtwitter.com/MayoClinic
    @mayo@facebook.com.evil.org
    https://ꓬoutube.com/@mayoclinic
userinfo
    https://x.com@evil.org
    https://x.com@evil.org/MayoClinic
    x.com@evil.org
    https://www.facebook.com:443@evil.org/mayoclinic
    https://user:secret@www.facebook.com/mayoclinic
    https://medium.com@mayoclinic
port
    https://x.com:8080/MayoClinic
    http://www.facebook.com:8000/mayoclinic
    facebook.com:81/mayoclinic
scheme
    javascript:alert(1)
    data:text/html,hello
    ftp://facebook.com/mayoclinic
    file:///etc/hosts
    fb://page/1234
    twitter://user?screen_name=MayoClinic
    hxxps://facebook.com/mayoclinic
email
    press@mayoclinic.org
    mailto:press@mayoclinic.org
    mayo.clinic@gmail.com
phone
    tel:+15072842511
    +1 507 284 2511
    (507) 284-2511
    507-284-2511
    https://wa.me/15072842511
    https://api.whatsapp.com/send?phone=15072842511
    https://zalo.me/0912345678
not-public
    http://localhost/mayoclinic
    http://127.0.0.1/@mayo
    http://192.168.0.1/
    https://intranet.mayo.local/@mayo
    http://[::1]/@mayo
    @mayo@server.internal
no-platform
    @mayoclinic
    mayoclinic
not-an-address
    hello world
    https://
    https:///mayoclinic
    .com/marketplacebyjasons
    https://exa mple.org
    https://x.com\@evil.org/MayoClinic
    https://x.com/Mayo%2FClinic
    https://.../mayoclinic
    https://%66acebook.com/mayoclinic
    company/mayo-clinic
home
    https://www.facebook.com/
    x.com
    https://www.youtube.com
    https://t.me/
    https://mastodon.social/
reserved
    https://x.com/home
    https://x.com/search?q=mayo
    https://twitter.com/hashtag/mayo
    https://x.com/explore
    https://x.com/i/lists
    https://www.facebook.com/watch
    https://www.facebook.com/hashtag/mayo
    https://www.facebook.com/groups
    https://www.facebook.com/pages
    https://www.facebook.com/profile.php
    https://www.facebook.com/settings
    https://www.facebook.com/notifications
    https://www.facebook.com/about
    https://www.instagram.com/explore/tags/mayo
    https://www.instagram.com/p/
    https://www.youtube.com/watch
    https://www.youtube.com/results?search_query=mayo
    https://www.linkedin.com/jobs/
    https://www.linkedin.com/pulse
    https://bsky.app/search
    https://www.pinterest.com/search/pins/?q=mayo
    https://www.reddit.com/search?q=mayo
    https://mastodon.social/explore
    https://mastodon.social/about
    https://github.com/features
    https://medium.com/search
    https://www.flickr.com/search/
service
    https://www.facebook.com/sharer.php?u=https://mayo.org
    https://www.facebook.com/sharer/sharer.php?u=x
    https://www.facebook.com/plugins/like.php
    https://www.facebook.com/dialog/feed
    https://twitter.com/share?url=x
    https://twitter.com/intent/tweet?text=hi
    https://www.linkedin.com/shareArticle?mini=true
    https://connect.facebook.net/en_US/sdk.js
    https://platform.twitter.com/widgets.js
    https://developers.facebook.com/docs
    https://help.instagram.com/
    https://i.ytimg.com/vi/x/0.jpg
person
    https://www.linkedin.com/in/jane-doe/
    https://de.linkedin.com/in/jane-doe
    https://www.linkedin.com/pub/jane-doe/1/2/3
    https://line.me/ti/p/AbCdEf123
    https://www.yelp.com/user_details?userid=abc
bad-handle
    https://x.com/this_name_is_much_too_long
    https://x.com/mayo-clinic
    https://www.facebook.com/state_cyber
    https://www.facebook.com/edusa_kuwait
    https://www.facebook.com/больница
    https://www.facebook.com/pages/mayoclinic
    https://www.youtube.com/channel/ucgdrlqbt1pydtpsampx4t1a
    https://www.youtube.com/channel/UCshort
    https://www.tiktok.com/mayoclinic
    https://bsky.app/profile/mayoclinic
    https://t.me/abc
    https://www.instagram.com/mayo!clinic
mixed-scripts
    https://www.youtube.com/@mаyoclinic
    https://www.linkedin.com/company/mауо-clinic
short-link
    https://t.co/abc
    https://bit.ly/3abc
    bit.ly/3abc
    https://lnkd.in/abc
    https://linktr.ee/mayoclinic
    https://www.linktr.ee/mayoclinic
    https://fb.me/mayoclinic
    https://vm.tiktok.com/ZMabc/
    https://vt.tiktok.com/ZSabc/
    https://www.tiktok.com/t/ZTabc/
    https://pin.it/abc
    https://lin.ee/abc
    https://v.douyin.com/abc/
    https://xhslink.com/abc
    https://b23.tv/abc
    https://www.facebook.com/share/1AbCdEf/
    https://spotify.link/abc
    https://maps.app.goo.gl/abc
    https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2FMayoClinic&h=AT0
    https://www.youtube.com/redirect?q=https%3A%2F%2Fx.com%2FMayoClinic
    https://vk.com/away.php?to=https%3A%2F%2Fx.com%2FMayoClinic
    https://l.instagram.com/?u=https%3A%2F%2Fwww.mayoclinic.org
no-fediverse
    @mayo@gmail.com
    @mayo@facebook.com
"""

# platform that a person chose | code
REFUSED_CHOSEN = r"""
x | bad-handle
    unioncountyschools
    mayo-clinic
    mayo clinic
x | email
    press@mayoclinic.org
x | reserved
    home
x | unknown-host
    https://www.mayoclinic.org/
    mayoclinic.org/twitter
x | look-alike
    https://evil-twitter.com/MayoClinic
facebook | bad-handle
    arc_club2020
    gamestores_sa
    furaibo_webstores
    waldos_oficial
facebook | not-an-address
    .com/marketplacebyjasons
facebook | home
    facebook.com
whatsapp | phone
    +1 507 284 2511
bluesky | bad-handle
    mayoclinic
blog | not-public
    http://10.0.0.1/blog
    https://blog.local/
blog | userinfo
    https://me@blog.org/
blog | look-alike
    https://facebook.com.evil.org/blog
blog | scheme
    ftp://blog.org/
blog | port
    https://blog.org:8443/
podcast | short-link
    https://bit.ly/podcast
"""

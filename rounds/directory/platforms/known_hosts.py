"""Hosts that are no platform of the table, by what they are."""

# Several services share these domains, so that another host of theirs says nothing about our platform.
SHARED = frozenset(
    ["google.com", "qq.com", "naver.com", "kakao.com", "apple.com", "wordpress.com", "blogspot.com"]
)

# Domains from which a platform serves its working parts.
SERVICES = {
    "facebook.net": "facebook",
    "fbcdn.net": "facebook",
    "fbsbx.com": "facebook",
    "fb.com": "facebook",
    "twimg.com": "x",
    "ads-twitter.com": "x",
    "cdninstagram.com": "instagram",
    "ytimg.com": "youtube",
    "googlevideo.com": "youtube",
    "youtubeeducation.com": "youtube",
    "youtubekids.com": "youtube",
    "licdn.com": "linkedin",
    "pinimg.com": "pinterest",
    "tiktokcdn.com": "tiktok",
    "staticflickr.com": "flickr",
    "vimeocdn.com": "vimeo",
    "slidesharecdn.com": "slideshare",
    "substackcdn.com": "substack",
    "githubusercontent.com": "github",
    "githubassets.com": "github",
    "redditstatic.com": "reddit",
    "redditmedia.com": "reddit",
    "sndcdn.com": "soundcloud",
    "scdn.co": "spotify",
    "vkuservideo.net": "vk",
    "userapi.com": "vk",
}

# Short links, and pages that are lists of links.
_SHORT_LINKS = """
    1drv.ms about.me allmylinks.com amzn.to beacons.ai bio.link bio.site bit.ly bitly.com buff.ly
    campsite.bio carrd.co conta.ct cutt.ly dlvr.it dwz.cn eepurl.com flip.it flow.page fw.to goo.gl
    hoo.be hubs.la hubs.ly ift.tt is.gd j.mp linkin.bio linkpop.com linktr.ee ln.is lnk.bio lnkd.in
    mayocl.in msha.ke mtr.bio onelink.me ow.ly page.link po.st qr.ae rb.gy rebrand.ly s.id shor.by
    shorturl.at smart.link snip.ly solo.to soo.gd su.pr t.co t.ly taplink.at taplink.cc tiny.cc
    tinyurl.com tl.gd tr.im trib.al url.cn urlz.fr v.gd wp.me
"""
SHORT_LINKS = frozenset(_SHORT_LINKS.split())

# Links that pass people on, and the key of the query under which the destination stands.
FORWARDERS = {
    "l.facebook.com": "u",
    "l.instagram.com": "u",
    "l.messenger.com": "u",
    "l.threads.com": "u",
    "l.threads.net": "u",
    "l.wl.co": "u",
    "out.reddit.com": "url",
    "slack-redir.net": "url",
    "t.umblr.com": "z",
}
FORWARDING_PATHS = {
    ("facebook", "flx/warn"): ("u",),
    ("facebook", "l.php"): ("u",),
    ("google-business", "url"): ("q", "url"),
    ("linkedin", "redir/redirect"): ("url",),
    ("linkedin", "safety/go"): ("url",),
    ("vk", "away.php"): ("to",),
    ("youtube", "redirect"): ("q",),
}

# Servers of the fediverse: those whose address alone says so, and two kinds with other paths.
_SERVERS = """
    aus.social bonn.social c.im chaos.social det.social fediscience.org flipboard.social
    fosstodon.org genomic.social hachyderm.io home.social infosec.exchange journa.host legal.social
    mas.to mastodon.art mastodon.au mastodon.cloud mastodon.green mastodon.ie mastodon.me.uk
    mastodon.nl mastodon.nz mastodon.online mastodon.scot mastodon.social mastodon.top mastodon.uno
    mastodon.world mastodon.xyz mastodonapp.uk mathstodon.xyz med-mastodon.com misskey.io mstdn.ca
    mstdn.io mstdn.jp mstdn.party mstdn.science mstdn.social newsie.social norden.social nrw.social
    octodon.social ohai.social pawoo.net qoto.org scholar.social sciences.social scicomm.xyz
    sfba.social social.bund.de social.lol social.network.europa.eu social.overheid.nl
    social.vivaldi.net techhub.social tooot.im toot.community toot.io toot.wales tooting.ch
    universeodon.com wandering.shop
"""
_PIXELFED = "pixel.infosec.exchange pixelfed.art pixelfed.de pixelfed.eu pixelfed.social pixelfed.uno"
_PEERTUBE = """
    framatube.org makertube.net peertube.tv peertube.uno tilvids.com tube.network.europa.eu
    video.blender.org
"""
PIXELFED_SERVERS = frozenset(_PIXELFED.split())
PEERTUBE_SERVERS = frozenset(_PEERTUBE.split())
SERVERS = frozenset(_SERVERS.split()) | PIXELFED_SERVERS | PEERTUBE_SERVERS

# Hosts with "@name" in their paths, or with mail boxes, that do not speak ActivityPub.
_OUTSIDE = """
    163.com about.me aol.com askubuntu.com bandcamp.com behance.net buymeacoffee.com cash.app
    cdn.jsdelivr.net clubhouse.com coub.com dev.to element.io esm.sh giphy.com gmail.com gmx.de
    gmx.net googlemail.com hackernoon.com hive.blog hotmail.com icloud.com joinclubhouse.com
    jsdelivr.net kick.com ko-fi.com lbry.tv lemon8-app.com likee.video linktr.ee live.com mail.ru
    matrix.to msn.com npmjs.com npmjs.org odysee.com outlook.com peakd.com producthunt.com proton.me
    protonmail.com qq.com rumble.com serverfault.com skypack.dev stackexchange.com stackoverflow.com
    steemit.com superuser.com triller.co unpkg.com unsplash.com web.de yahoo.com
"""
OUTSIDE = frozenset(_OUTSIDE.split())

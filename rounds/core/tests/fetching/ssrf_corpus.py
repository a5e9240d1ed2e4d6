"""What must never be reached, and what must be.

`{port}` stands for the port of a server on 127.0.0.1 that counts who connects.
"""

# fmt: off
# ruff: noqa: S104

# --- IP addresses, as a name server would answer them ----------------------------------------------------------------

INSIDE_ADDRESSES = [
    # IPv4: both ends of every range that IANA has set aside, and one in between where it is wide
    *("0.0.0.0", "0.0.0.1", "0.255.255.255"),
    *("10.0.0.0", "10.0.0.1", "10.96.0.1", "10.255.255.255"),
    *("100.64.0.0", "100.100.100.200", "100.127.255.255"),
    *("127.0.0.0", "127.0.0.1", "127.0.0.53", "127.127.127.127", "127.255.255.255"),
    *("169.254.0.0", "169.254.0.1", "169.254.255.255"),
    *("172.16.0.0", "172.17.0.1", "172.31.255.255"),
    *("192.0.0.0", "192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.10", "192.0.0.170", "192.0.0.255"),
    *("192.0.2.0", "192.0.2.255", "198.51.100.0", "198.51.100.255", "203.0.113.0", "203.0.113.255"),
    *("192.31.196.0", "192.31.196.255", "192.52.193.1", "192.175.48.6", "192.175.48.255"),
    *("192.88.99.0", "192.88.99.1", "192.88.99.255"),
    *("192.168.0.0", "192.168.1.1", "192.168.255.255"),
    *("198.18.0.0", "198.19.255.255"),
    *("224.0.0.0", "224.0.0.251", "233.252.0.1", "239.255.255.250", "239.255.255.255"),
    *("240.0.0.0", "255.255.255.254", "255.255.255.255"),
    # The metadata services of the clouds, and what else answers only from within them
    "169.254.169.254",  # AWS, Azure, Google, Oracle, DigitalOcean, OpenStack, Hetzner, IBM, Equinix
    *("169.254.169.253", "169.254.169.123", "169.254.170.2", "169.254.170.23"),  # AWS: names, time, containers
    "169.254.0.23",  # Tencent
    "100.100.100.200",  # Alibaba
    "192.0.0.192",  # Oracle
    "168.63.129.16",  # Azure
    "169.254.42.42",  # Scaleway
    *("fd00:ec2::254", "fd00:ec2::253", "fd00:ec2::23"),  # AWS
    "fd20:ce::254",  # Google
    "fd00:42::42",  # Scaleway
    "fe80::a9fe:a9fe",  # OpenStack
    # IPv6 that is not given out
    *("::", "::1", "::2", "100::", "100::1", "100:0:0:1::1", "200::1", "400::1", "1000::1", "1fff:ffff::1"),
    *("4000::1", "5f00::1", "8000::1", "c000::1", "e000::1"),
    *("fc00::", "fc00::1", "fd12:3456:789a::1", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"),
    *("fe80::", "fe80::1", "febf::1", "fec0::1", "feff::1", "ff00::1", "ff02::1", "ff02::fb", "ff0e::1"),
    # IPv6 that is given out for something else
    *("2001::", "2001:1::1", "2001:1::2", "2001:2::1", "2001:3::1", "2001:4:112::1", "2001:10::1", "2001:20::1"),
    *("2001:30::1", "2001:1ff:ffff::1", "2001:db8::", "2001:db8::1", "2001:db8:ffff:ffff::1"),
    *("3fff::", "3fff:fff:ffff::1", "3ffe::1", "2620:4f:8000::1"),
    # IPv4 carried inside IPv6
    *("::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:a9fe:a9fe"),
    *("::ffff:100.64.0.1", "::ffff:192.168.0.1", "::ffff:0.0.0.0", "::ffff:8.8.8.8"),  # mapped
    *("::127.0.0.1", "::7f00:1", "::10.0.0.1", "::169.254.169.254", "::8.8.8.8"),  # compatible
    *("::ffff:0:127.0.0.1", "::ffff:0:7f00:1", "::ffff:0:169.254.169.254"),  # translated (SIIT)
    *("64:ff9b::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254"),  # NAT64
    *("64:ff9b::8.8.8.8", "64:ff9b:1::127.0.0.1", "64:ff9b:1:ffff::a9fe:a9fe"),
    *("2002:7f00:1::", "2002:7f00:0001::1", "2002:a00:1::1", "2002:a9fe:a9fe::1", "2002:c0a8:101::1"),  # 6to4
    *("2001:0:4136:e378:8000:63bf:80ff:fffe", "2001::80ff:fffe", "2001:0:7f00:1::1"),  # Teredo
    *("fe80::5efe:127.0.0.1", "2a00:1450:4001:81b::5efe:7f00:1", "2a00:1450:4001:81b:200:5efe:a00:1"),  # ISATAP
    *("2606:4700::5efe:169.254.169.254", "2600:1f18::200:5efe:c0a8:1"),
    # No ordinary spelling of an address
    *("fe80::1%eth0", "2606:4700::1111%1", "::1%lo", "127.1", "127.0.1", "2130706433", "0x7f000001", "017700000001"),
    *("0177.0.0.1", "127.0.0.01", "0x7f.0.0.1", "127.0.0.1.", " 127.0.0.1", "127.0.0.1\n", "127.0.0.1/32",
      "1.1.1.1:80"),
    *("１２７.0.0.1", "①②⑦.0.0.1", "127。0。0。1", "[::1]", "localhost", "", "8.8.8", "08.8.8.8", "256.1.1.1"),
]

PUBLIC_ADDRESSES = [
    *("1.1.1.1", "8.8.8.8", "9.9.9.9", "93.184.215.14", "140.82.112.3", "151.101.1.69"),
    # next door to what is set aside
    *("1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"),
    *("169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255", "192.0.1.0"),
    *("192.0.3.0", "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255"),
    *("198.20.0.0", "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255"),
    *("168.63.129.15", "168.63.129.17", "192.31.195.255", "192.52.194.0", "192.175.49.0"),
    *("2606:4700:4700::1111", "2001:4860:4860::8888", "2620:fe::fe", "2a00:1450:4001:81b::200e", "2400:cb00::1"),
    *("2001:200::1", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2001:ffff::1", "2c0f:f248::1", "2800:3f0::1"),
    *("2606:4700::5efd:7f00:1", "2620:4f:7fff::1", "2620:4f:8001::1"),
]

# --- Web addresses: (address, code) ----------------------------------------------------------------------------------

_LITERALS = [
    *("http://127.0.0.1:{port}/", "http://127.0.0.1/", "https://127.0.0.1/", "http://0.0.0.0:{port}/"),
    *("http://127.0.0.53:{port}/", "http://10.0.0.1/", "http://192.168.1.1/admin", "http://8.8.8.8/"),
    *("http://169.254.169.254/latest/meta-data/iam/security-credentials/",
      "http://168.63.129.16/machine?comp=goalstate"),
    *("http://100.100.100.200/latest/meta-data/", "http://192.0.0.192/opc/v1/instance/"),
    *("http://[::1]:{port}/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]:{port}/", "http://[::]:{port}/"),
    *("http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://[::FFFF:7F00:1]:{port}/"),
    *("http://[::127.0.0.1]:{port}/", "http://[::ffff:0:127.0.0.1]:{port}/", "http://[64:ff9b::7f00:1]:{port}/"),
    *("http://[fd00:ec2::254]/latest/meta-data/", "http://[fe80::1]/", "http://[2002:7f00:1::]:{port}/"),
    *("http://[2606:4700:4700::1111]/", "http://[2a00:1450:4001:81b::5efe:7f00:1]/"),
]
_SPELLINGS = [
    *("http://2130706433:{port}/", "http://0x7f000001:{port}/", "http://0X7F000001:{port}/",
      "http://017700000001:{port}/"),
    *("http://127.1:{port}/", "http://127.0.1:{port}/", "http://0177.0.0.1:{port}/", "http://0x7f.0.0.1:{port}/"),
    *("http://127.0.0.0x1:{port}/", "http://127.0x1:{port}/", "http://0:{port}/", "http://00:{port}/",
      "http://1:{port}/"),
    *("http://127.00.00.01:{port}/", "http://000127.0.0.1:{port}/", "http://2852039166/", "http://0xa9fea9fe/"),
    *("http://0251.0376.0251.0376/", "http://0xa9.0xfe.0xa9.0xfe/", "http://169.254.43518/",
      "http://4294967297:{port}/"),
    *("http://256.256.256.256/", "http://127.0.0.1.:{port}/", "http://127.0.0.1..:{port}/",
      "http://127..0.1:{port}/"),
    *("http://127.0.0.1%2f:{port}/", "http://%31%32%37.0.0.1:{port}/", "http://127%2e0%2e0%2e1:{port}/"),
    *("http://[::1%25lo]:{port}/", "http://[::1%lo]:{port}/", "http://[::1:{port}/", "http://::1:{port}/",
      "http://[]:{port}/"),
    *("http://[127.0.0.1]:{port}/", "http://[v1.1]:{port}/", "http://[hospital.example]:{port}/",
      "http://[::1].example:{port}/"),
    *("http://１２７.0.0.1:{port}/", "http://①②⑦.⓪.⓪.①:{port}/", "http://127。0。0。1:{port}/", "http://127．0．0．1:{port}/"),
    *("http://127｡0｡0｡1:{port}/", "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏:{port}/", "http://¹²⁷.0.0.1:{port}/", "http://١٢٧.0.0.1:{port}/"),
    *("http://⑯⑨.②⑤④.⑯⑨.②⑤④/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/", "http://ｌｏｃａｌｈｏｓｔ:{port}/",
      "http://local\u00adhost:{port}/"),
    *("http://local\u200bhost:{port}/", "http://\u212aafka.example/", "http://inside。example/",
      "http://hospital.example。/"),
]
_STRUCTURE = [
    # user and password, and what could be taken for the host by somebody
    *("http://a@inside.example:{port}/", "http://a:b@inside.example:{port}/",
      "http://hospital.example@127.0.0.1:{port}/"),
    *("http://127.0.0.1:{port}@hospital.example/", "http://hospital.example:80@127.0.0.1:{port}/",
      "http://@127.0.0.1:{port}/"),
    *("http://:@127.0.0.1:{port}/", "http://hospital.example%40127.0.0.1:{port}/", "http://a@b@127.0.0.1:{port}/"),
    *("http://hospital.example\\@127.0.0.1:{port}/", "http://127.0.0.1:{port}\\@hospital.example/",
      "http:\\\\127.0.0.1:{port}\\"),
    *("http:/\\127.0.0.1:{port}/", "http://hospital.example\\.inside.example:{port}/",
      "http://hospital.example/\\..\\"),
    *("http://hospital.example;@127.0.0.1:{port}/", "http://hospital.example&@127.0.0.1:{port}/",
      "http://hosp$ital.example/"),
    *("http:///127.0.0.1:{port}/", "http:////127.0.0.1:{port}/", "http:127.0.0.1:{port}", "http:/127.0.0.1:{port}/"),
    *("//127.0.0.1:{port}/", "127.0.0.1:{port}", "inside.example:{port}", "/", "", "http://", "http:", "https:///",
      "http://?", "http://#"),
    *("http://.example/", "http://.:{port}/", "http://-a.example/", "http://a-.example/", "http://a..example/",
      "http://*.example/"),
    *("http://hospital.example./", "http://inside.example.:{port}/", "http://hospital.123/",
      "http://hospital.0x1/", "http://a.b.1e3/"),
    *("http://hospital.example:/", "http://hospital.example:0/", "http://hospital.example:080/",
      "http://hospital.example:-1/"),
    *("http://hospital.example:+80/", "http://hospital.example:８０/", "http://hospital.example:80:80/",
      "http://hospital.example:8o/"),
    *("http://hospital.example:" + "9" * 6 + "/", "http://" + "a" * 64 + ".example/",
      "http://" + "a." * 130 + "example/"),
    *("http://hospital.example/" + "a" * 2_000, "http://hospital.example/" + "é" * 500),
    # what splits lines, and what is not seen
    *("http://inside.example:{port}/\r\nHost: x", "http://inside.example\r\n:{port}/",
      "http://inside.example:{port}/\n", "\thttp://inside.example:{port}/"),
    *("http://inside.example:{port}/a b", " http://inside.example:{port}/", "http://inside.example:{port}/\x00",
      "ht\ntp://inside.example:{port}/"),
    *("http://in\tside.example:{port}/", "http://inside.example:{port}/\x7f", "http://inside.example:{port}/\x85",
      "http://inside.example:{port}/\u2028"),
    *("http://inside.example:{port}/\u00a0", "http://inside.example:{port}/\u202egnp",
      "http://inside.example:{port}/\ud800", "http://inside.example:{port}/\ufeff"),
    *("http://inside.example%0d%0a:{port}/", "http://inside.example%00.hospital.example/",
      "http://inside.example%23@hospital.example/"),
    # other schemes
    *("file:///etc/passwd", "file://127.0.0.1/etc/passwd", "ftp://127.0.0.1:{port}/",
      "gopher://127.0.0.1:{port}/_GET", "dict://127.0.0.1:{port}/info"),
    *("ldap://127.0.0.1:{port}/", "ws://127.0.0.1:{port}/", "javascript:alert(1)", "data:text/html,hello",
      "jar:http://127.0.0.1:{port}!/"),
    *("http+unix://%2Fvar%2Frun%2Fdocker.sock/info", "unix:///var/run/docker.sock", "httpx://127.0.0.1:{port}/",
      "h\u0074\u0074p\u017f://hospital.example/"),
    *("url:http://127.0.0.1:{port}/", "view-source:http://127.0.0.1:{port}/", "blob:http://127.0.0.1:{port}/",
      "http\uff1a//127.0.0.1:{port}/"),
]
_NAMES = [
    *("http://localhost:{port}/", "http://LOCALHOST:{port}/", "http://a.localhost:{port}/",
      "http://localhost.localdomain:{port}/"),
    *("http://metadata.google.internal/computeMetadata/v1/", "http://metadata/", "http://instance-data/latest/",
      "http://router/"),
    *("http://printer.local/", "http://kubernetes.default.svc.cluster.local/", "http://wiki.corp/",
      "http://nas.lan/", "http://nas.home/"),
    *("http://router.home.arpa/", "http://1.0.0.127.in-addr.arpa/", "http://facebookcorewwwi.onion/",
      "http://a.test/", "http://a.invalid/", "http://a.alt/"),
    *("http://intranet/", "http://portal.intranet/", "http://a.private/"),
    # ports
    *("http://hospital.example:22/", "http://hospital.example:25/", "http://hospital.example:6379/",
      "http://hospital.example:8080/"),
    *("http://hospital.example:443/", "https://hospital.example:80/", "https://hospital.example:8443/",
      "http://hospital.example:65535/", "http://hospital.example:65536/"),
]

REFUSED_URLS = [
    *((url, "refused-address") for url in _LITERALS),
    *((url, "bad-address") for url in _SPELLINGS),
    *((url, "bad-address") for url in _STRUCTURE),
    *((url, "refused-address") for url in _NAMES),
]

READ_URLS = {
    "http://hospital.example": "http://hospital.example/",
    "HTTPS://Hospital.Example:443/A?b#c": "https://hospital.example/A?b",
    "http://hospital.example:80?q=1": "http://hospital.example/?q=1",
    "https://klinikum-münchen.de/über-uns": "https://xn--klinikum-mnchen-8vb.de/%C3%BCber-uns",
    "https://KLINIKUM-MÜNCHEN.DE/": "https://xn--klinikum-mnchen-8vb.de/",
    "https://xn--klinikum-mnchen-8vb.de/": "https://xn--klinikum-mnchen-8vb.de/",
    "https://病院.example/": "https://xn--0rys90e.example/",
    "https://r3---sn-abc.example/": "https://r3---sn-abc.example/",
    "https://a_b.example/~x/%7Ey?q=[1]|2&r='\"": "https://a_b.example/~x/%7Ey?q=[1]%7C2&r='%22",
    "http://hospital.example/a/./b/../c/%2e%2E/d/.": "http://hospital.example/a/d/",
    "http://hospital.example/../../etc//x/..": "http://hospital.example/etc//",
    "http://127.0.0.1.nip.io/": "http://127.0.0.1.nip.io/",  # its addresses will be looked at
}

# --- Names and what the name servers say of them ---------------------------------------------------------------------

INSIDE_NAMES = {
    "inside.example": ["127.0.0.1"],
    "mixed-last.example": ["1.1.1.1", "127.0.0.1"],
    "mixed-first.example": ["127.0.0.1", "1.1.1.1"],
    "mixed-many.example": ["1.1.1.1", "8.8.8.8", "9.9.9.9", "2606:4700:4700::1111", "10.0.0.1"],
    "mixed-v6.example": ["1.1.1.1", "::1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "compatible.example": ["::127.0.0.1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "sixtofour.example": ["2002:7f00:1::"],
    "metadata.example": ["169.254.169.254"],
    "metadata-v6.example": ["fd00:ec2::254"],
    "azure.example": ["168.63.129.16"],
    "zero.example": ["0.0.0.0"],
    "scoped.example": ["fe80::1%lo"],
    "odd.example": ["127.1"],
    "decimal.example": ["2130706433"],
    "nonsense.example": ["not an address"],
    "empty.example": [""],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "xn--0rys90e.example": ["127.0.0.1"],
}

# --- Redirects: what a public page answers as Location, and the code -------------------------------------------------

REFUSED_REDIRECTS = [
    *(("http://127.0.0.1:{port}/", "refused-address"), ("http://inside.example:{port}/", "refused-address")),
    *(("//127.0.0.1:{port}/", "refused-address"), ("//inside.example:{port}/", "refused-address")),
    *(("http://[::1]:{port}/", "refused-address"), ("http://[::ffff:127.0.0.1]:{port}/", "refused-address")),
    *(("http://localhost:{port}/", "refused-address"), ("https://inside.example:{port}/", "refused-address")),
    *(("http://169.254.169.254/latest/meta-data/", "refused-address"),
      ("http://metadata.google.internal/", "refused-address")),
    *(("http://mixed-last.example/", "refused-address"), ("http://mapped.example/", "refused-address")),
    *(("http://2130706433:{port}/", "bad-address"), ("http://0x7f.1:{port}/", "bad-address"),
      ("http://127.1:{port}/", "bad-address")),
    *(("http://a@127.0.0.1:{port}/", "bad-address"), ("http://start.example@127.0.0.1:{port}/", "bad-address")),
    *(("http:\\\\127.0.0.1:{port}/", "bad-address"), ("/\\127.0.0.1:{port}/", "bad-address"),
      ("\\\\127.0.0.1:{port}/", "bad-address")),
    *(("/\t/127.0.0.1:{port}/", "bad-address"), ("http://127.0.0.1:{port}/ x", "bad-address"),
      ("http://①②⑦.⓪.⓪.①:{port}/", "bad-address")),
    *(("file:///etc/passwd", "bad-address"), ("gopher://127.0.0.1:{port}/_x", "bad-address"),
      ("ftp://127.0.0.1:{port}/", "bad-address")),
    *(("javascript:alert(1)", "bad-address"), ("data:text/html,x", "bad-address"),
      ("dict://127.0.0.1:{port}/", "bad-address")),
    *(("http://[::1", "bad-address"), ("http://[", "bad-address"),
      ("http://hospital.example:99999999/", "bad-address"), ("", "bad-address")),
    *(("http://start.example:22/", "refused-address"), ("http://unknown.example/", "dns")),
    # chains: each step is a page of the same public server
    *(("/to?http://127.0.0.1:{port}/", "refused-address"),
      ("/to?/to?http://inside.example:{port}/", "refused-address")),
    *(("to?//127.0.0.1:{port}/", "refused-address"), ("?http://127.0.0.1:{port}/", "refused-address")),
    *(("./x/../to?http://[::1]:{port}/", "refused-address"), ("/to?file:///etc/passwd", "bad-address")),
    *(("/to?/to?/to?http://127.0.0.1:{port}/", "redirects"), ("/to?/to?/to?/to?/", "redirects")),
]

# --- Names whose answer changes: what each question is answered, how many redirects follow, what comes of it ---------
# "good" is the public server, "inside" the one that counts.

REBINDINGS = [
    ([["good"], ["inside"]], 0, 200),  # asked once only: the second answer is never heard
    ([["good"], ["inside"]], 1, "refused-address"),
    ([["inside"], ["good"]], 0, "refused-address"),
    ([["good"], ["good"], ["inside"]], 1, 200),
    ([["good"], ["good"], ["inside"]], 2, "refused-address"),
    ([["good"], ["inside"], ["good"], ["inside"]], 3, "refused-address"),
    ([["good", "inside"]], 0, "refused-address"),
    ([["inside", "good"]], 0, "refused-address"),
    ([["good"], ["good", "inside"]], 1, "refused-address"),
    ([["good"], ["good", "good"], ["good"], ["inside"]], 2, 200),
    ([["good"], []], 1, "dns"),
    ([["good"], ["::ffff:127.0.0.1"]], 1, "refused-address"),
    ([["good"], ["0.0.0.0"]], 1, "refused-address"),
    ([["good"], ["::1"], ["good"]], 1, "refused-address"),
]

"""What a sender's e-mail address says about whom they write for. Pure."""

from rounds.organizations.matching.addresses import host_of

# An address there says nothing about an employer.
PUBLIC_MAIL_HOSTS = frozenset(
    """
    126.com 163.com aim.com alice.it aol.com arcor.de att.net bellsouth.net bigpond.com bluewin.ch bol.com.br
    btinternet.com charter.net comcast.net cox.net daum.net duck.com earthlink.net email.com facebook.com fastmail.com
    fastmail.fm foxmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com
    hanmail.net hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com
    inbox.com juno.com laposte.net libero.it list.ru live.co.uk live.com live.fr live.nl mac.com mail.com mail.ru
    mailbox.org me.com msn.com nate.com naver.com netzero.net ntlworld.com o2.pl onet.pl optonline.net orange.fr
    outlook.com outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.ch protonmail.com qq.com
    rambler.ru rediffmail.com rocketmail.com rogers.com sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com sky.com
    sympatico.ca t-online.de talktalk.net telus.net terra.com.br tiscali.it tuta.com tutanota.com uol.com.br
    verizon.net virgilio.it virginmedia.com wanadoo.fr web.de windowslive.com wp.pl ya.ru yahoo.ca yahoo.co.in
    yahoo.co.jp yahoo.co.uk yahoo.com yahoo.com.au yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com
    yandex.ru yeah.net ymail.com zoho.com
    """.split()  # noqa: SIM905 - a hundred quotation marks would hide the names
)
# Mailboxes for ten minutes: whoever uses one does not want to be asked back.
THROWAWAY_MAIL_HOSTS = frozenset(
    """
    10minutemail.com dispostable.com fakeinbox.com getnada.com guerrillamail.com maildrop.cc mailinator.com
    mailnesia.com mohmal.com sharklasers.com temp-mail.org tempmail.com throwawaymail.com trashmail.com yopmail.com
    """.split()  # noqa: SIM905
)


def mail_host(email: str) -> str:
    return email.rpartition("@")[2].strip().lower().rstrip(".")


def is_public(email: str) -> bool:
    return mail_host(email) in PUBLIC_MAIL_HOSTS | THROWAWAY_MAIL_HOSTS


def is_throwaway(email: str) -> bool:
    return mail_host(email) in THROWAWAY_MAIL_HOSTS


def writes_from(website: str, email: str) -> bool:
    """Whether the address is on the host of that website; public mail hosts never count."""
    return bool(host := host_of(website)) and mail_host(email) == host and not is_public(email)

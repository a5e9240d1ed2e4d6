"""Mail that is forgotten: what went to a person who leaves, and what told others about them."""

import re
from collections.abc import Collection, Iterable

from django.db.models import Q

from rounds.mail.models import Message

EMPTY = {"to": "", "subject": "", "text": "", "html": "", "error": ""}


def delete(ids: Iterable[int]) -> int:
    """Returns how many there were."""
    return Message.objects.filter(pk__in=list(ids)).delete()[0]


def forget(*, proven: Collection[str], stated: Collection[str], words: Collection[str]) -> None:
    """Forget a person whose `proven` addresses are theirs, who `stated` others, and whom `words` name.

    An address that was only stated may be somebody else's, and so may a mail that holds a word: what has left already
    is emptied, and stays as the mark that it must not be sent again.
    """
    Message.objects.filter(_to(proven)).delete()
    over = Message.objects.filter(Q(sent_at__isnull=False) | Q(given_up_at__isnull=False))
    over.filter(_to(stated)).update(**EMPTY)
    for word in filter(None, words):
        found = over.filter(Q(text__icontains=word) | Q(subject__icontains=word) | Q(html__icontains=word))
        named = [one.pk for one in found.iterator(chunk_size=500) if _names(one, word)]
        Message.objects.filter(pk__in=named).update(**EMPTY)


def _to(addresses: Collection[str]) -> Q:
    found = Q(pk__in=[])
    for address in addresses:
        found |= Q(to__iexact=address)
    return found


def _names(message: Message, word: str) -> bool:
    """As a word of its own: "Li" is not in "living"."""
    whole = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
    return any(whole.search(text) for text in (message.subject, message.text, message.html))

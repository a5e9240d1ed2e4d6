"""What was counted, in sentences: for the page, for the one-page case, for whoever quotes it."""

from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.core.charts import words
from rounds.core.templatetags.core import number
from rounds.directory.grid import facets
from rounds.directory.grid.queries import Facet
from rounds.directory.models import SubList
from rounds.figures.answers import Answer
from rounds.figures.nouns import noun
from rounds.figures.questions import NARROWED_BY
from rounds.organizations.models import OrganizationType


class Number(NamedTuple):
    value: int
    label: str
    of: int | None = None
    of_label: str = ""


class Step(NamedTuple):
    """A line on the way from a register to what is counted."""

    label: str
    amount: int
    is_total: bool


def headline(answer: Answer) -> str:
    """ "The List has accounts for 131 of 5,381 hospitals (2.4%)." """
    whole = answer.counted.whole
    if not whole.organizations:
        return _("Nothing is counted: no organization that we know is asked for here.")
    return _("The List has accounts for %(own)s of %(all)s %(what)s (%(share)s).") % {
        "own": number(whole.own),
        "all": number(whole.organizations),
        "what": nouns(answer, whole.organizations),
        "share": words.share(whole.share),
    }


def floor(answer: Answer) -> str:
    """What the headline does not say; "" where there is nobody else."""
    whole = answer.counted.whole
    if whole.own == whole.organizations:
        return ""
    if one_type(answer) in ("", OrganizationType.OTHER):
        return _("An organization that is not in the List may well have accounts: this is a floor.")
    told = {"what": nouns(answer, 1)}
    return _("A %(what)s that is not in the List may well have accounts: this is a floor.") % told


def three(answer: Answer) -> list[Number]:
    """What is counted, three ways that are never mixed."""
    counted, all_ = answer.counted, answer.counted.whole.organizations
    what = nouns(answer, all_)
    return [
        Number(counted.whole.own, _("with accounts in the List"), all_, what),
        Number(counted.accounts, _("different accounts")),
        Number(counted.whole.parent, _("only through their parent organization"), all_, what),
    ]


def nouns(answer: Answer, count: int) -> str:
    """What is counted, in a word: hospitals where nothing else is among them."""
    return noun(one_type(answer), count)


def one_type(answer: Answer) -> str:
    """The type of all that are counted, or could be; "" where there are several."""
    types = [one.value for one in answer.counted.types] or list(answer.question.type)
    return types[0] if len(types) == 1 else ""


def against(answer: Answer) -> str:
    """ "CMS Hospital General Information, June 2026; Minnesota"."""
    parts = [denominator(answer)]
    for facet in NARROWED_BY:
        parts += [_said(facet, value) for value in getattr(answer.question, facet)]
    if answer.question.sub_list:
        one = SubList.objects.filter(slug=answer.question.sub_list).first()
        parts.append(one.name if one else answer.question.sub_list)
    return "; ".join(parts)


def denominator(answer: Answer) -> str:
    if answer.edition is None:
        return _("every organization that we know")
    month = date_format(answer.edition.as_of, "YEAR_MONTH_FORMAT")
    return f"{answer.edition.name}, {month}"


def parents(answer: Answer) -> str:
    """Those who are covered only by what they are part of."""
    covered = answer.counted.whole.parent
    if not covered:
        return _("None is covered only through an organization that it is part of.")
    return ngettext(
        "%(n)s more is covered only through an organization that it is part of; it is not in that number.",
        "%(n)s more are covered only through an organization that they are part of; they are not in that number.",
        covered,
    ) % {"n": number(covered)}


def proven(answer: Answer) -> str:
    """How much of it anybody has proven."""
    counted = answer.counted
    if not counted.accounts:
        return ""
    told = {"proven": number(counted.proven), "all": number(counted.accounts)}
    if not counted.proven:
        return (
            ngettext(
                "The account was reported by others: nobody has proven yet that it is official.",
                "The %(all)s accounts were reported by others: nobody has proven yet that any of them is official.",
                counted.accounts,
            )
            % told
        )
    if counted.proven == counted.accounts:
        return (
            ngettext(
                "The account is proven to be official.",
                "All of the %(all)s accounts are proven to be official.",
                counted.accounts,
            )
            % told
        )
    told["share"] = words.share(counted.proven / counted.accounts)
    return (
        ngettext(
            "%(proven)s of the %(all)s accounts (%(share)s) is proven to be official; the others are not.",
            "%(proven)s of the %(all)s accounts (%(share)s) are proven to be official; the others are not.",
            counted.proven,
        )
        % told
    )


def seen(answer: Answer) -> str:
    """How old it is."""
    if answer.counted.seen_on is None:
        return ""
    told = {"day": date_format(answer.counted.seen_on, "DATE_FORMAT")}
    days = (answer.day - answer.counted.seen_on).days
    if days > 365:
        return (
            _("None of them has been seen since %(day)s, so some may be gone, and newer ones are missing.")
            % told
        )
    return _("The newest sighting is of %(day)s.") % told


def way_down(answer: Answer) -> list[Step]:
    """From the rows of a register to the organizations that are counted, with what was left out and why."""
    left = answer.left_out
    if left is None:
        return []
    steps = (
        (_("Rows of the register"), left.lines, True),
        (_("Left out: rows that could not be read"), left.rejected, False),
        (_("Left out: second rows for an organization"), left.repeated, False),
        (_("Left out: closed since, or merged into another"), left.gone, False),
        (_("Left out: in the register, but not asked for here"), left.outside, False),
        (_("Counted"), answer.counted.whole.organizations, True),
    )
    return [Step(label, amount, is_total) for label, amount, is_total in steps if is_total or amount]


def _said(facet: Facet, value: str) -> str:
    label = facets.label(facet, value)
    return _("%(bands)s beds") % {"bands": label} if facet == "beds" else label

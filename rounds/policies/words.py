"""What a check found, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from rounds.policies.checking import Fault, Finding, Remark


def sentence(finding: Finding, headings: Mapping[str, str]) -> str:
    """`headings` of the clauses of the draft, by key."""
    told = {"clause": headings.get(finding.clause, "") or finding.clause, "name": finding.name}
    return _sentences()[finding.what] % told


def _sentences() -> dict[Fault | Remark, str]:
    return {
        Fault.NO_CLAUSES: _("There is no clause yet."),
        Fault.NO_HEADING: _("The clause “%(clause)s” has no heading."),
        Fault.NO_TEXT: _("The clause “%(clause)s” says nothing."),
        Fault.KEY_TWICE: _("Two clauses have the key “%(name)s”."),
        Fault.BLANK_UNKNOWN: _("“%(clause)s” has a blank {{%(name)s}}, and nothing says what belongs there."),
        Fault.BLANK_IN_HEADING: _("The heading of “%(clause)s” has a blank. Headings have none."),
        Remark.BLANK_UNUSED: _("The blank {{%(name)s}} is described, but stands in no clause."),
        Remark.CLAUSE_REMOVED: _("The clause “%(name)s” of the edition before is gone."),
        Remark.NOTHING_CHANGED: _("So far every clause is as it was in the edition before."),
    }

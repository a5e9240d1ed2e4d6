"""What is still wrong with a draft."""

import pytest

from rounds.policies.checking import Fault, Finding, Part, Remark, check

PURPOSE = Part("purpose", "Purpose", "For {{organization}}.")
PRIVACY = Part("privacy", "Privacy", "First.")
KNOWN = ["organization"]


@pytest.mark.parametrize(
    ("clauses", "blanks", "before", "findings"),
    [
        ([PURPOSE, PRIVACY], KNOWN, [], []),
        ([PURPOSE, PRIVACY], KNOWN, [PRIVACY], []),
        ([], [], [], [Finding(Fault.NO_CLAUSES)]),
        ([PRIVACY._replace(heading=" ")], [], [], [Finding(Fault.NO_HEADING, "privacy")]),
        ([PRIVACY._replace(text=" \n ")], [], [], [Finding(Fault.NO_TEXT, "privacy")]),
        ([PRIVACY, PRIVACY], [], [], [Finding(Fault.KEY_TWICE, "privacy", "privacy")]),
        ([PURPOSE], [], [], [Finding(Fault.BLANK_UNKNOWN, "purpose", "organization")]),
        (
            [PRIVACY._replace(heading="At {{organization}}")],
            [],
            [],
            [Finding(Fault.BLANK_IN_HEADING, "privacy", "organization")],
        ),
        ([PRIVACY], KNOWN, [], [Finding(Remark.BLANK_UNUSED, name="organization")]),
        ([PRIVACY], [], [PRIVACY], [Finding(Remark.NOTHING_CHANGED)]),
        ([PRIVACY], [], [PURPOSE, PRIVACY], [Finding(Remark.CLAUSE_REMOVED, "purpose", "Purpose")]),
    ],
)
def test_a_draft_is_checked(clauses, blanks, before, findings):
    assert check(clauses, blanks, before) == findings


def test_faults_come_before_remarks():
    findings = check([PURPOSE], ["phone"], [PRIVACY])

    assert [(one.what, one.is_fault) for one in findings] == [
        (Fault.BLANK_UNKNOWN, True),
        (Remark.BLANK_UNUSED, False),
        (Remark.CLAUSE_REMOVED, False),
    ]

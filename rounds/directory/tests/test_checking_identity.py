import pytest

from rounds.directory.checking.identity import Identity, judge
from rounds.directory.checking.readings import AccountReading, Life


@pytest.mark.parametrize(
    ("known_id", "known_handle", "was_gone", "native_id", "handle", "verdict"),
    [
        ("1", "hospital", False, "1", "hospital", Identity.SAME),
        ("1", "Hospital", False, "1", "hospital", Identity.SAME),
        ("1", "straße", False, "1", "STRASSE", Identity.SAME),
        ("1", "hospital", True, "1", "hospital", Identity.SAME),
        ("1", "", False, "1", "hospital", Identity.SAME),
        ("1", "hospital", False, "1", "", Identity.SAME),
        ("", "hospital", False, "1", "hospital", Identity.LEARNED),
        ("", "hospital", False, "1", "other", Identity.LEARNED),
        ("1", "hospital", False, "1", "clinic", Identity.RENAMED),
        ("1", "hospital", True, "1", "clinic", Identity.RENAMED),
        ("1", "hospital", False, "2", "hospital", Identity.TAKEN),
        ("1", "hospital", True, "2", "hospital", Identity.TAKEN),
        ("1", "hospital", False, "2", "", Identity.TAKEN),
        ("UCa", "hospital", False, "UCA", "hospital", Identity.TAKEN),  # ids keep their case
        ("", "hospital", True, "1", "hospital", Identity.RETURNED_UNKNOWN),
        ("", "hospital", True, "", "hospital", Identity.RETURNED_UNKNOWN),
        ("1", "hospital", True, "", "hospital", Identity.RETURNED_UNKNOWN),
        ("1", "hospital", False, "", "hospital", Identity.UNKNOWN),
        ("1", "hospital", False, "", "clinic", Identity.UNKNOWN),
        ("", "hospital", False, "", "hospital", Identity.UNKNOWN),
    ],
)
def test_who_answers_is_told_by_the_permanent_id(
    known_id, known_handle, was_gone, native_id, handle, verdict
):
    reading = AccountReading(Life.ALIVE, native_id=native_id, handle=handle)

    assert judge(known_id, known_handle, was_gone, reading) is verdict

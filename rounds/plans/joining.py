"""Two texts in one, where their changes met: every line of both, theirs first. Pure.

Lines that come very often are left aside by the matcher: with thousands of them alike it would take minutes.
"""

from difflib import SequenceMatcher


def joined(theirs: str, mine: str) -> str:
    left, right = theirs.split("\n"), mine.split("\n")
    lines: list[str] = []
    for how, start, end, first, last in SequenceMatcher(None, left, right).get_opcodes():
        lines += left[start:end]
        if how != "equal":
            lines += right[first:last]
    return "\n".join(lines)

"""Questions of eight kinds: read from what authors write, written again, and marked. Pure.

`reading`: from a mapping (of TOML, of a form) to `Read`, or `Unreadable` with a sentence for the author; `written` is
its inverse.
`answering`: the shape that an answer has, by kind; whatever else comes in is no answer.
`marking`: points, what would have been right, and what to say; `wording`: what was answered. `numbers` and `folding`
compare what people type.

What `content` holds, by kind:

- single, multiple: `answers`, each with `text`, `right`, `feedback`
- true_false: `right`
- matching: `pairs` of `left` and `right`; `others`, further right sides that belong to none
- ordering: `items`, in their order
- short: `accepted`, `case_matters`
- numeric: `answer`, `tolerance` (to either side), `unit`
- essay: `words_at_most` (or None)
"""

from rounds.courses.questions.answering import choices, is_answered, shaped
from rounds.courses.questions.marking import Mark, mark, right_answer
from rounds.courses.questions.reading import KINDS, MOST, Read, Unreadable, read, written
from rounds.courses.questions.wording import given_in_words

__all__ = [
    "KINDS",
    "MOST",
    "Mark",
    "Read",
    "Unreadable",
    "choices",
    "given_in_words",
    "is_answered",
    "mark",
    "read",
    "right_answer",
    "shaped",
    "written",
]

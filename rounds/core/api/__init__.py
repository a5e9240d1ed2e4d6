"""What all answers of the API have in common, whichever context gives them.

problems: one shape for what goes wrong (RFC 9457). opened: the door, open to programs on any site. paging: how a long
answer is read page by page. exact: a parameter that nobody knows is refused, not passed over.
"""

from rounds.core.api.opened import broken, nothing_here, opened
from rounds.core.api.problems import PROBLEMS, Fault, Problem, Refused, problem

__all__ = ["PROBLEMS", "Fault", "Problem", "Refused", "broken", "nothing_here", "opened", "problem"]

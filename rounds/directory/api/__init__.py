"""The List, for programs: whether an account is an organization's own (verify), and what every answer needs.

metering: how often one may ask, with a key and without. kept: an answer that has not changed is not made again. days:
a past day as a parameter. answers: how an answer and a page of rows are sent.
"""

from rounds.directory.api.verify import router

__all__ = ["router"]

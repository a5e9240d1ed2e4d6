"""The List for programs: what the pages show, as JSON.

shapes: what answers look like, for the OpenAPI document. asked: the grid's question as parameters. seeking: the page of
a result behind a cursor. listings: what the List says of accounts, as plain rows. organizations, accounts, evidence,
lists: the operations, each with the rows that it answers with.
"""

from rounds.open_data.api.accounts import router as accounts
from rounds.open_data.api.evidence import router as evidence
from rounds.open_data.api.lists import router as lists
from rounds.open_data.api.organizations import router as organizations
from rounds.open_data.changes.api import router as changes

PARTS = (organizations, accounts, evidence, lists, changes)  # each mounted by website.api

__all__ = ["PARTS"]

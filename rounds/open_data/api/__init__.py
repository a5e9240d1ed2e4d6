"""The List for programs: what the pages show, as JSON.

shapes: what answers look like, for the OpenAPI document. asked: the grid's question as parameters. seeking: the page of
a result behind a cursor. listings: what the List says of accounts, as plain rows. organizations, accounts, evidence,
lists: the operations, each with the rows that it answers with.
"""

from rounds.open_data.api import accounts, evidence, lists, organizations

# Each is mounted by website.api.
PARTS = (organizations.router, accounts.router, evidence.router, lists.router)

__all__ = ["PARTS"]

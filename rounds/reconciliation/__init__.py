"""The W3C Entity Reconciliation API 0.2 over the organizations, for OpenRefine and its like (decision 0017).

Its words, in the specification's sense: an *entity* is an organization, its id is its slug. A *query* is one line of
somebody's table, a *batch* many of them by key; a *candidate* an organization that may be meant; a *property* a column
of theirs that we can compare with, or a fact that we can add to their table (*extend*).

reading: hostile JSON to values. entities: ids to organizations. properties, entity_types: what can be asked for.
questions: a query in the words of the matching engine; keys: the accounts in a batch. answering, features: its answers
in the specification's words. extending, cells: facts for a table. suggesting: while somebody types.
manifest: what the service says of itself. door: limits and errors.
"""

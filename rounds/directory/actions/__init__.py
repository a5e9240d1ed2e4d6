"""What can happen in the List.

evidence: something is seen or said, and what the List says follows. listings: accounts come in and go out.
entries: the grid's columns follow. submissions: people send in, we decide. sub_lists: the List's named parts.
checks, account_checks: what a visit to a site, or a look at an account, changes. alerts: whom we tell then.
claims: people say that they speak for an organization. representatives: who does. keeping: what they do with its
listings. suggestions: they, or moderators, decide about what its site names. askings: we ask whether it is all true.
reports: what a decision of `rounds.moderation` does here. api_keys: programs that may ask more often.
"""

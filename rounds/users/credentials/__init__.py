"""Professional credentials: the list of those we know, the person's own page, the staff's screens, mails and duties.

What a text claims is found by `rounds.users.claims`; `rounds.users.speaking_as` says who may be shown as what.
"""

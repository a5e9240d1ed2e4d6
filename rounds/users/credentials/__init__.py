"""Professional credentials: `known` lists them, `pages` are the person's own, `office` the staff's, `emails` tell people.

What a text claims is found by `rounds.users.claims`; who may be shown as what is answered by `rounds.users.speaking_as`.
"""

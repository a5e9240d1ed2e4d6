"""What stands behind the public form, which knows no session and no account.

opened: since when the page is open. puzzle: the proof of work. pasted: the accounts in whatever was pasted.
"""

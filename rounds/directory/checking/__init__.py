"""How we look for ourselves. Each checker reads and tells; what follows from it is `actions`' affair.

site: an organization's own site, read through html and trust_txt. accounts: what an account says of itself, where it
can be read without a key (bluesky, activitypub, youtube, feeds). scope: which pages speak for which organization.
identity and health: whether it is still the same account, and when it counts as gone. rounds: many checks in a night.
"""

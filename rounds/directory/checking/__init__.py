"""How we look for ourselves. Each checker reads and tells; what follows from it is `actions.checks`' affair.

site: an organization's own site, read through html and trust_txt. bluesky, activitypub, youtube, feeds: what an account
says of itself, where it can be read without a key. scope: which pages and domains speak for which organization.
health: when an account counts as gone. rounds: many checks in a night.
"""

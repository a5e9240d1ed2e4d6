"""Continuing-education credit: one append-only ledger for whatever earns it. It knows activities, not courses.

An accreditor's profile has the rules as settings. An activity is designated before it begins; those who control its
content have disclosed. What somebody claims becomes an entry: minutes, the rule, the numbers that made them credit. A
mistake is reversed by another entry. Balances are never stored. What earns credit enters `claimable`.
"""

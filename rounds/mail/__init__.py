"""Mail to people: templates, and the outbox in the database.

Message: one mail to one person, written in the transaction that caused it and sent afterwards, so that a crash
between the two loses neither. A sample installation sends nothing and shows its outbox at /mail/ instead.
"""

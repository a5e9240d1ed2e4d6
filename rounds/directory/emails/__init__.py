"""Mails of the List, written in the transaction of what causes them."""

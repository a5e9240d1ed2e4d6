"""Search over everything that a person may see.

Passage: some words that are found together, who may find them, and the address that they open at. A page has two or
more: what everybody may know of it, and its text, for its zone; a transcript one for each half minute.
Source: a kind of thing that is found ("article"), entered by the context that keeps it.

Whoever changes what is found says so in the same transaction (`passages.keep`, `passages.forget`).
"""

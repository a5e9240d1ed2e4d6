"""What other programs and other people's tools take from the List.

exports: what the grid shows for a question, in the formats of other tools. dumps: everything public, every night, with
checksums. changes: one log of what changed, which can be followed from any point without losing or repeating an entry.
"""

"""Whether an account is a health organization's own: from what somebody pasted to an answer in plain words.

asked: reads one piece of text. names: which accounts a name may stand for, or be mistaken for. said: what the List says
of them; renames and warnings: what else must be told. answers puts it together as an answer, in the same number of
queries for one address as for 500. words says it to people, published to programs.
"""

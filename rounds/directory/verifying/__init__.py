"""Whether an account is a health organization's own: from what somebody pasted to an answer in plain words.

asked: reads one piece of text; names: which accounts a name may stand for, or be mistaken for; answers: puts it
together, in the same number of queries for one address as for 500; words: says it.
"""

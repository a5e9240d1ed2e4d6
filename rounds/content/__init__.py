"""What editors write: Wagtail pages, each in a zone. Members read the whole; others a sample, or the opening.

Resource: a toolkit, manual, guideline or policy of the library.
"""

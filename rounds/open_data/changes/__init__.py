"""The log of changes, and how it is followed.

positions: how far each source has been read, without losing what is committed late. finding: what the log does not have
yet. asked: what a reader wants of it. reading: pages of it, by cursor. published, words: a line for programs and for
people. atom, api: two of its forms.
"""

"""The policy workshop: policies that an organization takes over, makes its own, and keeps up to date.

Template: a policy written by the center, in editions. Edition: its clauses at one time; never changed once published.
Clause: one numbered part, known by its key across editions. Some are optional. Blank: a named gap, {{privacy_officer}}.
Policy: an organization's own copy: which clauses it has, in its own words, with its blanks filled.
Release: what the staff of the organization read; written once.
Change: where the newest edition differs from what an own clause is based on: taken, kept or edited, clause by clause.
"""

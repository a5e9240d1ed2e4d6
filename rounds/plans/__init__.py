"""Strategic plans: what an organization wants from social media, how it goes about it, and how it will know.

A plan is written by its authors in ten sections, kept in versions, and reviewed by a named reviewer with the rubric:
accepted, or returned with remarks clause by clause. A residency ends in one, a fellow carries one out.
"""

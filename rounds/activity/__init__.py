"""The record of what happened: who did what to which thing, and when. Rows are added, never changed.

Activity: one sentence, actor - verb - object. Higher contexts write it through `actions.record`; pages read it.
"""

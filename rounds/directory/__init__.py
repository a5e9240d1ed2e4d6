"""The Health Care Social Media List.

Account: a social-media account on a platform. It may serve several organizations (a system's page).
Listing: the pair of an organization and an account, with its purpose and what is known about it.
Evidence: why we believe that the pair is official; rows are added, never changed. Proof is derived from them.
Entry: an organization's line in the List, with the small columns that the grid filters by.
SubList: a named part of the List, by rule or curated.
Submission: what somebody sends in; a moderator accepts, amends, declines it or asks back.
"""

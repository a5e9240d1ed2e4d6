"""The Health Care Social Media List. Nouns are in `models`, verbs in `actions`.

Account: a social-media account on a platform. It may serve several organizations (a system's page).
Listing: the pair of an organization and an account, with its purpose and what is known about it.
Evidence: why we believe that the pair is official; rows are added, never changed. `proof` derives the status from it.
Statement: what the List said of a listing from one moment to the next; `as_of` reads past days from them.
Entry: an organization's line in the List, with the small columns that the grid filters by.
SubList: a named part of the List, by rule or curated.
Submission: what somebody sends in; a moderator accepts, amends, declines it or asks back.
Representative, Claim, Invitation, Removal: who speaks for an organization, and how that was proven (`claiming`).
Asking: our question to representatives whether the accounts are all still theirs.
Site, Health, Audience, CheckRun: what we see when we look for ourselves (`checking`).
Suggestion: an account that an organization's site names and the List does not have.
Impostor: an account that was reported and found to pretend. The reports themselves are `rounds.moderation`'s.
"""

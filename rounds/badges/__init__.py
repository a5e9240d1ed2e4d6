"""Achievements, signed: Open Badges 3.0 as Verifiable Credentials 2.0. It knows achievements, not courses.

An achievement is what can be earned, an award that one person earned it. Pure: `multibase`, `contexts`, `proofs` (the
signature), `credentials` (what is signed), `statuses` (what was taken back), `did` (who signs), `baking` (a credential
inside its picture), `opening` (what strangers bring). `checking` says whether a badge is one of ours.
"""

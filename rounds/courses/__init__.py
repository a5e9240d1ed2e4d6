"""The curriculum and its review: courses in editions, their lessons, questions and cards; who takes what, how far they
are, and what they remember. Passing, completing and earning credit are three facts with three dates; the third is
the ledger's (`rounds.credits`)."""

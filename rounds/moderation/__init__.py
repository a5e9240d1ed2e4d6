"""Reports about what others published here, decisions with reasons, and appeals.

Case: somebody reports something; a moderator upholds or rejects the report and states the reasons.
Subject: a kind of thing that can be reported. Contexts above register theirs in `subjects`.
Measure: what an upheld report does to the thing; whoever owns the thing carries it out, as a receiver of `signals`.
Side: the reporter, or the affected (whoever the measure concerns). The affected never learn who reported.
Appeal: either side asks for another look; a moderator who has not decided about the case yet decides.
"""

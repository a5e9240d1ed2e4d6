"""The nouns of the List, each group in a module of its own."""

from rounds.directory.models.listings import (
    Account,
    Entry,
    Evidence,
    Handle,
    Listing,
    Purpose,
    Statement,
    SubList,
)
from rounds.directory.models.representatives import (
    Asking,
    Claim,
    Invitation,
    Removal,
    Representative,
)
from rounds.directory.models.submissions import Remark, Submission, SubmittedAccount, new_token
from rounds.directory.models.watching import (
    Audience,
    Checking,
    CheckRun,
    Health,
    Site,
    SitePage,
    Suggestion,
)

__all__ = [
    "Account",
    "Asking",
    "Audience",
    "CheckRun",
    "Checking",
    "Claim",
    "Entry",
    "Evidence",
    "Handle",
    "Health",
    "Invitation",
    "Listing",
    "Purpose",
    "Remark",
    "Removal",
    "Representative",
    "Site",
    "SitePage",
    "Statement",
    "SubList",
    "Submission",
    "SubmittedAccount",
    "Suggestion",
    "new_token",
]

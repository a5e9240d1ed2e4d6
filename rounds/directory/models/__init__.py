"""The nouns of the List, each group in a module of its own."""

from rounds.directory.models.api_keys import ApiKey
from rounds.directory.models.impostors import Impostor
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
    Method,
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
    "ApiKey",
    "Asking",
    "Audience",
    "CheckRun",
    "Checking",
    "Claim",
    "Entry",
    "Evidence",
    "Handle",
    "Health",
    "Impostor",
    "Invitation",
    "Listing",
    "Method",
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

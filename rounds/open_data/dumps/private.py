"""What stays in, and why. A test holds every column of every model of ours against this and against `tables`."""

COLUMNS = {
    "organizations.Organization": {"sort_name": "Follows from the name."},
    "organizations.Name": {"id": "Means nothing outside."},
    "organizations.Identifier": {"id": "Means nothing outside."},
    "organizations.Register": {"id": "Its slug is its name."},
    "organizations.RegisterRow": {
        "id": "Means nothing outside.",
        "digest": "Is of the importer alone.",
    },
    "organizations.Change": {"by": "A person.", "run": "Is of the importer alone."},
    "directory.Handle": {"id": "Means nothing outside."},
    "directory.Evidence": {"by": "A person.", "submission": "Leads to who sent it in."},
    "directory.Statement": {"id": "Means nothing outside."},
    "directory.Audience": {"id": "Means nothing outside."},
    "directory.SubList": {"id": "Its slug is its name.", "organizations": "A table of its own."},
    "directory.SubList_organizations": {"id": "Means nothing outside."},
}
MODELS = {
    "organizations.ImportRun": "Who read which file.",
    "organizations.Rejection": "Lines that could not be read, as they were written.",
    "organizations.DataVersion": "Of this installation alone; its number stands in the manifest.",
    "directory.Entry": "Follows from the listings.",
    "directory.ApiKey": "Keys.",
    "directory.Impostor": "A warning for whoever asks about an address; not a list to hand out.",
    "directory.Representative": "People.",
    "directory.Claim": "People.",
    "directory.Invitation": "People.",
    "directory.Removal": "People.",
    "directory.Asking": "Letters to people, with their keys.",
    "directory.Submission": "People who sent something in.",
    "directory.SubmittedAccount": "What people sent in, before anybody looked at it.",
    "directory.Remark": "Letters from people.",
    "directory.Checking": "A switch of this installation.",
    "directory.Site": "How our own visits went.",
    "directory.SitePage": "How our own visits went.",
    "directory.Suggestion": "What nobody has decided about.",
    "directory.Health": "How our own looks went.",
    "directory.CheckRun": "How our own looks went.",
}
# Contexts none of whose tables tell of the List: people, letters, our own workings, and what follows from the rest.
CONTEXTS = frozenset(
    [
        *("users", "mail", "activity", "moderation", "website", "core", "open_data", "figures"),
        *(
            "reconciliation",
            "spreadsheets",
            "billing",
            "memberships",
            "content",
            "media",
            "policies",
            "search",
            "courses",
            "fellows",
            "credits",
            "badges",
            "plans",
            "residency",
        ),
    ]
)

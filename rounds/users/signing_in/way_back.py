"""Where somebody came from, kept in their session while they confirm an address that they added."""

WAY_BACK = "users.way_back"

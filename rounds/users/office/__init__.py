"""People in the back office: Wagtail's screens, for a user who has an e-mail address and one name."""

"""People who sign in, and what they say about themselves.

User: a person with an e-mail address. "Account" always means a social-media account and never a user.
Profile: what a person says; each part of it has its audience.
Credential: a professional title, stated by the person and checked by staff. Only a checked one stands beside a name; a
name that claims another is held back.
Holding: what one context keeps about people. Take out: all of it as one archive.
Closing: it goes, or stays without them.
Moderators: the group whose members decide about submissions.
In folders: signing_in and oidc, ways in; people, profiles and the directory; credentials; leaving; office,
Wagtail's own screens for users.
"""

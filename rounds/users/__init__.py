"""People who sign in.

User: a person with an e-mail address. "Account" always means a social-media account and never a user.
Moderators: the group whose members decide about submissions.
"""

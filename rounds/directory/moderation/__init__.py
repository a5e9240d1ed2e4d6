"""What a moderator needs in order to decide about a submission. All of it reads; what is decided happens in
`actions.submissions`. Reports and appeals are another matter: `rounds.moderation`.

queue: which submissions, in which order. review: all that must be known about one. risk: how carefully to look;
sender and look_alikes: two of its reasons, which others ask for, too.
"""

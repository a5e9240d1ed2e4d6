"""What a moderator needs in order to decide. All of it reads; what is decided happens in `actions.submissions`.

queue: which submissions, in which order. review: all that must be known about one. risk: how carefully to look;
sender and look_alikes: two of its reasons.
"""

"""What the network has decided. Numbers alone: pages, mails and rules say the same because they read it here."""

GRACE_DAYS = 30  # after the last day of a term, or after an invoice was due: everything stays open
REMINDERS = (60, 30, 7)  # days before the end, each told once
RENEW_FROM_DAYS = 60  # before the end: from then on the next year can be bought
REFUND_DAYS = 30  # from the first day of a term: dues come back, less the points already spent
POINT_CENTS = 100  # a point is worth one dollar of events, training or consulting
TOP_UP_CENTS = 75  # and costs this much where points are bought

INVITATION_DAYS = 30  # an invitation by mail is good for so long
INVITATIONS_A_DAY = 500  # mails that the leaders of one organization may have sent
RESEND_AFTER_HOURS = 24  # before the same address is written to again
LONGEST_OFFER_DAYS = 365  # of a link or a domain that lets colleagues in

"""Mails of the network, written in the transaction of what causes them: applications · terms · seats · points."""

"""What can happen in the network.

holding: whose turn it is · leadership · seats · invitations · points (a package of its own).
"""

"""The Social Media Health Network: who belongs to it, on which plan, from when until when, and what that brings.

Plan: what can be joined, and what it costs. Membership: the relation of one holder, a person or an organization, to
the network. Term: one period of it, never changed once written. Standing: current, grace, lapsed or ended; derived from
the terms and a day. Seat: one person's place in an organization's term. Leader: who hands out its seats and points.
Order: what somebody asked for and an invoice bills. Points: 1 point is 1 dollar of events, training or consulting; they
lie in lots that expire, in the wallet of a person or of an organization.
Zones (`core.zones`) are opened here: `access.zones_of`.
"""

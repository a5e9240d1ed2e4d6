"""What an organization's page shows, gathered in a constant number of queries.

listings: what is listed for it, as it is read. accounts: what we say of each. evidence: how we know. steps: what we
said of an account before. facts: what stands beside. history: what happened. past: the same on a past day.
"""

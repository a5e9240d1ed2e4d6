"""Who may say to speak for an organization: which domains prove it, what is shown there, how it is looked for.

domains, challenges and risk are pure; grounds and review ask the database; looking asks the organization's site;
words says it to people. What becomes of a claim happens in `actions.claims`.
"""

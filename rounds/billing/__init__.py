"""Money: what is owed, what was paid, and the books that show both.

Invoice: a numbered document, issued whole and never changed; a credit note is one that takes an invoice back.
Payment: money that came in for an invoice; a refund is money that went back out.
Posting: one line of the double-entry ledger, from one account to another, so the books cannot fail to balance.
Provider: whoever takes cards for us. There is one port, and an adapter for each.
What an invoice is for is the business of the contexts above, which hear `invoice_settled`.
Money is in integer cents of the house's one currency (settings.CURRENCY).
"""

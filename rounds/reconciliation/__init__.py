"""The W3C Entity Reconciliation API 0.2 over the organizations, for OpenRefine and its like."""

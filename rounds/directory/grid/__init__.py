"""The grid: what a person asks, which organizations that finds, and how it is shown.

queries: the question as it stands in the address. index: which organizations answer it, and the counts beside the
filters, held in sets (`bits`). rows: what is shown and exported of them. facets: the filters as people read them.
"""

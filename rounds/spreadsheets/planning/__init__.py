"""From a row to what will happen: `told` reads what it says (pure), `words` the words in it, `powers` who may do what,
`belonging` what the List knows of its accounts, `settling` puts the plan together, `asking` asks whom it is about.
"""

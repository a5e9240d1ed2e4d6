"""What the worker does with a spreadsheet, in batches that are each safe before the next begins.

`looking_through` reads, matches and plans; `taking` takes in what was agreed to; `returning` takes it back, asking
`hanging` whether anything has come to hang on an organization since. `moving`: how it goes on after a crash.
"""

"""What each column of a spreadsheet says: guessed by its name (`names`) and by what stands in it (`content`), put
together in `guessing`, where the table begins in `header`. Pure: no database. A person confirms or changes every guess.
"""

"""What can happen in the List.

listings: accounts come in and go out. submissions: people send in, we decide. sub_lists: its named parts.
"""

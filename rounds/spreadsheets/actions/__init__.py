"""What can happen to a spreadsheet. `bringing`: it is brought, read another way, its columns are confirmed. `choosing`:
a person says whom rows are about. `deciding`: it is agreed to, or asked back. `erasing`: its file goes.
"""


class Refused(Exception):
    """As things stand it cannot be done; the message is a word for the page."""

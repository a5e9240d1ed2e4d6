from django.utils.html import escape

from rounds.users.personal_data import holdings


def test_the_page_about_privacy_tells_of_every_table_and_why_it_stays(client, db):
    page = client.get("/privacy/").text.casefold()
    tables = [table for holding in holdings().values() for table in holding.tables]
    assert [table.model for table in tables if escape(str(table.what)).casefold() not in page] == []
    assert [table.model for table in tables if escape(str(table.reason)).casefold() not in page] == []

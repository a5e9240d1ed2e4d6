from datetime import date

import pytest

from rounds.organizations.precedence import Origin, may_set_status, may_write

CMS_21 = Origin("cms-2021-11", "cms", date(2021, 11, 1))
CMS_26 = Origin("cms-2026-06", "cms", date(2026, 6, 1))
HIFLD = Origin("hifld-2023", "hifld", date(2023, 6, 1))
ROR = Origin("ror", "ror", date(2026, 7, 1))
WIKIDATA = Origin("wikidata-2022", "wikidata", date(2022, 4, 1))
PERSON = Origin("person", "person", date(2020, 1, 1))
NOBODY = None


@pytest.mark.parametrize(
    ("field", "value", "held", "offered", "allowed"),
    [
        ("name", "", NOBODY, WIKIDATA, True),  # a blank is filled by anybody
        ("beds", None, CMS_26, HIFLD, True),
        ("beds", 0, CMS_26, HIFLD, True),  # HIFLD knows beds better
        ("website", "", PERSON, CMS_26, False),  # a person took it out
        ("name", "A", PERSON, CMS_26, False),
        ("name", "A", NOBODY, CMS_26, False),  # nobody knows who said so
        ("name", "A", CMS_21, CMS_26, True),  # a newer edition
        ("name", "A", CMS_26, CMS_26, True),  # the same, corrected
        ("name", "A", CMS_26, CMS_21, False),  # an older one
        ("name", "A", CMS_21, HIFLD, False),  # newer, but knows less
        ("name", "A", HIFLD, CMS_21, True),  # older, but knows better
        ("name", "A", ROR, HIFLD, True),
        ("name", "A", ROR, WIKIDATA, False),
        ("website", "A", HIFLD, ROR, True),  # equals in this: the newest counts
        ("website", "A", ROR, HIFLD, False),
        ("latitude", 1.0, ROR, HIFLD, True),
        ("latitude", 1.0, HIFLD, ROR, False),
        ("name", "A", Origin("x", "x", date(2020, 1, 1)), WIKIDATA, True),  # equals: by date
        ("name", "A", WIKIDATA, Origin("x", "x", date(2020, 1, 1)), False),
    ],
)
def test_who_may_write_what_over_what(
    field: str, value: object, held: Origin | None, offered: Origin, allowed: bool
) -> None:
    assert may_write(field, value=value, held=held, offered=offered) is allowed


@pytest.mark.parametrize(
    ("status", "held", "offered", "allowed"),
    [
        ("closed", CMS_21, HIFLD, True),  # news, from somebody who visits places
        ("closed", CMS_26, HIFLD, False),  # old news
        ("closed", CMS_21, ROR, False),  # an inactive record is no closed hospital
        ("closed", WIKIDATA, ROR, True),
        ("active", CMS_21, HIFLD, False),  # to open again one must know better
        ("active", HIFLD, CMS_26, True),
        ("active", CMS_21, CMS_26, True),
        ("closed", CMS_26, CMS_21, False),
        ("closed", PERSON, CMS_26, False),
        ("closed", NOBODY, CMS_26, False),
    ],
)
def test_who_may_open_or_close(status: str, held: Origin | None, offered: Origin, allowed: bool) -> None:
    assert may_set_status(status, held=held, offered=offered) is allowed

"""Maps lose no place, keep nothing apart from nought, and are links with names where they lead somewhere."""

from math import hypot
from re import findall

import pytest
from lxml import html

from rounds.core.charts import Area, Geography, choropleth
from rounds.core.charts.geometry.prepare import albers, equal_earth, path_of, simplified
from rounds.core.charts.geometry.shapes import shapes
from rounds.core.countries import is_country, region_name

STATES = sorted(shapes("us_states").areas)


def drawn(areas, geography=Geography.US_STATES, **more):
    return html.fragment_fromstring(choropleth("m", "A map", geography, areas, **more))


def test_every_state_and_the_district_has_a_shape():
    assert len(STATES) == 51
    assert all(region_name(code) != code for code in STATES)
    assert "US-DC" in STATES


def test_every_country_stands_under_the_code_that_we_use():
    known = shapes("world").areas
    assert all(is_country(code) for code in known if code != "SO")
    assert {"FR", "NO", "XK", "CY", "SO"} <= set(known)  # those that the source calls -99
    assert "AQ" not in known


@pytest.mark.parametrize("name", ["us_states", "world"])
def test_every_shape_lies_on_its_map(name):
    known = shapes(name)
    for code, shape in known.areas.items():
        x, y = shape.center
        assert -1 <= x <= known.width + 1, code
        assert -1 <= y <= known.height + 1, code
        assert shape.path.startswith("M")


def test_a_place_without_a_shape_is_named_beneath():
    one = drawn(
        [Area("MT", "Malta <3", 3, 5, url="/list/?country=MT"), Area("SG", "Singapore", None)],
        Geography.WORLD,
    )
    (note,) = one.xpath("//p")
    assert note.text_content() == "Without a shape on this map: Malta <3, 60% (3 of 5)."
    assert note.xpath("a/@href") == ["/list/?country=MT"]


@pytest.mark.parametrize(
    ("part", "said"),
    [(0, "0%"), (3, "0.3%"), (15, "1.5%"), (682, "68.2%"), (996, "99.6%"), (1000, "100%")],
)
def test_on_the_map_something_is_never_nought_nor_less_than_all_all(part, said):
    one = drawn([Area("US-TX", "Texas", part, 1000)])
    assert one.xpath("//*[@class[contains(., 'map__number')]]/text()")[0] == said


def test_nothing_known_is_not_nought():
    one = drawn([Area("US-MN", "Minnesota", 0, 9), Area("US-TX", "Texas", None), Area("US-IA", "Iowa", 0, 0)])
    titled = {path.xpath("title/text()")[0]: path.get("class") for path in one.xpath("//path[title]")}
    assert titled == {
        "Minnesota, 0% (0 of 9)": "chart-area chart-area--none",
        "Texas, not known": "chart-area chart-area--unknown",
        "Iowa, 0 of 0": "chart-area chart-area--unknown",
    }
    assert one.xpath("//li/span/text()") == [
        "None: 1 place",
        "More than none: 0 places",
        "Not known: 2 places",
    ]


def test_the_legend_counts_every_place_once():
    areas = [Area(code, code, at, 51) for at, code in enumerate(STATES)] + [
        Area("US-PR", "Puerto Rico", 9, 51)
    ]
    said = " ".join(drawn(areas).xpath("//li/span/text()"))
    assert sum(map(int, findall(r"(\d+) place", said))) == 52
    assert "25% to under 50%: 13 places" in said


def test_no_class_of_shares_goes_beyond_the_whole():
    areas = [Area(code, code, 4, 4) for code in STATES[:23]] + [Area("US-TX", "Texas", 3, 4)]
    for equal_counts in (True, False):
        said = drawn(areas, equal_counts=equal_counts).xpath("//li/span/text()")
        assert said == [
            "Under 25%: 0 places",
            "25% to under 50%: 0 places",
            "50% to under 75%: 0 places",
            "75% to under 100%: 1 place",
            "100%: 23 places",
        ]


def test_the_number_on_a_state_lies_in_the_class_that_its_color_says():
    one = drawn([Area("US-UT", "Utah", 19_96, 1000_00), Area("US-TX", "Texas", 39, 1000)])
    assert "2% to under 3%: 1 place" in one.xpath("//li/span/text()")
    assert one.xpath("//text[@class='map__number on--3']/text()") == ["2%"]
    assert one.xpath("//text[@class='map__number on--4']/text()") == ["3.9%"]


def test_a_number_on_the_map_is_written_as_in_the_table():
    def said(value, whole):
        return drawn([Area("US-MN", "Minnesota", value, whole)]).xpath(
            "//text[contains(@class, 'map__number')]/text()"
        )[0]

    assert said(2, 135) == "1.5%"
    assert said(396, 1000) == "39.6%"
    assert (said(1, 5381), said(5380, 5381), said(0, 9)) == ("<0.1%", ">99.9%", "0%")


def test_every_state_with_letters_on_it_has_a_number():
    one = drawn([Area(code, code, 1, 9) for code in STATES])
    inside = one.xpath("//text[contains(@class, 'map__letter ')]")
    assert len(inside) == len(one.xpath("//text[contains(@class, 'map__number')]"))


def test_a_map_that_leads_nowhere_is_one_picture():
    (svg,) = drawn([Area("US-MN", "Minnesota", 4, 9)]).xpath("svg")
    assert svg.get("role") == "img"
    assert not svg.xpath(".//a|.//@tabindex")


def test_a_map_of_links_names_each_and_hides_the_rest():
    (svg,) = drawn([Area("US-MN", 'Minnesota "x', 4, 9, url='/list/?region=US-MN&"')]).xpath("svg")
    assert svg.get("role") == "group"
    (link,) = svg.xpath(".//a")
    assert (link.get("href"), link.get("aria-label")) == (
        '/list/?region=US-MN&"',
        'Minnesota "x, 44.4% (4 of 9)',
    )
    others = svg.xpath(".//path[contains(@class, 'chart-area')][not(ancestor::a)]")
    assert len(others) == 50
    assert all(one.xpath("ancestor-or-self::*[@aria-hidden='true']") for one in others)


def test_a_map_says_the_two_ends_in_words():
    one = drawn([Area("US-MN", "Minnesota", 4, 9), Area("US-IA", "Iowa", 8, 9), Area("US-TX", "Texas", None)])
    assert one.xpath("//desc/text()") == [
        "2 places. The most: Iowa, 88.9% (8 of 9). The least: Minnesota, 44.4% (4 of 9)."
    ]
    assert drawn([]).xpath("//desc/text()") == ["Nothing is known of any place."]


def test_shades_follow_the_values():
    one = drawn([Area(code, code, at, 50) for at, code in enumerate(STATES)])
    shades = [path.get("class")[-1] for path in one.xpath("//path[title]") if "none" not in path.get("class")]
    assert shades == sorted(shades)
    assert set(shades) == set("12345")


def test_the_projections_keep_areas():
    """A square degree at the equator is to one at 60 degrees as the cosine says: 2 to 1."""
    for project in (equal_earth(1000), albers(29.5, 45.5, -96, (-96, 38), 1000, (0, 0))):
        assert _area(project, -96, 0) / _area(project, -96, 60) == pytest.approx(2, rel=0.03)


def _area(project, x, y):
    corners = [project(x + a, y + b) for a, b in ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))]
    return (
        abs(sum(a * d - b * c for (a, b), (c, d) in zip(corners, corners[1:] + corners[:1], strict=True))) / 2
    )


def test_neighbors_keep_their_common_border():
    border = [(10.0, 0.0), (10.2, 3.0), (9.9, 6.0), (10.0, 10.0)]
    west = [(0.0, 0.0), *border, (0.0, 10.0)]
    east = [(20.0, 10.0), *border[::-1], (20.0, 0.0)]
    done = simplified({"W": [west], "E": [east]}, 0.5)
    assert done["W"] == [[(10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]] or set(done["W"][0]) == {
        (0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0),
    }  # fmt: skip
    assert {(10.0, 0.0), (10.0, 10.0)} <= set(done["E"][0])
    assert (10.2, 3.0) not in done["W"][0] + done["E"][0]


def test_a_path_comes_back_to_the_points_it_was_made_of():
    ring = [(1.0, 2.5), (10.2, 2.5), (9.9, -6.0)]
    numbers = [float(one) for one in findall(r"-?\d*\.?\d+", path_of([ring]))]
    x, y = numbers[:2]
    found = [(x, y)]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    assert all(hypot(a - c, b - d) < 0.01 for (a, b), (c, d) in zip(found, ring, strict=True))

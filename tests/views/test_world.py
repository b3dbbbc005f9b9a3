"""The world map: outlines, pixels, tiles, classes, and that no country is lost on the way."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

import pytest

from alliance_tui.model.dates import parse_day
from alliance_tui.pages.cells import width
from alliance_tui.pages.glyphs import ASCII, UNICODE, Glyphs
from alliance_tui.pages.lines import Line
from alliance_tui.pages.sheet import plain
from alliance_tui.query.answers import Answers
from alliance_tui.query.stance import LABELS
from alliance_tui.query.view import ViewState
from alliance_tui.reading.load import Loaded
from alliance_tui.views.map.atlas import NOBODY, SCALE, Box, atlas
from alliance_tui.views.map.paint import RING, two_parts
from alliance_tui.views.map.raster import Raster, window
from alliance_tui.views.map.world import Direction, World, world_for
from alliance_tui.views.scene import Scene
from alliance_tui.views.text import screen_text

WIDE, MIDDLE, NARROW = (136, 36), (76, 15), (40, 8)
OPPOSITE: dict[Direction, Direction] = {
    "up": "down",
    "down": "up",
    "left": "right",
    "right": "left",
}
VOTE = "unga-es-11-1"


def country_at(longitude: float, latitude: float) -> str | None:
    """The country at a place by the outlines alone; none for water."""
    outlines = atlas()
    x, y = on_globe(longitude * SCALE), latitude * SCALE
    crossings: list[tuple[float, int]] = []
    for number in range(len(outlines.xs) - 1):
        y1, y2 = outlines.ys[number], outlines.ys[number + 1]
        if (y1 < y) == (y2 < y) or outlines.left[number] == outlines.right[number]:
            continue
        x1, x2 = outlines.xs[number], outlines.xs[number + 1]
        east = outlines.right[number] if y2 > y1 else outlines.left[number]
        crossings.append((on_globe(x1 + (y - y1) * (x2 - x1) / (y2 - y1)), east))
    crossings.sort()
    place = bisect_right(crossings, x, key=lambda crossing: crossing[0])
    # West of the first border lies what is east of the last one, round the globe.
    owner = crossings[place - 1][1] if crossings else NOBODY
    return None if owner == NOBODY else outlines.ids[owner]


def on_globe(x: float) -> float:
    """*x* between the 180th meridian and itself."""
    return (x + 180 * SCALE) % (360 * SCALE) - 180 * SCALE


@pytest.fixture(scope="module")
def bundled_answers(bundled: Loaded) -> Answers:
    return Answers(bundled.dataset)


def made(
    answers: Answers, size: tuple[int, int] = WIDE, glyphs: Glyphs = UNICODE, **view: str | int
) -> World:
    state = ViewState(**view)  # type: ignore[arg-type]
    return world_for(Scene(answers, glyphs), state)(*size)


def text_of(line: Line) -> str:
    return "".join(span.text for span in line)


def body(world: World, chosen: str | None = None) -> list[str]:
    return [text_of(world.line(number, chosen)) for number in range(world.rows)]


# Outlines --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "country"),
    [
        ("Sevastopol", 33.55, 44.60, "UKR"),
        ("Simferopol", 34.10, 44.95, "UKR"),
        ("Kerch", 36.40, 45.33, "UKR"),
        ("Donetsk", 37.80, 48.00, "UKR"),
        ("Luhansk", 39.30, 48.57, "UKR"),
        ("Krasnodar", 39.00, 45.03, "RUS"),
        ("Chukotka, beyond the 180th meridian", -175.0, 66.5, "RUS"),
        ("Laayoune", -13.00, 27.10, "ESH"),
        ("Pristina", 21.16, 42.66, "XKX"),
        ("Kyrenia", 33.30, 35.28, "CYP"),
        ("Hargeisa", 44.06, 9.56, "SOM"),
        ("Majdal Shams", 35.80, 33.10, "SYR"),
        ("Sukhumi", 41.10, 43.05, "GEO"),
        ("the Atlantic", -40.0, 30.0, None),
    ],
)
def test_whose_a_place_is(
    place: str, longitude: float, latitude: float, country: str | None
) -> None:
    assert country_at(longitude, latitude) == country, place


def test_every_country_of_the_data_set_has_a_place_in_its_own_outline(bundled: Loaded) -> None:
    for country in bundled.dataset.countries:
        assert atlas().knows(country.id), country.id
        west, south, east, north = atlas().box(country.id)
        longitude, latitude = atlas().label(country.id)
        assert south <= latitude <= north, country.id
        assert west <= longitude <= east or west <= longitude + 360 <= east, country.id


def test_tiles_are_all_apart_and_keep_the_quarters_of_the_sky(bundled: Loaded) -> None:
    tiles = atlas().tiles
    assert max(Counter(tiles.values()).values()) == 1
    assert {each.id for each in bundled.dataset.countries} <= tiles.keys()
    for west, east in (("CAN", "GBR"), ("PRT", "ESP"), ("FRA", "UKR"), ("IRN", "CHN")):
        assert tiles[west][0] < tiles[east][0], (west, east)
    for north, south in (("NOR", "ITA"), ("UKR", "TUR"), ("RUS", "IRN"), ("EGY", "ZAF")):
        assert tiles[north][1] < tiles[south][1], (north, south)


# Pixels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(138, 68), (118, 56)])
def test_no_country_vanishes_from_a_map_of_the_world(
    bundled: Loaded, size: tuple[int, int]
) -> None:
    countries = [each.id for each in bundled.dataset.countries]
    raster = Raster(countries, *size)
    assert raster.missing == ()
    assert all(raster.pixels[atlas().number[each]] for each in countries)


def test_pixels_agree_with_the_outlines() -> None:
    raster = Raster(["ARM", "AZE", "GEO"], 120, 60)
    for y in range(0, 60, 7):
        for x in range(0, 120, 11):
            longitude = raster.window.west + (x + 0.5) * raster.window.across
            latitude = raster.window.north - (y + 0.5) * raster.window.down
            owner = raster.rows[y][x]
            found = None if owner == 255 else atlas().ids[owner]
            assert found == country_at(longitude, latitude), (x, y)


def test_a_map_shows_no_more_than_its_countries_need() -> None:
    caucasus = window([atlas().box(each) for each in ("ARM", "AZE", "GEO")], 120, 60)
    assert 36 < caucasus.west + caucasus.across * 60 < 52
    assert 5 < caucasus.down * 60 < 12


def test_a_map_of_the_pacific_is_not_cut_in_its_middle() -> None:
    seen = window([atlas().box(each) for each in ("FJI", "WSM", "TON")], 120, 60)
    assert seen.across * 120 < 90
    assert seen.pixel(178, -18)[0] < seen.pixel(-172, -13.5)[0] < 120


def test_a_small_country_takes_no_pixel_that_another_needs() -> None:
    raster = Raster([each for each in atlas().ids if each in atlas().tiles], 138, 68)
    counts = {atlas().ids[number]: len(pixels) for number, pixels in raster.pixels.items()}
    assert counts["LUX"] == 1
    assert counts["BEL"] >= 1
    assert counts["RUS"] > 500


def test_the_window_of_a_lone_point_is_no_point() -> None:
    seen = window([Box(7.4, 43.7, 7.4, 43.7)], 100, 50)
    assert seen.down * seen.height >= 9
    assert 0 < seen.pixel(7.4, 43.7)[0] < 100


# The map ---------------------------------------------------------------------------------------


def test_a_wide_screen_gets_a_map_and_a_small_one_tiles(bundled_answers: Answers) -> None:
    assert made(bundled_answers, WIDE).is_map
    assert not made(bundled_answers, WIDE, ASCII).is_map
    assert not made(bundled_answers, MIDDLE).is_map
    assert not made(bundled_answers, NARROW).is_map
    assert made(bundled_answers, MIDDLE, query="group:supposed-allies").is_map


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_line_fits_and_every_country_is_there(
    bundled_answers: Answers, size: tuple[int, int], glyphs: Glyphs
) -> None:
    world = made(bundled_answers, size, glyphs)
    lines = [*world.heads, *(world.line(number, "SRB") for number in range(world.rows))]
    assert all(sum(width(span.text) for span in line) <= size[0] for line in lines)
    if glyphs is ASCII:
        assert all(text_of(line).isascii() for line in lines)
    cells = [(x, y) for y in range(world.rows) for x in range(size[0])]
    found = {world.at(x, y) for x, y in cells}
    again = {world.at(x, y, world.at(x, y)) for x, y in cells}
    assert (found | again) - {None} == world.countries.keys()


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
def test_the_arrow_keys_reach_every_country(
    bundled_answers: Answers, size: tuple[int, int]
) -> None:
    world = made(bundled_answers, size)
    for start in ("ARM", "NZL"):
        reached, waiting = {start}, [start]
        while waiting:
            here = waiting.pop()
            for direction in OPPOSITE:
                there = world.neighbour(here, direction)
                if there is not None and there not in reached:
                    reached.add(there)
                    waiting.append(there)
        assert reached == world.countries.keys()


def test_the_way_there_is_often_the_way_back(bundled_answers: Answers) -> None:
    world = made(bundled_answers)
    steps = [
        (each, way, world.neighbour(each, way)) for each in world.countries for way in OPPOSITE
    ]
    taken = [(here, way, there) for here, way, there in steps if there is not None]
    back = sum(world.neighbour(there, OPPOSITE[way]) == here for here, way, there in taken)
    assert back / len(taken) > 0.5
    assert world.neighbour("PRT", "right") == "ESP"
    assert world.neighbour("MNG", "down") == "CHN"
    assert world.neighbour("DZA", "right") == "LBY"


def test_from_no_country_an_arrow_key_goes_to_the_first(bundled_answers: Answers) -> None:
    world = made(bundled_answers, query="group:CSTO")
    assert world.neighbour(None, "left") == world.neighbour("FRA", "up") == "ARM"


def test_the_chosen_country_is_ringed_and_named(bundled_answers: Answers) -> None:
    world = made(bundled_answers, query="group:supposed-allies")
    marked = world.lines_of("ARM")
    assert any(" Armenia " in text for text in body(world, "ARM"))
    ringed = [
        number
        for number in range(world.rows)
        for span in world.line(number, "ARM")
        if RING in (two_parts(span.role) or ())
    ]
    assert ringed
    assert set(ringed) <= set(marked)
    for number in range(world.rows):
        if number not in marked:
            assert world.line(number, "ARM") == world.line(number, None)


@pytest.mark.parametrize("country", ["RUS", "USA", "TUV", "CHL", "NZL", "VCT", "FJI", "ISL"])
def test_a_mark_stays_on_the_map(bundled_answers: Answers, country: str) -> None:
    world = made(bundled_answers)
    assert world.is_map
    assert all(0 <= number < world.rows for number in world.lines_of(country))
    assert world.countries[country].name in "\n".join(body(world, country))


def test_large_countries_carry_their_codes(bundled_answers: Answers) -> None:
    text = "\n".join(body(made(bundled_answers)))
    assert all(text.count(code) == 1 for code in ("RUS", "CHN", "BRA", "AUS", "IND"))
    assert "LUX" not in text


def test_a_click_finds_the_country(bundled_answers: Answers) -> None:
    world = made(bundled_answers, query="group:supposed-allies")
    for number, text in enumerate(body(world)):
        for code in ("IRN", "CHN", "KAZ"):
            if code in text:
                assert world.at(text.index(code) + 1, number) == code
    assert world.at(0, 0) is None
    assert world.at(-1, 999) is None


# What it says ----------------------------------------------------------------------------------


def test_title_and_legend_say_what_is_shown_and_count_it(bundled_answers: Answers) -> None:
    world = made(bundled_answers, column=VOTE)
    title, *legend = (text_of(line) for line in world.heads)
    assert "ES-11/1" in title
    assert "2 Mar 2022" in title
    words = " ".join(" ".join(legend).split())
    assert "voted for 141" in words
    assert "voted against 5" in words
    assert "abstained 35" in words


def test_each_class_has_a_sign_of_its_own(bundled_answers: Answers) -> None:
    for column in ("posture", "arms", VOTE):
        for glyphs in (UNICODE, ASCII):
            classes = made(bundled_answers, glyphs=glyphs, column=column).classes.all
            assert len({each.sign for each in classes}) == len(classes)
            assert len({(each.role, each.fade) for each in classes}) == len(classes)
            assert all(width(each.sign) == 1 for each in classes)


def test_what_is_unknown_is_shown_by_posture(bundled_answers: Answers) -> None:
    assert made(bundled_answers, column="nothing-like-it").classes.shown == "posture"
    assert made(bundled_answers, column="csto-moscow-2022-05").classes.shown == "posture"


def test_a_vote_after_the_day_says_so(bundled_answers: Answers) -> None:
    world = made(bundled_answers, column=VOTE, as_of=parse_day("2022-02-25"))
    assert "after the as-of day" in text_of(world.heads[0])


def test_the_sheet_has_the_facts_of_the_map(bundled_answers: Answers) -> None:
    for column in ("posture", "arms", VOTE):
        world = made(bundled_answers, column=column)
        rows = world.sheet().rows
        assert [row[0].value for row in rows] == list(world.countries)
        labels = {each.id: each.label for each in world.classes.all}
        counts = Counter(world.classes.of(country).label for country in world.countries)
        for country, row in zip(world.countries, rows, strict=True):
            look = world.classes.of(country)
            assert str(row[3].shown).startswith(look.sign)
            if column != "arms":
                assert str(row[3].value).startswith(look.label)
        assert counts == {
            labels[each]: count for each, count in world.classes.counts.items() if count
        }
    assert set(LABELS.values()) >= {
        each.label for each in made(bundled_answers, column="arms").classes.all
    }


def test_a_stance_is_told_with_its_beginning(bundled_answers: Answers) -> None:
    world = made(bundled_answers, column="arms", as_of=parse_day("2023-06-01"))
    assert "gives arms since some day between 11 Jul 2022 and 26 Aug 2022" in text_of(
        world.about("IRN")
    )
    assert text_of(world.about("IRN")).startswith("Iran")


def test_a_country_outside_the_list_is_told_to_be_outside(bundled_answers: Answers) -> None:
    world = made(bundled_answers, query="group:CSTO")
    assert "not in the list" in text_of(world.about("FRA"))
    assert "not in the list" in " ".join(map(text_of, world.heads))


def test_the_map_as_text_names_every_country(bundled_answers: Answers) -> None:
    view = ViewState(view="map", column="arms", query="group:CSTO")
    text = screen_text(Scene(bundled_answers, UNICODE), view, plain, 100)
    assert "Arms · 30 Jun 2026 · 6 of 194 countries" in text
    assert "BLR  Belarus" in text
    assert sum(line.split("  ")[0] in atlas().number for line in text.splitlines()) == 6


# Other data sets -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, MIDDLE, NARROW])
def test_countries_of_no_atlas_stand_as_tiles_by_region(
    answers: Answers, size: tuple[int, int]
) -> None:
    world = made(answers, size, query="country:any")
    assert not world.is_map
    text = "\n".join(body(world))
    assert all(code in text for code in world.countries)
    assert all(region in text for region in ("North", "South", "East", "West"))
    line = next(number for number, row in enumerate(body(world)) if "CLD" in row)
    assert world.at(body(world)[line].index("CLD"), line) == "CLD"
    assert world.neighbour("ALD", "right") == "CLD"


def test_with_nothing_to_show_it_says_what_to_do(answers: Answers) -> None:
    world = made(answers, query="country:ALD country:BLD")
    assert world.countries == {}
    assert "Esc" in "\n".join(body(world))
    assert world.neighbour(None, "up") is None
    assert world.sheet().rows == ()

"""What is written for a step: merged, bounded, never lost; pictures without a word about where they were taken."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from rounds.fellows import progress
from rounds.fellows.actions import pictures, readings, writing
from rounds.fellows.actions.showing import show
from rounds.fellows.models import Picture, Wording
from rounds.fellows.refusing import Refused
from rounds.fellows.tasks import tell_whose_months_are_over
from rounds.fellows.tests.cases import COMPLETED, LATER, SIX, bronze, person, silver_of
from rounds.mail.models import Message
from rounds.media.pictures import take_in
from rounds.plans.models import Author, Measure

pytestmark = pytest.mark.django_db


def save(step, text, base, key="results"):
    return writing.save_passage(step=step, key=key, base=base, text=text, by=step.fellow.user, at=LATER)


def test_a_save_on_an_older_version_is_merged_and_says_what_to_type_on():
    step = silver_of(bronze())
    save(step, "one two three four", 0)
    save(step, "ONE two three four", 1)
    saved = save(step, "one two three FOUR", 1)
    assert (saved.passage.text, saved.passage.version, saved.mine) == ("ONE two three FOUR", 4, 3)
    typed_on = save(step, "one two three FOUR five", saved.mine)
    assert typed_on.passage.text == "ONE two three FOUR five"


def test_where_both_changed_the_same_words_nothing_is_saved_and_both_are_shown():
    step = silver_of(bronze())
    save(step, "one two three", 0)
    save(step, "one 2 three", 1)
    clash = save(step, "one TWO three", 1)
    assert (clash.theirs, step.passages.get(key="results").text) == ("one 2 three", "one 2 three")


def test_what_is_older_than_the_last_wordings_is_let_go():
    step = silver_of(bronze())
    for n in range(Wording.KEPT + 5):
        save(step, f"text {n}", n)
    assert Wording.objects.filter(passage__step=step).count() == Wording.KEPT
    assert save(step, "very old", 2).theirs == f"text {Wording.KEPT + 4}"


def test_carrying_out_began_when_the_plan_was_accepted_or_later():
    fellow = bronze()
    step, by = silver_of(fellow), fellow.user
    changed = writing.say_when_begun(step=step, on=date(2026, 2, 28), by=by, at=LATER)
    assert changed.earliest_at == datetime(2026, 8, 28, tzinfo=UTC)
    for on, reason in ((date(2026, 1, 30), Refused.BEFORE), (date(2027, 1, 1), Refused.AHEAD)):
        with pytest.raises(Refused) as told:
            writing.say_when_begun(step=step, on=on, by=by, at=LATER)
        assert told.value.reason == reason


def photo(**more) -> io.BytesIO:
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    exif.get_ifd(0x8825)[2] = (48.0, 12.0, 30.0)
    Image.new("RGB", (64, 48), "green").save(kept, "JPEG", exif=exif, **more)
    kept.seek(0)
    return kept


def test_a_picture_is_drawn_anew_without_where_it_was_taken():
    fellow = bronze()
    step, by = silver_of(fellow), fellow.user
    taken = take_in(photo(), "../../evil.php")
    made = pictures.add_picture(step=step, taken=taken, caption="Us", alt="Six people.", by=by, at=LATER)
    with made.file.open("rb") as file, Image.open(file) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (64, 48), {})
    assert "evil" not in made.file.name
    assert made.file.name.endswith(".jpg")


def test_what_is_no_picture_is_none():
    with pytest.raises(ValidationError):
        take_in(io.BytesIO(b"<svg onload=alert(1)>"), "a.png")


def test_there_is_an_end_to_pictures():
    fellow = bronze()
    step, by = silver_of(fellow), fellow.user
    taken = take_in(photo(), "a.jpg")
    for _n in range(Picture.MOST):
        pictures.add_picture(step=step, taken=taken, caption="C", alt="A", by=by, at=LATER)
    with pytest.raises(Refused) as told:
        pictures.add_picture(step=step, taken=taken, caption="C", alt="A", by=by, at=LATER)
    assert told.value.reason == Refused.FULL


def test_figures_make_a_way_from_baseline_to_target():
    fellow = bronze()
    step, by = silver_of(fellow), fellow.user
    measure = Measure.objects.get(plan=step.plan)
    add = {"step": step, "measure": measure, "by": by, "at": LATER}
    readings.add_reading(on=date(2026, 7, 1), value=Decimal(220), **add)
    with pytest.raises(Refused) as told:
        readings.add_reading(on=date(2026, 7, 1), value=Decimal(230), **add)
    assert told.value.reason == Refused.READ_ALREADY
    (way,) = progress.ways(step)
    assert (way.share, "220" in str(way.chart)) == (60, True)
    readings.take_reading_out(step=step, reading=way.last, by=by, at=LATER)
    assert progress.ways(step)[0].last is None


def test_a_measure_of_another_plan_is_not_read():
    fellow, other = bronze(), bronze(person("Other"))
    measure = Measure.objects.get(plan=silver_of(other).plan)
    with pytest.raises(Refused) as told:
        readings.add_reading(
            step=silver_of(fellow),
            measure=measure,
            on=LATER.date(),
            value=Decimal(1),
            by=fellow.user,
            at=LATER,
        )
    assert told.value.reason == Refused.NOT_YOURS


@pytest.mark.parametrize(
    ("baseline", "target", "now", "share"),
    [
        (0, 10, 5, 50),
        (10, 0, 5, 50),
        (10, 20, 5, -50),
        (10, 20, 30, 200),
        (5, 5, 5, None),
        (None, 5, 5, None),
    ],
)
def test_a_way_goes_up_or_down(baseline, target, now, share):
    given = [None if one is None else Decimal(one) for one in (baseline, target, now)]
    assert progress.share_of(*given) == share


def test_the_clock_tells_once_when_the_months_are_over():
    fellow = bronze()
    for at in (COMPLETED, SIX, LATER):
        tell_whose_months_are_over(at)
    assert Message.objects.filter(to=fellow.user.email, subject__contains="Six months").count() == 1


def test_only_its_lead_author_shows_a_plan():
    fellow = bronze()
    to = {"about": "", "is_public": True, "shows_level": True, "shows_plan": True}
    assert show(fellow=fellow, to=to, by=fellow.user, at=LATER).shows_plan
    show(fellow=fellow, to=to | {"shows_plan": False}, by=fellow.user, at=LATER)
    Author.objects.filter(user=fellow.user).update(is_lead=False)
    with pytest.raises(Refused) as told:
        show(fellow=fellow, to=to, by=fellow.user, at=LATER)
    assert told.value.reason == Refused.PLAN_NOT_YOURS

"""A folder to a course, or every fault in it with its file and line. Pure: it asks no database."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from rounds.core.zones import Zone
from rounds.courses.folders import media
from rounds.courses.folders.lessons import NUMBERED, Written, lesson_of
from rounds.courses.folders.media import Beside
from rounds.courses.folders.shape import (
    CourseIn,
    Fault,
    Faulty,
    LessonIn,
    ModuleIn,
    RecordingIn,
    Sources,
)
from rounds.courses.folders.tables import KEY, Table
from rounds.courses.folders.texts import text_of, toml_of
from rounds.media import languages

COURSE = "course.toml"
MOST_OBJECTIVES, MOST_MODULES = 30, 60
MOST_FAULTS = 200  # that anybody reads
CODE = re.compile(r"[^\W_][\w .-]{0,19}")
_PASSED_OVER = re.compile(r"(?:readme|license|licence|notice|changelog)(?:\.\w+)?", re.IGNORECASE)


def read(sources: Sources) -> CourseIn:
    """Raises Faulty with all that is wrong."""
    faults: list[Fault] = []
    if COURSE not in sources:
        raise Faulty([Fault("", 0, _("There is no file course.toml in it, which says what course it is."))])
    course = _course(sources, faults)
    if course is None:
        raise Faulty(faults)
    paths = _by_module(sources, [one.slug for one in course.modules], faults)
    modules = [
        replace(one, lessons=_lessons(paths[one.slug], sources, faults, course)) for one in course.modules
    ]
    _check_keys(modules, paths, faults)
    if faults:
        raise Faulty(
            sorted(faults, key=lambda fault: (fault.path != COURSE, fault.path, fault.line))[:MOST_FAULTS]
        )
    return replace(course, modules=modules)


def _course(sources: Sources, faults: list[Fault]) -> CourseIn | None:
    whole = text_of(COURSE, sources[COURSE], faults)
    raw = toml_of(whole, faults) if whole else None
    if whole is None or raw is None:
        return None
    told = Table(raw, whole, faults)
    objectives = told.table("objectives")
    course = CourseIn(
        code=told.matching("code", CODE, "", _("“code” is what the course is called by, such as “PRO 101”.")),
        title=told.text("title", 150, is_needed=True),
        summary=told.text("summary", 300),
        zone=told.one_of("zone", Zone.values, Zone.MEMBER.value),
        language=told.matching(
            "language", languages.TAG, "en", _("A language is written as “en” or “pt-BR”.")
        ),
        audience=told.texts("audience", 20),
        topics=told.texts("topics", 20),
        prerequisites=told.texts("prerequisites", 20, longest=20),
        instructors=[_instructor(one) for one in told.tables("instructors")],
        objectives=objectives.named(MOST_OBJECTIVES, longest=250) if objectives else {},
        modules=_modules(told),
    )
    if objectives:
        for key in course.objectives:
            if not KEY.fullmatch(key):
                objectives.say(key, _("A key is made of letters, digits and hyphens, 60 at most."))
    told.finish()
    return course


def _instructor(told: Table) -> dict[str, str]:
    found = {"name": told.text("name", 150, is_needed=True), "role": told.text("role", 100)}
    told.finish()
    return {name: value for name, value in found.items() if value}


def _modules(told: Table) -> list[ModuleIn]:
    rows = told.tables("modules")
    if len(rows) > MOST_MODULES:
        rows[MOST_MODULES].say("", _("A course has at most %(most)d modules.") % {"most": MOST_MODULES})
    found: dict[str, ModuleIn] = {}
    for row in rows[:MOST_MODULES]:
        slug, title = row.text("slug", 60, is_needed=True), row.text("title", 150, is_needed=True)
        if slug and not KEY.fullmatch(slug):
            row.say("slug", _("A key is made of letters, digits and hyphens, 60 at most."))
        if slug in found:
            row.say("slug", _("The module “%(slug)s” is there twice.") % {"slug": slug})
        found[slug] = ModuleIn(slug=slug, title=title)
        row.finish()
    return list(found.values())


def _by_module(sources: Sources, slugs: list[str], faults: list[Fault]) -> Mapping[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    strangers = set()
    for path in sorted(sources):
        top, _slash, rest = path.partition("/")
        if rest and top in slugs:
            found[top].append(path)
        elif rest and top not in strangers:
            strangers.add(top)
            what = _("course.toml names no module “%(slug)s”. Add it to [[modules]], or take the folder out.")
            faults.append(Fault(f"{top}/", 0, what % {"slug": top}))
        elif not rest and path != COURSE and not _PASSED_OVER.fullmatch(path):
            faults.append(Fault(path, 0, _("Beside course.toml lie only the folders of its modules.")))
    return found


def _lessons(paths: list[str], sources: Sources, faults: list[Fault], course: CourseIn) -> list[LessonIn]:
    """Of one module, in the order of their numbers."""
    written: dict[str, Written] = {}
    others = []
    for path in sorted(paths, key=_place):
        numbered = NUMBERED.fullmatch(path.split("/", 1)[1])
        if numbered is None:
            if path.count("/") == 1 and path.endswith(".md"):
                faults.append(Fault(path, 0, _("Lessons are called 01-first.md, 02-second.md.")))
            else:
                others.append(path)
            continue
        whole = text_of(path, sources[path], faults)
        found = lesson_of(numbered.group(2), whole, faults) if whole else None
        # A lesson that cannot be read still has what lies beside it.
        written[path.removesuffix(".md")] = found or Written(LessonIn(key="", title=""), None, {}, "")
        if found and found.lesson.objective and found.lesson.objective not in course.objectives:
            told = {"objective": found.lesson.objective}
            faults.append(Fault(path, 0, _("course.toml has no objective “%(objective)s”.") % told))
    there = media.beside(others, {stem: one.words for stem, one in written.items()}, faults)
    return [_with_media(one, there[stem], stem, sources, faults) for stem, one in written.items()]


def _place(path: str) -> tuple[int, str]:
    found = NUMBERED.fullmatch(path.rpartition("/")[2])
    return (int(found.group(1)) if found else 0, path)


def _with_media(one: Written, there: Beside, stem: str, sources: Sources, faults: list[Fault]) -> LessonIn:
    files = [
        found
        for name, path in sorted(there.files.items())
        if (found := media.file_of(path, one.names.get(name, ""), sources[path], faults))
    ]
    for name in one.names.keys() - there.files.keys():
        faults.append(Fault(f"{stem}.md", 0, _("There is no file “%(name)s” beside it.") % {"name": name}))
    return replace(one.lesson, files=files, recording=_recording(one, there, stem, sources, faults))


def _recording(
    one: Written, there: Beside, stem: str, sources: Sources, faults: list[Fault]
) -> RecordingIn | None:
    told = one.recording or RecordingIn()
    if there.recording and told.address:
        faults.append(Fault(f"{stem}.md", 0, _("The lesson has two recordings: a file, and an address.")))
    if there.recording:
        told = media.recording_of(there, told, sources, faults)
    elif not told.address:
        for path in (there.words, *there.translations.values()):
            if path:
                faults.append(Fault(path, 0, _("There is no recording for these words.")))
        if one.recording:
            faults.append(Fault(f"{stem}.md", 0, _("There is no recording beside it.")))
        return None
    seconds = told.found.seconds if told.found else None
    read = {
        path: media.words_of(path, sources[path], seconds, faults)
        for path in (there.words, *there.translations.values())
        if path
    }
    translations = {language: read[path] for language, path in sorted(there.translations.items())}
    return replace(told, words=read.get(there.words, []), translations=translations)


def _check_keys(modules: list[ModuleIn], paths: Mapping[str, list[str]], faults: list[Fault]) -> None:
    """What somebody did hangs on the key of a lesson: in one course it is there once."""
    seen: dict[str, str] = {}
    for module in modules:
        for path in sorted(paths[module.slug], key=_place):
            numbered = NUMBERED.fullmatch(path.split("/", 1)[1])
            if numbered is None:
                continue
            key = numbered.group(2)
            if key in seen:
                told = {"key": key, "path": seen[key]}
                faults.append(Fault(path, 0, _("The lesson “%(key)s” is there already: %(path)s.") % told))
            seen.setdefault(key, path)

"""The program, its cohorts, who applies, who has a place, and what is done there."""

from rounds.residency.models.cohorts import Chief, Cohort, Meeting
from rounds.residency.models.places import Application, Fee, Place
from rounds.residency.models.programs import Prerequisite, Program, Rotation, Slot, Task
from rounds.residency.models.working import Attendance, Note, Post, Work

__all__ = [
    "Application",
    "Attendance",
    "Chief",
    "Cohort",
    "Fee",
    "Meeting",
    "Note",
    "Place",
    "Post",
    "Prerequisite",
    "Program",
    "Rotation",
    "Slot",
    "Task",
    "Work",
]

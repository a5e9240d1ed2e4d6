"""A plan and who writes it, its words and rows, what was said of it, and how it was judged."""

from rounds.plans.models.plans import Author, Comment, Invitation, StrategicPlan
from rounds.plans.models.reviews import Edition, Rating, Remark, Review
from rounds.plans.models.rows import (
    Beat,
    BudgetLine,
    Channel,
    Measure,
    Objective,
    Reading,
    Risk,
    Row,
    Tactic,
)
from rounds.plans.models.sections import Key, Section, Text

__all__ = [
    "Author",
    "Beat",
    "BudgetLine",
    "Channel",
    "Comment",
    "Edition",
    "Invitation",
    "Key",
    "Measure",
    "Objective",
    "Rating",
    "Reading",
    "Remark",
    "Review",
    "Risk",
    "Row",
    "Section",
    "StrategicPlan",
    "Tactic",
    "Text",
]

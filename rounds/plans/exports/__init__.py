"""A plan as a file: PDF to hand out, Markdown to go on with, rows for a spreadsheet. A Printed is what it says."""

from rounds.plans.exports.markdown import markdown
from rounds.plans.exports.paper import pdf
from rounds.plans.exports.printed import Printed

__all__ = ["Printed", "markdown", "pdf"]

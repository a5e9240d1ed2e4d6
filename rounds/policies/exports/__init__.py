"""A policy, or a template, as a file: Word to go on writing in, PDF to hand out. What it says comes as a Document."""

from rounds.policies.exports.documents import Document
from rounds.policies.exports.paper import pdf
from rounds.policies.exports.words import word

__all__ = ["Document", "pdf", "word"]

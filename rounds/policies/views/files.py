"""A policy as a file of Word, or as a PDF."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from rounds.core.limits import admit
from rounds.core.paper.typesetting import NotInTime
from rounds.policies import exports
from rounds.policies.exports import Document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word_file(document: Document, name: str) -> HttpResponse:
    with translation.override(document.language):
        return _file(exports.word(document), WORD, f"{name}.docx")


def pdf_file(request: HttpRequest, document: Document, name: str) -> HttpResponse:
    """Setting it takes a moment, so nobody asks for too many."""
    if not admit(request, "policy-pdf", places=30, seconds=60):
        return render(request, "policies/own/no_file.html", {"is_often": True}, status=429)
    try:
        with translation.override(document.language):
            return _file(exports.pdf(document), "application/pdf", f"{name}.pdf")
    except NotInTime:
        return render(request, "policies/own/no_file.html", status=503)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)

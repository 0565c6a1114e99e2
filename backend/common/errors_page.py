"""The page at /docs/errors, where the `type` of every problem points to. Its styles are a file, as the policy asks."""

import re
from html import escape

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from backend.common.handler import respond
from backend.common.problems import PROBLEMS, ProblemError, ProblemType

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Refusals · AudioFiler</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<script src="/theme.js"></script>
<link rel="stylesheet" href="/docs.css">
</head>
<body>
<header><a href="/">AudioFiler</a>
<nav><a href="/developers">For programs</a> <a href="/api/docs/">REST</a></nav></header>
<main>
<h1>Refusals</h1>
<p>Every refusal is a problem object (RFC 9457). Its <code>code</code> is one of these, and its <code>type</code> leads
here. None loses what was sent before.</p>
"""
FOOT = "</main>\n</body>\n</html>\n"


def errors_page(request: HttpRequest) -> HttpResponseBase:
    """What each code means and what helps."""
    if request.method not in {"GET", "HEAD"}:
        return respond(ProblemError("method_not_allowed", allow=["GET", "HEAD"]))
    links = " ".join(f'<li><a href="#{code}">{code}</a></li>' for code in PROBLEMS)
    contents = f'<nav aria-label="Codes"><ul>{links}</ul></nav>\n'
    return HttpResponse(HEAD + contents + "".join(map(_section, PROBLEMS.values())) + FOOT)


def _section(kind: ProblemType) -> str:
    later = f" Retry-After: {kind.retry_after} s, unless another time is given." if kind.retry_after else ""
    link = f'<a href="#{kind.code}"><code>{kind.code}</code></a>'
    return (
        f'<section id="{kind.code}" aria-labelledby="{kind.code}-name">\n'
        f'<h2 id="{kind.code}-name">{link} <small>{kind.status}</small></h2>\n'
        f"<p><strong>{_marked(kind.title)}.</strong> {_marked(kind.help)}{later}</p>\n</section>\n"
    )


def _marked(text: str) -> str:
    """As HTML: what stands between backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))

"""Terms as a negotiator types them, one line each, and back again.

Pure: text and a vocabulary go in, ``TermEntry`` and problems come out. The grammar is in
docs/reference/terms-shorthand.md.
"""

from commontable.bargaining.shorthand.lines import Reading, ReadLine, read_terms
from commontable.bargaining.shorthand.problems import Problem
from commontable.bargaining.shorthand.rendering import render_terms
from commontable.bargaining.shorthand.vocabulary import IssueName, Vocabulary

__all__ = [
    "IssueName",
    "Problem",
    "ReadLine",
    "Reading",
    "Vocabulary",
    "read_terms",
    "render_terms",
]

"""The redline of two texts of a contract or proposal, and of three.

``read_text`` (or ``read_file`` for what lies on a disk) makes a ``Document`` of articles,
``compare`` the ``Redline`` of two, ``compare_three`` of a status quo and both sides' positions.
``as_text``, ``as_html``, ``as_json`` and ``as_docx`` write a redline out.
"""

from commontable.engines.comparison.redline.document import (
    Article,
    Document,
    Paragraph,
    read_bytes,
    read_text,
)
from commontable.engines.comparison.redline.errors import RedlineError
from commontable.engines.comparison.redline.matching import (
    ArticleMatch,
    MatchKind,
    match_articles,
)
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.numbers import NumberChange
from commontable.engines.comparison.redline.redline import Redline, compare
from commontable.engines.comparison.redline.tables import CellChange
from commontable.engines.comparison.redline.words import WordChange, apply_changes, diff_words

__all__ = [
    "Article",
    "ArticleMatch",
    "CellChange",
    "Document",
    "MatchKind",
    "MovedText",
    "NumberChange",
    "Paragraph",
    "Redline",
    "RedlineError",
    "WordChange",
    "apply_changes",
    "compare",
    "diff_words",
    "match_articles",
    "read_bytes",
    "read_text",
]

"""The redline of two texts of a contract or proposal, and of three.

``commontable.engines.documents`` reads a file into a ``Document`` of articles; ``compare`` makes
the ``Redline`` of two, ``compare_three`` of a status quo and both sides' positions. ``as_text``,
``as_html``, ``as_json`` and ``as_docx`` write a redline out.
"""

from commontable.engines.comparison.redline.data_page import as_data, as_json
from commontable.engines.comparison.redline.errors import RedlineError
from commontable.engines.comparison.redline.html_page import as_html, as_html_fragment
from commontable.engines.comparison.redline.matching import (
    ArticleMatch,
    MatchKind,
    match_articles,
)
from commontable.engines.comparison.redline.moves import MovedText
from commontable.engines.comparison.redline.numbers import NumberChange
from commontable.engines.comparison.redline.passages import (
    ArticleView,
    Passage,
    Piece,
    article_views,
)
from commontable.engines.comparison.redline.redline import Redline, compare
from commontable.engines.comparison.redline.tables import CellChange
from commontable.engines.comparison.redline.text_page import as_text
from commontable.engines.comparison.redline.three import ThreeWay, ThreeWayRow, compare_three
from commontable.engines.comparison.redline.word_output import as_docx
from commontable.engines.comparison.redline.words import WordChange, apply_changes, diff_words

__all__ = [
    "ArticleMatch",
    "ArticleView",
    "CellChange",
    "MatchKind",
    "MovedText",
    "NumberChange",
    "Passage",
    "Piece",
    "Redline",
    "RedlineError",
    "ThreeWay",
    "ThreeWayRow",
    "WordChange",
    "apply_changes",
    "article_views",
    "as_data",
    "as_docx",
    "as_html",
    "as_html_fragment",
    "as_json",
    "as_text",
    "compare",
    "compare_three",
    "diff_words",
    "match_articles",
]

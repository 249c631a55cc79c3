"""Keeping what can be found right: made anew from the record, in the transaction that changes it.

Every service that writes words somebody may look for calls ``keep`` when all else is done, after
its entry in the log: whoever writes for the same tenant waits there, so two of them never make
the entries of one thing at once. What was written past the services is found by ``differences``,
and made good by ``rebuild``.
"""

from commontable.bargaining.services.search_index.keeping import (
    Difference,
    differences,
    keep,
    keep_renamed_article,
    keep_renamed_issue,
    rebuild,
)

__all__ = [
    "Difference",
    "differences",
    "keep",
    "keep_renamed_article",
    "keep_renamed_issue",
    "rebuild",
]

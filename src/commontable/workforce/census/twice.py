"""Who stands in a file twice: found over millions of rows in eight bytes for each."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

type Marks = npt.NDArray[np.uint64]
type Rows = npt.NDArray[np.int64]


class Twice:
    """Remembers a mark of 64 bits for each worker, and the row in which it came first.

    Two workers in a million share a mark by chance once in thirty million files.
    """

    def __init__(self) -> None:
        self._marks: Marks = np.empty(0, np.uint64)
        self._rows: Rows = np.empty(0, np.int64)

    def first_rows(self, marks: Marks, rows: Rows) -> Rows:
        """For each mark the row where it came before, 0 where it is new; and remember the new.

        Args:
            marks, rows: of the next rows of the file, equally long.
        """
        before = np.zeros(len(marks), np.int64)
        if len(self._marks):
            at = np.searchsorted(self._marks, marks)
            at[at == len(self._marks)] = 0
            known = self._marks[at] == marks
            before[known] = self._rows[at[known]]
        new, first, which = np.unique(marks, return_index=True, return_inverse=True)
        earlier = rows[first][which]
        again = (before == 0) & (earlier != rows)
        before[again] = earlier[again]
        fresh = before[first] == 0
        self._remember(new[fresh], rows[first[fresh]])
        return before

    def _remember(self, marks: Marks, rows: Rows) -> None:
        all_marks = np.concatenate((self._marks, marks))
        order = np.argsort(all_marks, kind="stable")
        self._marks = all_marks[order]
        self._rows = np.concatenate((self._rows, rows))[order]

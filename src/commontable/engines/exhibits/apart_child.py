"""The child of ``make_copy``: limits itself, reads standard input, writes the copy, ends.

Its answer is a line of JSON, what the copy is and how large, then the copy's bytes.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from commontable.engines.documents.apart_child import limit_self, only_the_answer


def main(arguments: list[str]) -> int:
    """Copy the file on standard input as the job in the first argument asks."""
    job = json.loads(arguments[0])
    limit_self(job["limits"])
    with only_the_answer() as out:
        try:
            told, content = _copied(job)
        except MemoryError:
            told, content = {"memory": True}, b""
        out.write(json.dumps(told).encode() + b"\n")
        out.write(content)
    return 0


def _copied(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    # Only now, under the limits, is anything loaded that looks at the file.
    import pymupdf  # noqa: PLC0415

    from commontable.engines.exhibits.copies import stamped_copy  # noqa: PLC0415
    from commontable.engines.exhibits.wanted import Source, Stamp  # noqa: PLC0415

    tools: Any = pymupdf.TOOLS
    tools.mupdf_display_errors(False)
    tools.mupdf_display_warnings(False)
    source, stamp = Source(**job["source"]), Stamp(**job["stamp"])
    content = b"" if source.why_not else sys.stdin.buffer.read()
    copy = stamped_copy(content, source, stamp)
    told = {
        "pages": copy.pages,
        "how": copy.how.value,
        "why": copy.why,
        "size": len(copy.content),
    }
    return told, copy.content


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""LibreOffice, as somebody else's program: what it makes of our tracked changes."""

from __future__ import annotations

import subprocess
from pathlib import Path

_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{}</library:library>"""
_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settling"
 script:language="StarBasic">
Sub Settle
 On Error Goto Failed
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden"
 hidden(0).Value = True
 file = StarDesktop.loadComponentFromURL("file://{source}", "_blank", 0, hidden())
 Dim command As New com.sun.star.util.URL
 command.Complete = ".uno:{verb}AllTrackedChanges"
 createUnoService("com.sun.star.util.URLTransformer").parseStrict(command)
 Dim at_once(0) As New com.sun.star.beans.PropertyValue
 at_once(0).Name = "SynchronMode"
 at_once(0).Value = True
 file.CurrentController.Frame.queryDispatch(command, "", 0).dispatch(command, at_once())
 Dim form(0) As New com.sun.star.beans.PropertyValue
 form(0).Name = "FilterName"
 form(0).Value = "Text (encoded)"
 file.storeToURL("file://{made}", form())
 file.close(True)
Failed:
 StarDesktop.terminate()
End Sub
</script:module>"""


def settled_by_office(content: bytes, folder: Path, *, accept: bool) -> list[str]:
    """The words LibreOffice leaves when it accepts, or rejects, every change."""
    source, made = folder / "redline.docx", folder / f"settled-{accept}.txt"
    source.write_bytes(content)
    basic = folder / "profile" / "user" / "basic" / "Standard"
    if not basic.exists():
        _soffice(folder, "--terminate_after_init")  # its first start lays out the profile
        basic.mkdir(parents=True, exist_ok=True)
    (basic / "script.xlb").write_text(_LIBRARY.format('<library:element library:name="Settling"/>'))
    (basic / "dialog.xlb").write_text(_LIBRARY.format(""))
    macro = _MACRO.format(source=source, made=made, verb="Accept" if accept else "Reject")
    (basic / "Settling.xba").write_text(macro)
    _soffice(folder, "macro:///Standard.Settling.Settle")
    assert made.exists(), "LibreOffice could not settle the changes"
    return made.read_text(encoding="utf-8-sig").split()


def as_flat_text_document(content: bytes, folder: Path) -> str:
    """The file as LibreOffice writes it in one XML, with its list of tracked changes."""
    source = folder / "redline.docx"
    source.write_bytes(content)
    _soffice(folder, "--convert-to", "fodt", "--outdir", str(folder), str(source))
    return (folder / "redline.fodt").read_text()


def _soffice(folder: Path, *arguments: str) -> None:
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            *arguments,
        ],
        capture_output=True,
        timeout=120,
        check=False,
    )

"""What anybody may read without a sign-in: public editions of sheets, each at its own address."""

from django.urls import path

from commontable.bargaining.views import public_sheets

app_name = "public"

_FILES = {
    "letter": "sheet.pdf",
    "a4": "sheet-a4.pdf",
    "word": "sheet.docx",
    "workbook": "sheet.xlsx",
    "data": "sheet.json",
}

urlpatterns = [
    path("sheets/<slug:address>/", public_sheets.edition, name="sheet"),
    path("sheets/<slug:address>/<int:number>/", public_sheets.edition, name="edition"),
    *(
        path(
            f"sheets/<slug:address>/<int:number>/{file_name}",
            public_sheets.file,
            {"kind": kind},
            name=kind,
        )
        for kind, file_name in _FILES.items()
    ),
]

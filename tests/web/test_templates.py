"""What holds for every template of the product, and for the design system's pages."""

import re
from pathlib import Path

import pytest
from django.contrib.messages.constants import SUCCESS
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.test import RequestFactory

import commontable
from commontable.web.views import styleguide

SOURCE = Path(commontable.__file__).parent
WEB = SOURCE / "web"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style[\s>]", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)[^>]*>", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(["']?(?:https?:)?//""")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_template_needs_a_loose_content_security_policy(path: Path) -> None:
    text = path.read_text()
    assert not HANDLER.search(text), "an inline event handler"
    assert not STYLE.search(text), "an inline style"
    assert not INLINE_SCRIPT.search(text), "an inline script"


@pytest.mark.parametrize(
    "path",
    [*WEB.glob("templates/**/*.html"), *WEB.glob("static/**/*.css"), *WEB.glob("static/**/*.js")],
    ids=lambda path: path.name,
)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert not ELSEWHERE.search(path.read_text())


@pytest.mark.parametrize("path", sorted(WEB.glob("static/**/*.css")), ids=lambda path: path.name)
def test_a_sheet_stays_short_and_names_every_token_it_uses(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 400
    known = set(re.findall(r"(--[\w-]+)\s*:", (WEB / "static/web/tokens.css").read_text() + text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= known


@pytest.mark.parametrize("path", sorted(WEB.glob("static/**/*.css")), ids=lambda path: path.name)
def test_sheets_use_logical_directions_so_that_right_to_left_holds(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"(margin|padding|border)-(left|right)\b|(?<![\w-])(left|right)\s*:", text)
    assert not re.search(r"text-align:\s*(left|right)", text)


def test_the_base_links_every_sheet_but_the_style_guides_own() -> None:
    linked = set(re.findall(r"web/([a-z]+\.css)", render_to_string("web/partials/assets.html")))
    sheets = {path.name for path in (WEB / "static/web").glob("*.css")}
    assert linked == sheets - {"styleguide.css"}


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_error_pages_need_no_context_and_say_what_to_do(code: int) -> None:
    html = render_to_string(f"{code}.html")
    assert "<h1>" in html
    assert "To the first page" in html


def test_the_style_guide_shows_every_component() -> None:
    html = styleguide(RequestFactory().get("/")).content.decode()
    for needle in (
        "side-union",
        "status-deadlocked",
        "kind-lbfo",
        "movement-worse",
        "flag-caution",
        "notice-error",
        'class="empty"',
        "timeline",
        "pagination",
        'class="facts"',
        "chart-narrow",
        "key-help",
        "draft-messages",
        "data-draft-key",
        "data-board",
    ):
        assert needle in html, needle


def test_a_message_can_drop_the_draft_of_what_it_confirms() -> None:
    said = [Message(SUCCESS, "U-31 is on the record.", extra_tags="draft:pass-7")]
    html = render_to_string("web/partials/messages.html", {"messages": said})
    assert 'data-draft-clear="pass-7"' in html
    assert "notice-success" in html
    plain = render_to_string("web/partials/messages.html", {"messages": [Message(SUCCESS, "Hi")]})
    assert "data-draft-clear" not in plain


def test_a_field_with_an_error_is_described_by_it() -> None:
    html = styleguide(RequestFactory().get("/")).content.decode()
    tag = re.search(r'<input[^>]*id="wrong_issue"[^>]*>', html)
    assert tag is not None
    assert 'aria-describedby="wrong_issue_helptext wrong_issue_error"' in tag.group()
    assert 'aria-invalid="true"' in tag.group()
    assert 'id="wrong_issue_error"' in html
    assert 'id="wrong_issue_helptext"' in html

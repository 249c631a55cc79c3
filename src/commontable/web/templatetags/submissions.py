"""The hidden field that lets a form be accepted once."""

from django import template
from django.utils.html import format_html

from commontable.web.submission_keys import FIELD, new_key

register = template.Library()


@register.simple_tag
def submission_key() -> str:
    """A key of the form's own. Browsers are asked not to put an old one back into a new page."""
    return format_html(
        '<input type="hidden" name="{}" value="{}" autocomplete="off">', FIELD, new_key()
    )

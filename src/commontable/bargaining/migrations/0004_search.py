"""Finding things by their words: the entries, who may see them, and how a text becomes lexemes."""

import functools

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import commontable.bargaining.words
from commontable.common.row_security import Parent, protect

# ct_searchable leaves words and numbers with blanks between them, so that PostgreSQL's own parser
# has nothing to guess: without it "and/or" is a file, "day.Any" a host, "E-14" an E and a minus 14.
# Accents are folded; a point stays only between digits ("12.3"); "1,234" is one number.
# ct_words holds each text twice: as written, for numbers, names and beginnings, and by its stems.
# The functions look up nothing, so whose eyes they read with does not matter.
FUNCTIONS = r"""
CREATE FUNCTION ct_searchable(said text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog
  AS $$
    SELECT regexp_replace(regexp_replace(translate(
        regexp_replace(
          regexp_replace(normalize(said, NFKD), '[\u0300-\u036f]', '', 'g'),
          '(\d),(?=\d{3}(?!\d))', '\1', 'g'),
        '-/\_@#:;,!?()[]{}<>"''`+*=&|~^$%“”‘’„«»‐‑‒–—―−…·•§¶⁄×',
        repeat(' ', 64)),
      '\.(?!\d)|(?<!\d)\.', ' ', 'g'), '\s+', ' ', 'g')
  $$;

CREATE FUNCTION ct_words(label text, title text, body text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public
  AS $$
    SELECT setweight(to_tsvector('pg_catalog.simple'::regconfig, heading), 'A')
        || setweight(to_tsvector('pg_catalog.english'::regconfig, heading), 'A')
        || to_tsvector('pg_catalog.simple'::regconfig, text)
        || to_tsvector('pg_catalog.english'::regconfig, text)
    FROM (SELECT ct_searchable(label || ' ' || title), ct_searchable(body)) AS said(heading, text)
  $$;

CREATE FUNCTION ct_phrase(words text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, public
  AS $$
    SELECT phraseto_tsquery('pg_catalog.simple'::regconfig, said)
        || phraseto_tsquery('pg_catalog.english'::regconfig, said)
    FROM (SELECT ct_searchable(words)) AS asked(said)
  $$;

CREATE FUNCTION ct_beginning(word text) RETURNS tsquery
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, public
  AS $$
    SELECT CASE WHEN said = '' THEN ''::tsquery
        ELSE to_tsquery('pg_catalog.simple'::regconfig, quote_literal(said) || ':*') END
    FROM (SELECT trim(ct_searchable(word))) AS asked(said)
  $$;
"""
UNDO = """
DROP FUNCTION ct_beginning(text); DROP FUNCTION ct_phrase(text);
DROP FUNCTION ct_words(text, text, text); DROP FUNCTION ct_searchable(text);
"""
# There is no index on it: `@@` is not leakproof, so under row security PostgreSQL would never use
# one; docs/decisions/0031 has the figures.
WORDS = """
ALTER TABLE bargaining_searchentry ADD COLUMN words tsvector
  GENERATED ALWAYS AS (ct_words(label, title, body)) STORED
"""
PARENTS = {
    "union_id": Parent("coalition_union", private=False),
    "campaign_id": Parent("bargaining_campaign", private=False),
    "table_id": Parent("bargaining_table", private=True),
}


class Migration(migrations.Migration):
    dependencies = [
        ("bargaining", "0003_drafts"),
        ("coalition", "0001_unions_and_people"),
        ("common", "0001_tenancy_functions"),
    ]
    operations = [
        migrations.RunSQL(FUNCTIONS, UNDO),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.SearchKind,
                        ),
                        max_length=15,
                    ),
                ),
                ("subject_id", models.PositiveBigIntegerField()),
                ("team_only", models.BooleanField(default=False)),
                ("part", models.PositiveSmallIntegerField(default=1)),
                ("page", models.CharField(max_length=15)),
                ("page_id", models.PositiveBigIntegerField()),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=functools.partial(
                            commontable.bargaining.words.choices_of,
                            commontable.bargaining.words.Side,
                        ),
                        max_length=10,
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True)),
                (
                    "issues",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveBigIntegerField(), blank=True, default=list
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=500)),
                ("context", models.CharField(blank=True, max_length=500)),
                ("body", models.TextField(blank=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bargaining.campaign",
                    ),
                ),
                (
                    "coalition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.coalition",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bargaining.table",
                    ),
                ),
                (
                    "union",
                    models.ForeignKey(
                        blank=True,
                        help_text="The one union this is private to; empty: the whole coalition's.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coalition.union",
                    ),
                ),
            ],
            options={"ordering": ["id"], "verbose_name_plural": "search entries"},
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=["coalition", "union", "kind", "subject_id", "team_only", "part"],
                name="found_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "note"), _negated=True)
                | models.Q(("union__isnull", False)),
                name="a_found_note_is_a_unions",
            ),
        ),
        migrations.RunSQL(WORDS, "ALTER TABLE bargaining_searchentry DROP COLUMN words"),
        protect("bargaining_searchentry", private=True, parents=PARENTS),
    ]

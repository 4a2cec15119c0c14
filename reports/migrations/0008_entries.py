"""The index that searches scan: one narrow row a paragraph, which triggers on the paragraphs keep true.

A search that counts must visit the row of every match. Rows of a few dozen bytes are visited many times faster than
those that hold a paragraph's text and vector (docs/benchmarks.md), so the words to look up have a table of their own.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# The stems that stand in more than one of twenty paragraphs of 152 ILACS reports. Those that stand side by
# side are looked up as one word: a phrase of common words is then found without reading the paragraphs.
COMMON = """
a about access accommod achiev across action activ addit address adopt agenc all although alway an and approach
appropri are area arrang as assess at attend author avail be been benefit but by can care carer case challeng
chang child children circumst clear complet comprehens concern consid consist continu corpor council decis delay
detail develop direct do earli educ effect enabl engag ensur evid exampl experi experienc exploit famili feel
focus for foster from further good group has have health help high home howev identifi impact improv in includ
increas independ inform inspect inspector intervent into involv is it know lack lead leader leaver level live
local long made make manag mani mean meet member miss more most multi need new not number of offer offic on
opportun or other out outcom oversight parent partner partnership pas peopl perman person place placement plan
posit practic proceed process profession progress protect provid qualiti rang receiv recent recognis record
reduc reflect regular relationship remain requir respond respons result return review right risk s safe
safeguard school senior servic share signific skill small so social some staff step strategi strength strengthen
strong success such suffici support system take taken team that the their them there these they this those
through time to too train understand up use veri view visit vulner well what when where which while who with
within work worker year young
""".split()

# Words between two common stems that a phrase of three needs: "children in care", "voice of children".
SMALL = "a and at by for from in of on or the to with".split()

FUNCTIONS = f"""
CREATE FUNCTION archive_small() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{{{",".join(SMALL)}}}'::text[];
CREATE FUNCTION archive_common() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{{{",".join(COMMON)}}}'::text[];

-- BM25's saturation, times * (k1 + 1) / (times + k1 * (1 - b + b * length / mean)), with k1 = 1.2 and b = 0.75; 490
-- bytes are the mean of 7,650 numbered paragraphs. Written so that `times` stands once: PostgreSQL otherwise calls
-- the function for every row instead of inlining it, which makes a score four times as dear.
CREATE FUNCTION archive_saturation(times float8, length integer) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 2.2 - 2.2 * (0.3::float8 + 0.9::float8 * length / 490)
        / ((0.3::float8 + 0.9::float8 * length / 490) + times);

-- A place is one number: the inspection, the position within it, and the section.
CREATE FUNCTION archive_place(inspection bigint, ordinal integer, section integer) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (inspection << 26) | (ordinal::bigint << 10) | section;
CREATE FUNCTION archive_inspection_of(place bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN place >> 26;
CREATE FUNCTION archive_position_of(place bigint) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ((place >> 10) & 65535)::integer;

-- The words of a vector without their positions; "one~next" for two common stems side by side, "one~of~next" for three
-- of which the middle one is small; and of each of these "word^3" for its level, where it stands often for the length
-- (1 to 9: a saturation from 1.2, 1.3 and so on up to 2.0).
CREATE FUNCTION archive_entry(vector tsvector, length integer) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        WITH stem AS MATERIALIZED (
            SELECT lexeme, positions FROM unnest(vector) WHERE lexeme NOT LIKE '=%'
        ), common AS MATERIALIZED (
            SELECT lexeme, place FROM stem, unnest(positions) AS place WHERE lexeme = ANY (archive_common())
        ), run AS MATERIALIZED (
            SELECT one.lexeme || '~' || next.lexeme AS lexeme FROM common AS one
                JOIN common AS next ON next.place = one.place + 1
            UNION ALL
            SELECT one.lexeme || '~' || small.lexeme || '~' || next.lexeme FROM common AS small
                JOIN common AS one ON one.place = small.place - 1 JOIN common AS next ON next.place = small.place + 1
                WHERE small.lexeme = ANY (archive_small())
        ), counted AS (
            SELECT lexeme, cardinality(positions) AS times FROM stem
            UNION ALL SELECT lexeme, count(*) FROM run GROUP BY lexeme
        ), levelled AS (
            SELECT lexeme, width_bucket(
                archive_saturation(times, length), ARRAY[1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2.0]::float8[]
            ) AS level FROM counted
        ), made AS (
            SELECT lexeme || '^' || level AS lexeme FROM levelled WHERE level >= 1
            UNION ALL SELECT lexeme FROM run
        )
        SELECT strip(vector) || array_to_tsvector(coalesce(array_agg(lexeme), '{{}}')) FROM made
    );

-- The places of the paragraphs that match, eight bytes each; `paragraphs` is what the words alone cannot decide.
-- The planner does not know that a match reads the words themselves unless the index is used, and takes a sequential
-- scan for a common word; a bitmap that does not fit work_mem would read them, too.
CREATE FUNCTION archive_scan(entries tsquery, paragraphs tsquery) RETURNS bytea LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET work_mem = '64MB' SET max_parallel_workers_per_gather = 0 AS $$
DECLARE found bytea;
BEGIN
    IF paragraphs IS NULL AND entries IS NULL THEN
        SELECT string_agg(int8send(place), '') INTO found FROM reports_entry;
    ELSIF paragraphs IS NULL THEN
        SELECT string_agg(int8send(place), '') INTO found FROM reports_entry WHERE words @@ entries;
    ELSIF entries IS NULL THEN
        SELECT string_agg(int8send(place), '') INTO found
            FROM reports_entry JOIN reports_paragraph ON id = paragraph_id WHERE search_vector @@ paragraphs;
    ELSE
        SELECT string_agg(int8send(place), '') INTO found
            FROM (SELECT paragraph_id, place FROM reports_entry WHERE words @@ entries OFFSET 0) AS candidate
            JOIN reports_paragraph ON id = paragraph_id WHERE search_vector @@ paragraphs;
    END IF;
    RETURN coalesce(found, '');
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION archive_scan(tsquery, tsquery);
DROP FUNCTION archive_entry(tsvector, integer);
DROP FUNCTION archive_position_of(bigint);
DROP FUNCTION archive_inspection_of(bigint);
DROP FUNCTION archive_place(bigint, integer, integer);
DROP FUNCTION archive_saturation(float8, integer);
DROP FUNCTION archive_common();
DROP FUNCTION archive_small();
"""

# PostgreSQL moves a value out of line only from rows of more than 2 kB (manual, 66.2 TOAST). The padding makes every
# row as large before it is stored, and is then compressed to some 30 bytes.
NARROW = """
ALTER TABLE reports_entry
    ADD COLUMN padding text GENERATED ALWAYS AS (repeat('x', 2100)) STORED,
    ALTER COLUMN words SET STORAGE EXTERNAL,
    ADD CONSTRAINT entry_of_paragraph FOREIGN KEY (paragraph_id) REFERENCES reports_paragraph (id)
        ON UPDATE CASCADE ON DELETE CASCADE,
    SET (toast_tuple_target = 128);
"""

ENTRIES = """
    INSERT INTO reports_entry AS known (paragraph_id, place, words)
        SELECT paragraph.id, archive_place(inspection_id, position, section.id),
            archive_entry(search_vector, octet_length(text))
        FROM {paragraphs} AS paragraph JOIN reports_section AS section USING (area, grade, role)
        ORDER BY paragraph.id
    ON CONFLICT (paragraph_id) DO UPDATE SET place = EXCLUDED.place, words = EXCLUDED.words;
"""
# Numbered from the highest on, not by a sequence: one that is rolled back must not use up a number, for a place has room
# for a thousand. The lock keeps two writers from giving one number twice.
SECTIONS = """
    IF EXISTS (SELECT area, grade, role FROM {paragraphs} EXCEPT SELECT area, grade, role FROM reports_section) THEN
        LOCK TABLE reports_section IN SHARE ROW EXCLUSIVE MODE;
        INSERT INTO reports_section (id, area, grade, role)
            SELECT (SELECT coalesce(max(id), 0) FROM reports_section) + row_number() OVER (ORDER BY area, grade, role),
                area, grade, role
            FROM (
                SELECT area, grade, role FROM {paragraphs} EXCEPT SELECT area, grade, role FROM reports_section
            ) AS unknown;
    END IF;
"""
TRIGGERS = f"""
CREATE FUNCTION archive_entries_gained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {SECTIONS.format(paragraphs="gained")}
    {ENTRIES.format(paragraphs="gained")}
    RETURN NULL;
END $$;
CREATE TRIGGER entries_of_new AFTER INSERT ON reports_paragraph
    REFERENCING NEW TABLE AS gained FOR EACH STATEMENT EXECUTE FUNCTION archive_entries_gained();
CREATE TRIGGER entries_updated AFTER UPDATE ON reports_paragraph
    REFERENCING NEW TABLE AS gained FOR EACH STATEMENT EXECUTE FUNCTION archive_entries_gained();
"""
DROP_TRIGGERS = """
DROP TRIGGER entries_of_new ON reports_paragraph;
DROP TRIGGER entries_updated ON reports_paragraph;
DROP FUNCTION archive_entries_gained();
"""
FILL = f"""
DO $$ BEGIN {SECTIONS.format(paragraphs="reports_paragraph")} END $$;
{ENTRIES.format(paragraphs="reports_paragraph")}
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_roles")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("area", models.CharField(blank=True, max_length=30)),
                ("grade", models.CharField(blank=True, max_length=25)),
                ("role", models.CharField(max_length=10)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["area", "grade", "role"], name="section_once"),
                    models.CheckConstraint(condition=models.Q(("pk__lt", 1024)), name="section_fits_place"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "paragraph",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="reports.paragraph",
                    ),
                ),
                ("place", models.BigIntegerField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={"verbose_name_plural": "entries"},
        ),
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="paragraph",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__lt", 65536)), name="paragraph_position_fits_place"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="entry_words"),
        ),
        migrations.RemoveIndex(model_name="paragraph", name="paragraph_search"),
    ]

"""The index that searches scan: one narrow row a paragraph, which triggers on the paragraphs keep true.

A search that counts must visit the row of every match. Rows of a few dozen bytes are visited many times faster than
those that hold a paragraph's text and vector (docs/benchmarks.md), so the words to look up have a table of their own.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

# The stems that stand in more than one of fifty paragraphs of 152 ILACS reports. Those that stand side by
# side are looked up as one word: a phrase of common words is then found without reading the paragraphs.
COMMON = """
16 17 a abl about abus access accommod account accur achiev across action activ addit address adopt adult advic
advis advoc after age agenc all alloc also although alway an analysi and ani approach appropri are area arrang as
aspir assess assur asylum at attend audit author avail awar base be becom been befor benefit best better between
board both build but by can capac care carer case caseload challeng chang check child children circumst clear close
co come commiss commit communic communiti complet complex comprehens concern confer confid consid consider consist
contact continu contribut coordin corpor council court creat creativ cultur current decis dedic delay deliv demonstr
design despit detail develop differ direct disabl discuss do doe domest drift due dure earli educ effect effort
elect embed emerg emot employ enabl encourag engag enhanc enough ensur entitl escal establish evalu evid exampl
experi experienc exploit explor famili feel find focus follow for foster from fulli further futur get given go good
group had harm has have health held help high histori home homeless hous how howev hub identifi if immedi impact
implement import improv in includ inconsist increas independ individu inform initi inspect inspector insuffici
interest intervent interview into invest involv iro is issu it joint keep key know knowledg lack last lead leader
leadership learn leav leaver led level life limit line live local long look made maintain major make manag mani mash
match mean meaning measur meet member mental met miss model monitor month more most move multi necessari need
neglect network new next no not now number of offer offic often on ongo opportun option or order other out outcom
over oversight own panel parent part particip particular partner partnership pas pathway peopl perform perman person
place placement plan point polic posit possibl potenti practic practition pre present prevent previous prioriti
prioritis privat proactiv proceed process profession programm progress promot prompt proportion protect provid
provis purpos put qualiti quick rang receiv recent recognis record recruit reduc referr reflect regular relat
relationship relev remain report requir resourc respond respons result return review right risk robust routin s safe
safeguard safeti school scrutini secur see seek seen senior sensit servic set share signific sinc situat skill small
so social some specialist specif stabil stabl staff stage standard start statutori stay step still stori strateg
strategi strength strengthen strong subject success such suffici suitabl supervis support sustain swift system take
taken target team term than that the their them there these they this thorough those threshold through time timeli
timescal to togeth too tool track train transit trust unaccompani understand understood undertak undertaken up updat
use valu variabl veri view virtual visit voic vulner wait was way weak well were what when where which while who
wide wider will wish with within without work worker workforc written year yet young
""".split()

# Words between two common stems that a phrase of three needs: "children in care", "voice of children".
SMALL = "a and at by for from in of on or the to with".split()

# The least saturation of each level of a word, from level 1. Few paragraphs have the highest, which decide most orders.
LEVELS = [1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 1.85, 1.9, 1.95, 2.0, 2.05]

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
-- (from 1: a saturation of the least of `LEVELS`, and so on). "word+" is a common stem, no small one, that stands there
-- more than once: where it does not, two pairs that it has a part in are side by side.
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
                archive_saturation(times, length), ARRAY[{', '.join(map(str, LEVELS))}]::float8[]
            ) AS level FROM counted
        ), made AS (
            SELECT lexeme || '^' || level AS lexeme FROM levelled WHERE level >= 1
            UNION ALL SELECT lexeme FROM run
            UNION ALL SELECT lexeme || '+' FROM stem
                WHERE cardinality(positions) > 1 AND lexeme = ANY (archive_common()) AND lexeme <> ALL (archive_small())
        )
        SELECT strip(vector) || array_to_tsvector(coalesce(array_agg(lexeme), '{{}}')) FROM made
    );

-- What filters ask of a paragraph: a scan within it need not list what they leave out.
CREATE FUNCTION archive_tags(
    authority bigint, region text, kind text, year integer, area text, grade text, role text
) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN array_to_tsvector(ARRAY[
        'authority:' || authority, 'region:' || region, 'kind:' || kind, 'year:' || year, 'area:' || area,
        'grade:' || grade, 'role:' || role
    ]);

-- The places of the paragraphs that match, eight bytes each; `paragraphs` is what the words alone cannot decide.
-- The planner does not know that a match reads the words themselves unless the index is used, and takes a sequential
-- scan for a common word; a bitmap that does not fit work_mem would read them, too. Many scans are of few paragraphs:
-- planning each anew would take longer than it does.
CREATE FUNCTION archive_scan(entries tsquery, paragraphs tsquery) RETURNS bytea LANGUAGE plpgsql STABLE
    SET enable_seqscan = off SET work_mem = '64MB' SET max_parallel_workers_per_gather = 0
    SET plan_cache_mode = force_generic_plan AS $$
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
DROP FUNCTION archive_tags(bigint, text, text, integer, text, text, text);
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
                || archive_tags(authority_id, region, kind, year, area, grade, role)
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
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="entry_words", gin_pending_list_limit=256),
        ),
        migrations.RemoveIndex(model_name="paragraph", name="paragraph_search"),
    ]

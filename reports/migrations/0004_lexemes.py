"""The table of lexemes, which triggers on the paragraphs keep true.

PostgreSQL manual, 41.2 (transition tables): a statement that writes a thousand paragraphs counts its lexemes once.
Lexemes are written in their order, so that two statements at once cannot wait for each other.
"""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import CreateExtension, TrigramExtension
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION archive_lexemes_gained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reports_lexeme AS known (lexeme, paragraphs)
        SELECT word.lexeme, count(*) FROM gained, unnest(gained.search_vector) AS word
        GROUP BY word.lexeme ORDER BY word.lexeme
    ON CONFLICT (lexeme) DO UPDATE SET paragraphs = known.paragraphs + EXCLUDED.paragraphs;
    RETURN NULL;
END $$;
CREATE FUNCTION archive_lexemes_lost() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH gone AS (
        SELECT word.lexeme, count(*) AS paragraphs FROM lost, unnest(lost.search_vector) AS word
        GROUP BY word.lexeme ORDER BY word.lexeme
    )
    UPDATE reports_lexeme AS known SET paragraphs = known.paragraphs - gone.paragraphs
        FROM gone WHERE known.lexeme = gone.lexeme;
    DELETE FROM reports_lexeme WHERE paragraphs = 0;
    RETURN NULL;
END $$;
"""

# A trigger with transition tables has one event, and an update both loses and gains.
TRIGGERS = """
CREATE TRIGGER lexemes_of_new AFTER INSERT ON reports_paragraph
    REFERENCING NEW TABLE AS gained FOR EACH STATEMENT EXECUTE FUNCTION archive_lexemes_gained();
CREATE TRIGGER lexemes_of_deleted AFTER DELETE ON reports_paragraph
    REFERENCING OLD TABLE AS lost FOR EACH STATEMENT EXECUTE FUNCTION archive_lexemes_lost();
CREATE TRIGGER lexemes_before_update AFTER UPDATE ON reports_paragraph
    REFERENCING OLD TABLE AS lost FOR EACH STATEMENT EXECUTE FUNCTION archive_lexemes_lost();
CREATE TRIGGER lexemes_updated AFTER UPDATE ON reports_paragraph
    REFERENCING NEW TABLE AS gained FOR EACH STATEMENT EXECUTE FUNCTION archive_lexemes_gained();
"""

DROP = """
DROP TRIGGER lexemes_of_new ON reports_paragraph;
DROP TRIGGER lexemes_of_deleted ON reports_paragraph;
DROP TRIGGER lexemes_before_update ON reports_paragraph;
DROP TRIGGER lexemes_updated ON reports_paragraph;
DROP FUNCTION archive_lexemes_gained();
DROP FUNCTION archive_lexemes_lost();
"""

FILL = """
INSERT INTO reports_lexeme (lexeme, paragraphs)
    SELECT word, ndoc FROM ts_stat('SELECT search_vector FROM reports_paragraph')
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_copies_kept_true")]
    operations = [
        TrigramExtension(),
        # levenshtein(), which tells how far two spellings lie apart
        CreateExtension("fuzzystrmatch"),
        migrations.CreateModel(
            name="Lexeme",
            fields=[
                ("lexeme", models.TextField(primary_key=True, serialize=False)),
                ("paragraphs", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [GinIndex(fields=["lexeme"], opclasses=["gin_trgm_ops"], name="lexeme_trigrams")]
            },
        ),
        migrations.RunSQL(FUNCTIONS + TRIGGERS, DROP),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]

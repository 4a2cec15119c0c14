"""The text search objects that the paragraphs' generated column uses; `reports/text_search.py` tells what for.

PostgreSQL manual, "Full Text Search" 12.6 (dictionaries) and 12.7 (configurations).
"""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

# The builtin collation pg_c_utf8 (PostgreSQL 17 and later) knows the letters of every script whatever the
# locale of the database, and never changes with the operating system: an index on its result stays true.
WORDS = """
CREATE FUNCTION archive_words(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace($1 COLLATE pg_catalog.pg_c_utf8, '[^[:alnum:]]', ' ', 'g');
"""

# Without stop words, so that "children in care" means those three words (the stock configuration also finds
# "children leaving care"); accents are folded before a word is stemmed or kept as it is.
CONFIGURATIONS = """
CREATE TEXT SEARCH DICTIONARY archive_english (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION archive (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION archive
    ALTER MAPPING FOR asciiword, word, numword WITH unaccent, archive_english;
CREATE TEXT SEARCH CONFIGURATION archive_exact (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION archive_exact
    ALTER MAPPING FOR asciiword, word, numword WITH unaccent, simple;
"""

DROP_CONFIGURATIONS = """
DROP TEXT SEARCH CONFIGURATION archive_exact;
DROP TEXT SEARCH CONFIGURATION archive;
DROP TEXT SEARCH DICTIONARY archive_english;
"""

# Two vectors in one, written side by side as text, since concatenating vectors would move the places of the
# second. The text is made of words and blanks alone, so that no lexeme holds a sign that means something there.
# OFFSET 0 makes PostgreSQL blank the text once, not twice.
VECTOR = """
CREATE FUNCTION archive_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT (
            to_tsvector('archive', words)::text
            || replace(' ' || to_tsvector('archive_exact', words)::text, ' ''', ' ''=')
        )::tsvector
        FROM (SELECT archive_words($1) AS words OFFSET 0) AS blanked
    );
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        migrations.RunSQL(WORDS, "DROP FUNCTION archive_words(text)"),
        migrations.RunSQL(CONFIGURATIONS, DROP_CONFIGURATIONS),
        migrations.RunSQL(VECTOR, "DROP FUNCTION archive_vector(text)"),
    ]

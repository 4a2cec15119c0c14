-- The functions and configurations of migration 0001. Texts stay indexed as they are until they are written again.
CREATE OR REPLACE FUNCTION archive_words(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace($1 COLLATE pg_catalog.pg_c_utf8, '[^[:alnum:]]', ' ', 'g');

CREATE OR REPLACE FUNCTION archive_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT (
            to_tsvector('archive', words)::text
            || replace(' ' || to_tsvector('archive_exact', words)::text, ' ''', ' ''=')
        )::tsvector
        FROM (SELECT archive_words($1) AS words OFFSET 0) AS blanked
    );

DROP FUNCTION archive_shortened(text);
DROP FUNCTION archive_folded(text);

ALTER TEXT SEARCH CONFIGURATION archive ALTER MAPPING FOR asciiword, word, numword WITH unaccent, archive_english;
ALTER TEXT SEARCH CONFIGURATION archive_exact ALTER MAPPING FOR asciiword, word, numword WITH unaccent, simple;

-- A word that begins like a number in scientific notation is one word: 0E0A, 2e3x.
--
-- PostgreSQL's parser reads the number, 0e0, and then another word, a. Of texts that are letters,
-- digits and blanks this is the only kind that it parts (tests try all short ones): hosts, files,
-- versions and signed numbers need a sign between. A letter behind the e keeps the parser from
-- seeing a number. It is one that no text has here, for accents are folded before, and it is taken
-- out again of what is indexed.
CREATE FUNCTION archive_unparted(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN $1 ~ '[0-9]e[0-9]'
            THEN regexp_replace($1, '(^| )([0-9]+e)(?=[0-9]+[^0-9 ])', '\1\2ß', 'g')
        ELSE $1
    END;

CREATE OR REPLACE FUNCTION archive_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT replace(
            to_tsvector('archive', archive_formed(words))::text
            || replace(' ' || to_tsvector('archive_exact', words)::text, ' ''', ' ''='),
            'ß', ''
        )::tsvector
        FROM (
            SELECT archive_unparted(archive_shortened(
                lower(archive_words($1) COLLATE pg_catalog.pg_c_utf8)
            )) AS words OFFSET 0
        ) AS folded
    );

-- Only paragraphs with such a word are indexed otherwise than before. The triggers keep lexemes and
-- entries true.
UPDATE reports_paragraph SET text = text
    WHERE archive_words(text) ~* '(^| )[0-9]+e[0-9]+[^0-9 ]'
        AND search_vector IS DISTINCT FROM archive_vector(text);

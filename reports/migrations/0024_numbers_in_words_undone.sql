CREATE OR REPLACE FUNCTION archive_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT (
            to_tsvector('archive', archive_formed(words))::text
            || replace(' ' || to_tsvector('archive_exact', words)::text, ' ''', ' ''=')
        )::tsvector
        FROM (
            SELECT archive_shortened(lower(archive_words($1) COLLATE pg_catalog.pg_c_utf8)) AS words OFFSET 0
        ) AS folded
    );
DROP FUNCTION archive_unparted(text);
UPDATE reports_paragraph SET text = text
    WHERE archive_words(text) ~* '(^| )[0-9]+e[0-9]+[^0-9 ]'
        AND search_vector IS DISTINCT FROM archive_vector(text);

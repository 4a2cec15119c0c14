CREATE OR REPLACE FUNCTION archive_formed(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT coalesce(
            string_agg(coalesce(archive_forms() ->> word, word), ' ' ORDER BY place), ''
        )
        FROM string_to_table($1, ' ') WITH ORDINALITY AS each (word, place)
    );
UPDATE reports_paragraph SET text = text
    WHERE search_vector @@ (
        SELECT string_agg(quote_literal('=' || word), ' | ')::tsquery
        FROM jsonb_object_keys(archive_more_forms()) AS word
    );
DROP FUNCTION archive_more_forms();

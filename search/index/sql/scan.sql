-- A row for each scan, with the places that match; before them one with how often lexemes occur
-- ({frequencies}), and the components of the scores of what was scanned ({scores}).
WITH scanned AS MATERIALIZED (
    SELECT turn, archive_scan(entries::tsquery, paragraphs::tsquery) AS places
    FROM unnest(%(entries)s::text[], %(paragraphs)s::text[])
        WITH ORDINALITY AS scan (entries, paragraphs, turn)
)
SELECT turn, places, NULL::json AS counted, NULL::bytea AS scores FROM scanned
UNION ALL
SELECT 0, NULL, (
    SELECT json_agg(json_build_array(lexeme, paragraphs, stems)) FROM ({frequencies}) AS counted
), ({scores})
ORDER BY turn

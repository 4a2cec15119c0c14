-- The components of the scores of all that was scanned, in the order of the places; nothing where
-- they are too many. Within {components} as in scores.sql. LIMIT keeps PostgreSQL from reading all
-- paragraphs for some hundred places, of which it does not know how few they are.
SELECT string_agg(components, '' ORDER BY place)
FROM (
    SELECT DISTINCT ('x' || encode(substr(places, start, 8), 'hex'))::bit(64)::bigint AS place
    FROM scanned, generate_series(1, octet_length(places), 8) AS start
    WHERE (SELECT sum(octet_length(places)) FROM scanned) <= 8 * %(few)s
) AS matching
CROSS JOIN LATERAL (
    SELECT {components} AS components FROM reports_paragraph
    WHERE inspection_id = archive_inspection_of(place) AND position = archive_position_of(place)
    LIMIT 1
) AS scored

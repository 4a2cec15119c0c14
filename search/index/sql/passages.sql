-- The paragraphs at some places and so many steps from each, in the order of the places; with what
-- their vectors hold of some lexemes: `vector` is one of the expressions of passages.py.
SELECT
    step, CASE WHEN step = 0 THEN {vector}::text END AS vector,
    id, inspection_id, authority_id, region, kind, year, position,
    role, number, numbered_by, heading, area, grade, page, text, responsible
FROM unnest(%(places)s::bigint[]) WITH ORDINALITY AS requested (place, turn)
CROSS JOIN unnest(%(steps)s::integer[]) AS step
JOIN reports_paragraph
    ON inspection_id = archive_inspection_of(place)
    AND position = archive_position_of(place) + step
ORDER BY turn

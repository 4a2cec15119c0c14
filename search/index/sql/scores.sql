-- The score of the paragraph at each place, eight bytes each in the order given; minus infinity
-- where it is gone. {score} is a sum of the terms of ranking.py.
SELECT string_agg(float8send(coalesce({score}, '-infinity')), '' ORDER BY turn)
FROM unnest(%s::bigint[]) WITH ORDINALITY AS asked (place, turn)
LEFT JOIN reports_paragraph
    ON inspection_id = archive_inspection_of(place) AND position = archive_position_of(place)

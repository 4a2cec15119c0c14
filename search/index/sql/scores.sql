-- The components of the score of the paragraph at each place, in the order given: eight bytes for
-- each of {components}; minus infinity where the paragraph is gone.
SELECT string_agg({components}, '' ORDER BY turn)
FROM unnest(%(places)s::bigint[]) WITH ORDINALITY AS requested (place, turn)
LEFT JOIN reports_paragraph
    ON inspection_id = archive_inspection_of(place) AND position = archive_position_of(place)

-- The place of each of some paragraphs that has a theme, eight bytes each, and beside them, in the
-- same order, their vectors.
SELECT
    coalesce(string_agg(int8send(place), '' ORDER BY place), ''),
    coalesce(string_agg(vector, '' ORDER BY place), '')
FROM reports_theme JOIN reports_entry USING (paragraph_id)
WHERE place = ANY (%(places)s::bigint[])

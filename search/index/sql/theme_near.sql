-- The paragraphs of some groups that are in some sections: eight bytes for the key of each, eight for
-- its place, whose lowest bits are the key of the section, and beside them, in the same order, their
-- vectors.
SELECT
    coalesce(string_agg(int8send(entry.paragraph_id) || int8send(place), ''), ''),
    coalesce(string_agg(vector, ''), '')
FROM reports_theme AS theme JOIN reports_entry AS entry USING (paragraph_id)
WHERE group_number = ANY (%(groups)s) AND place & %(section_bits)s = ANY (%(sections)s::bigint[])

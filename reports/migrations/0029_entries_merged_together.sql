-- A GIN index collects new entries in its pending list, and merges them when the list is full
-- (PostgreSQL manual, 65.4.4.1). Merging those of many reports at once takes half the time. But every
-- search reads the list, so it is short (256 kB) unless the session sets archive.pending_list_limit.
-- The index's own limit would count more than the session's.
ALTER INDEX entry_words RESET (gin_pending_list_limit);
CREATE OR REPLACE FUNCTION archive_entries_gained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config(
        'gin_pending_list_limit',
        coalesce(nullif(current_setting('archive.pending_list_limit', true), ''), '256'),
        true
    );
    IF EXISTS (SELECT area, grade, role FROM gained EXCEPT SELECT area, grade, role FROM reports_section) THEN
        LOCK TABLE reports_section IN SHARE ROW EXCLUSIVE MODE;
        INSERT INTO reports_section (id, area, grade, role)
            SELECT (SELECT coalesce(max(id), 0) FROM reports_section)
                    + row_number() OVER (ORDER BY area, grade, role),
                area, grade, role
            FROM (
                SELECT area, grade, role FROM gained
                EXCEPT SELECT area, grade, role FROM reports_section
            ) AS unknown;
    END IF;
    INSERT INTO reports_entry AS known (paragraph_id, place, words)
        SELECT paragraph.id, archive_place(inspection_id, position, section.id),
            archive_entry(search_vector, octet_length(text))
                || archive_tags(authority_id, region, kind, year, area, grade, role)
        FROM gained AS paragraph JOIN reports_section AS section USING (area, grade, role)
        ORDER BY paragraph.id
    ON CONFLICT (paragraph_id) DO UPDATE SET place = EXCLUDED.place, words = EXCLUDED.words;
    RETURN NULL;
END $$;

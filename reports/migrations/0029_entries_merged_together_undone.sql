-- The function of migration 0008, and the limit that the index had.
ALTER INDEX entry_words SET (gin_pending_list_limit = 256);
CREATE OR REPLACE FUNCTION archive_entries_gained() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
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

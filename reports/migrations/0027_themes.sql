-- A paragraph that goes, or whose text changes, loses its theme in the same statement: what a theme
-- says is never of another text. A paragraph that comes has none until themes are made anew.
CREATE FUNCTION archive_themes_lost() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM reports_theme USING lost WHERE paragraph_id = lost.id;
    RETURN NULL;
END $$;
CREATE FUNCTION archive_themes_of_texts_lost() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM reports_theme USING lost LEFT JOIN gained USING (id)
    WHERE paragraph_id = lost.id AND lost.text IS DISTINCT FROM gained.text;
    RETURN NULL;
END $$;
CREATE TRIGGER themes_of_deleted AFTER DELETE ON reports_paragraph
    REFERENCING OLD TABLE AS lost FOR EACH STATEMENT EXECUTE FUNCTION archive_themes_lost();
CREATE TRIGGER themes_before_update AFTER UPDATE ON reports_paragraph
    REFERENCING OLD TABLE AS lost NEW TABLE AS gained
    FOR EACH STATEMENT EXECUTE FUNCTION archive_themes_of_texts_lost();

-- New themes change what pages show: each making counts the archive's version up (migration 0005).
CREATE TRIGGER archive_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON reports_themegroup
    FOR EACH STATEMENT EXECUTE FUNCTION archive_changed();

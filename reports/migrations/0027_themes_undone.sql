DROP TRIGGER archive_changed ON reports_themegroup;
DROP TRIGGER themes_before_update ON reports_paragraph;
DROP TRIGGER themes_of_deleted ON reports_paragraph;
DROP FUNCTION archive_themes_of_texts_lost();
DROP FUNCTION archive_themes_lost();

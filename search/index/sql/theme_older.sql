-- The older themes go.
DELETE FROM reports_theme;
DELETE FROM reports_themestem;
DELETE FROM reports_themegroup

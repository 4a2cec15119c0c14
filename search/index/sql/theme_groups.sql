-- The centres of all groups, by their numbers, and how many paragraphs each has.
SELECT coalesce(string_agg(centre, '' ORDER BY number), ''), array_agg(paragraphs ORDER BY number)
FROM reports_themegroup

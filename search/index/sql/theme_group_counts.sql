-- How many paragraphs each group has.
UPDATE reports_themegroup SET paragraphs = counted.paragraphs
FROM (
    SELECT group_number, count(*) AS paragraphs FROM reports_theme GROUP BY group_number
) AS counted
WHERE number = group_number

-- The themes that were staged, in the place of the older ones; none of a paragraph that has gone, or
-- whose text is not what was read. Those of a group stand together, and are read together.
INSERT INTO reports_theme (paragraph_id, group_number, vector)
SELECT paragraph_id, group_number, vector
FROM theme_staged JOIN reports_paragraph ON id = paragraph_id
WHERE crc32(convert_to(text, 'UTF8')) = sum
ORDER BY group_number, paragraph_id

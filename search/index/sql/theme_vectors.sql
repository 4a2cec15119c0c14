-- Some paragraphs, and all of some inspections: key, inspection, vector; NULL for one without a theme.
SELECT paragraph.id, paragraph.inspection_id, vector
FROM reports_paragraph AS paragraph LEFT JOIN reports_theme ON paragraph_id = paragraph.id
WHERE paragraph.id = ANY (%(paragraphs)s) OR paragraph.inspection_id = ANY (%(inspections)s)
ORDER BY paragraph.id

-- Each word of some paragraphs that carries meaning and that another paragraph has too: its stem, how
-- it is written (behind the sign), its place, and in how many paragraphs the stem occurs. A word
-- stands twice at its place: as its stem, and as it is written. The last row is for the total.
WITH word AS (
    SELECT paragraph.id, each.lexeme, place
    FROM reports_paragraph AS paragraph,
        unnest(paragraph.search_vector) AS each, unnest(each.positions) AS place
    WHERE paragraph.id = ANY (%(paragraphs)s)
)
SELECT stem.id, stem.lexeme, substr(written.lexeme, 2), stem.place, counted.paragraphs
FROM word AS stem
JOIN word AS written
    ON written.id = stem.id AND written.place = stem.place AND starts_with(written.lexeme, '=')
JOIN reports_lexeme AS counted ON counted.lexeme = stem.lexeme
WHERE NOT starts_with(stem.lexeme, '=')
    AND ts_lexize('english_stem', substr(written.lexeme, 2)) <> '{}'
    AND stem.lexeme !~ '^[0-9]' AND counted.paragraphs > 1
UNION ALL
SELECT NULL, '', '', 0, coalesce(max(paragraphs), 0)
FROM reports_lexeme WHERE lexeme = ANY (%(commonest)s)

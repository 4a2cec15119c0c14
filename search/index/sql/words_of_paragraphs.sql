-- Each word of some paragraphs that carries meaning and that another paragraph has too: its stem, how
-- it is written (behind the sign), its place, and in how many paragraphs the stem occurs. A word
-- stands twice at its place: as its stem, and as it is written. The last row is for the total.
-- A general word carries none, nor does a common one whose paragraphs are on anything: where themes
-- were made, they say how near these are to each other.
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
LEFT JOIN reports_themestem AS theme ON theme.stem = stem.lexeme
WHERE NOT starts_with(stem.lexeme, '=')
    AND ts_lexize('english_stem', substr(written.lexeme, 2)) <> '{}'
    AND stem.lexeme !~ '^[0-9]' AND stem.lexeme <> ALL (%(general)s) AND counted.paragraphs > 1
    AND (counted.paragraphs < %(common)s OR coalesce(theme.focus, 1) >= %(focused)s)
UNION ALL
SELECT NULL, '', '', 0, coalesce(max(paragraphs), 0)
FROM reports_lexeme WHERE lexeme = ANY (%(commonest)s)

-- How often each stem of some paragraphs occurs there, and what the stem adds to their themes.
SELECT paragraph.id, cardinality(word.positions), stem.vector
FROM reports_paragraph AS paragraph, unnest(paragraph.search_vector) AS word
JOIN reports_themestem AS stem ON stem.stem = word.lexeme
WHERE paragraph.id = ANY (%(paragraphs)s)
ORDER BY paragraph.id, word.lexeme

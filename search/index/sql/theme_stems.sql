-- The stems that themes are made of, and in how many paragraphs each occurs: those of at least three
-- paragraphs and at most a share of all that carry meaning, the commonest first. A number, a stop
-- word of PostgreSQL's English dictionary (manual 12.6.1) and a word as it is written are none.
SELECT lexeme, paragraphs
FROM reports_lexeme
WHERE paragraphs BETWEEN %(least)s AND %(most)s
    AND lexeme !~ '^[=0-9]' AND ts_lexize('english_stem', lexeme) <> '{}'
    AND lexeme <> ALL (%(left_out)s)
ORDER BY paragraphs DESC, lexeme LIMIT %(limit)s

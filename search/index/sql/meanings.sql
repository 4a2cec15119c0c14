-- What abbreviations stand for, in how many reports; is_word: some report also has it in small
-- letters, as a plain word. A report gives each meaning once, by a constraint.
SELECT short, long, reports, is_word
FROM (
    SELECT
        short, long, count(*) AS reports,
        bool_or(bool_or(is_word)) OVER (PARTITION BY short) AS is_word
    FROM reports_abbreviation GROUP BY short, long
) AS meaning
WHERE reports >= %s
-- Words of the archive that another spelling of occurs, too, by rule, with zero reports: -ize and
-- -ise, -yze, -or and -our, -or and -er, -dgment and -dgement, -gramme and -gram, and consonants
-- that are doubled before an ending, where there is a vowel before the last one (so that filling is
-- not filing). A lexeme that begins with = is a word as it is written.
UNION ALL
SELECT substr(one.lexeme, 2), substr(other.lexeme, 2), 0, FALSE
FROM (
    VALUES
    ('=%%iz%%', 'iz(e|ed|es|er|ers|ing|ation|ations|ational)$', 'is\1'),
    ('=%%yz%%', 'yz(e|ed|es|er|ers|ing)$', 'ys\1'),
    ('=%%or%%', '([a-z]{2})or(s|ed|ing|able|ite|hood)?$', '\1our\2'),
    ('=%%or%%', '([a-z]{4})or(s)?$', '\1er\2'),
    ('=%%dgment%%', 'dgment', 'dgement'),
    ('=%%gramme%%', 'gramme(s)?$', 'gram\1'),
    ('=%%ll%%', '([aeiou][a-z]*[aeiou])ll(ed|ing|er|ers|or|ors|ment|ments|ful|fully)$', '\1l\2'),
    ('=%%ed', '([aeiou][a-z]*[aeiou])([stp])\2ed$', '\1\2ed'),
    ('=%%ing', '([aeiou][a-z]*[aeiou])([stp])\2ing$', '\1\2ing')
) AS rule (alike, pattern, replacement)
JOIN reports_lexeme AS one ON one.lexeme LIKE alike AND one.lexeme ~ pattern
JOIN reports_lexeme AS other ON other.lexeme = regexp_replace(one.lexeme, pattern, replacement)
ORDER BY reports DESC, short, long

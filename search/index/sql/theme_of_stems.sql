-- What each of some stems adds to the theme of a text that has it.
SELECT stem, vector FROM reports_themestem WHERE stem = ANY (%(stems)s)

-- One normalisation for texts and queries: what stands in both alike is found, whatever signs it is written with.
--
-- NFC first (Unicode Standard Annex 15), so that a letter and its accent are one sign or two to nobody. Format
-- characters, which nobody sees, are dropped. Accents are folded here, in the whole text, not by a dictionary in one
-- word: `unaccent` makes an apostrophe of U+02BC and two words of U+0149, and a lexeme must hold nothing but letters
-- and digits. What is no letter or digit, each kind of apostrophe among it, becomes a blank.

-- A text with signs beyond those of `archive_words`. The builtin collation pg_c_utf8 knows the letters of every script
-- whatever the locale of the database, and never changes with the operating system.
CREATE FUNCTION archive_folded(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(
        unaccent(regexp_replace(
            -- Marks that stand above or below a letter (accents that NFC leaves alone, variation selectors).
            regexp_replace(
                normalize(
                    -- Format characters: soft hyphen, zero-width signs, directions.
                    regexp_replace(
                        $1 COLLATE pg_catalog.pg_c_utf8,
                        '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]', '', 'g'
                    ),
                    NFC
                ),
                '[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]',
                '', 'g'
            ),
            -- Letters that are read as an apostrophe or another accent that stands alone, though Unicode calls them
            -- letters: spacing modifier letters, high tone apostrophes of NKo, saltillo.
            '[^[:alnum:]]|[\u02b9-\u02bf\u02c6-\u02cf\u02ee\u07f4\u07f5\ua78b\ua78c]', ' ', 'g'
        )),
        '[^[:alnum:]]', ' ', 'g'
    );

-- Most texts have no sign but those of English: these need none of that.
CREATE OR REPLACE FUNCTION archive_words(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN $1 COLLATE pg_catalog.pg_c_utf8
            ~ '[^\u0001-\u007f\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7–—‘’“”•…€]'
            THEN archive_folded($1)
        ELSE regexp_replace($1 COLLATE pg_catalog.pg_c_utf8, '[^0-9A-Za-z]', ' ', 'g')
    END;

-- A lexeme has at most 2,046 bytes, and a longer one is an error: of a word of more than 200 letters the rest is cut
-- off, in texts and queries alike. It stays one word, so that the places of the words after it stay true.
CREATE FUNCTION archive_shortened(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN $1 ~ '[^ ]{201}' THEN regexp_replace($1, '([^ ]{200})[^ ]+', '\1', 'g')
        ELSE $1
    END;

-- Small letters are made by that collation, too: the dictionaries use the locale of the database, in which a capital
-- letter beyond ASCII may have no small one.
CREATE OR REPLACE FUNCTION archive_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT (
            to_tsvector('archive', words)::text
            || replace(' ' || to_tsvector('archive_exact', words)::text, ' ''', ' ''=')
        )::tsvector
        FROM (
            SELECT archive_shortened(lower(archive_words($1) COLLATE pg_catalog.pg_c_utf8)) AS words OFFSET 0
        ) AS folded
    );

ALTER TEXT SEARCH CONFIGURATION archive ALTER MAPPING FOR asciiword, word, numword WITH archive_english;
ALTER TEXT SEARCH CONFIGURATION archive_exact ALTER MAPPING FOR asciiword, word, numword WITH simple;

-- Only texts with other signs, or with such a word, can be indexed otherwise than before. The triggers keep lexemes and
-- entries true.
UPDATE reports_paragraph SET text = text
    WHERE text COLLATE pg_catalog.pg_c_utf8
            ~ '[^\u0001-\u007f\u00a0-\u00a9\u00ab\u00ac\u00ae-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7–—‘’“”•…€]|[0-9A-Za-z]{201}'
        AND search_vector IS DISTINCT FROM archive_vector(text);

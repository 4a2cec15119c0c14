-- Words whose stem would mislead, and the word that each is indexed by instead.
--
-- Irregular plurals have the stem of one form: child and children, person and people, foot and feet.
-- Words that the stemmer (Snowball, English) throws together though they mean different things are
-- kept apart: several from severe, informal from information, relatives from relations. The list was
-- mined from the stems of 7,650 numbered paragraphs and read by eye. The rarer word of a pair has a
-- stem of its own, with a q that ends no English word and that the stemmer leaves alone.
--
-- Words as they are written are indexed as before: only stems change.
CREATE FUNCTION archive_forms() RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{
    "accordingly":"accordinglyq", "accountabilities":"accountabilityq",
    "accountability":"accountabilityq", "accountable":"accountabilityq", "active":"activeq",
    "actively":"activeq", "affection":"affectionq", "affectionate":"affectionq",
    "affectionately":"affectionq", "allowance":"allowanceq", "allowances":"allowanceq",
    "approachability":"approachableq", "approachable":"approachableq", "assistant":"assistantq",
    "assistants":"assistantq", "author":"authorq", "authored":"authorq", "authors":"authorq",
    "barely":"barelyq", "busier":"busyq", "busiest":"busyq", "busy":"busyq", "careful":"carefulq",
    "carefully":"carefulq", "chairman":"chairmen", "child":"children", "compass":"compassq",
    "compasses":"compassq", "compete":"competeq", "competed":"competeq", "competes":"competeq",
    "competing":"competeq", "confide":"confideq", "confided":"confideq", "confides":"confideq",
    "confiding":"confideq", "considerable":"considerableq", "considerably":"considerableq",
    "considerate":"considerateq", "considerately":"considerateq", "construct":"constructq",
    "constructed":"constructq", "constructing":"constructq", "construction":"constructq",
    "constructs":"constructq", "converse":"converseq", "conversely":"converseq",
    "conversion":"conversionq", "conversions":"conversionq", "crises":"crisis",
    "criterion":"criteria", "curriculum":"curricula", "customer":"customerq",
    "customers":"customerq", "decisive":"decisiveq", "decisively":"decisiveq",
    "decisiveness":"decisiveq", "department":"departmentq", "departmental":"departmentq",
    "departments":"departmentq", "design":"designq", "designed":"designq", "designer":"designq",
    "designers":"designq", "designing":"designq", "designs":"designq", "diagnoses":"diagnosis",
    "direction":"directionq", "directional":"directionq", "directions":"directionq",
    "directive":"directiveq", "directives":"directiveq", "diversion":"diversionq",
    "diversionary":"diversionq", "diversions":"diversionq", "effect":"effectq",
    "effected":"effectq", "effects":"effectq", "elect":"electq", "elected":"electq",
    "electing":"electq", "election":"electq", "elections":"electq", "elector":"electq",
    "electorate":"electq", "electors":"electq", "elects":"electq", "emergencies":"emergencyq",
    "emergency":"emergencyq", "evening":"eveningq", "evenings":"eveningq", "except":"exceptq",
    "exception":"exceptq", "exceptions":"exceptq", "exclusive":"exclusiveq",
    "exclusively":"exclusiveq", "expectant":"expectantq", "extremism":"extremismq",
    "extremist":"extremismq", "extremists":"extremismq", "foot":"feet", "gentleman":"gentlemen",
    "godchild":"godchildren", "government":"governmentq", "governmental":"governmentq",
    "governments":"governmentq", "grandchild":"grandchildren", "halves":"half", "hardly":"hardlyq",
    "hospitable":"hospitalityq", "hospitality":"hospitalityq", "hypotheses":"hypothesis",
    "informal":"informalq", "informality":"informalq", "informally":"informalq",
    "initiate":"initiateq", "initiated":"initiateq", "initiates":"initiateq",
    "initiating":"initiateq", "initiation":"initiateq", "initiative":"initiativeq",
    "initiatives":"initiativeq", "instrumental":"instrumentalq", "integral":"integralq",
    "integrally":"integralq", "integrity":"integrityq", "international":"internationalq",
    "internationally":"internationalq", "judicious":"judiciousq", "judiciously":"judiciousq",
    "knives":"knife", "lately":"latelyq", "layperson":"laypeople", "likely":"likelyq",
    "lively":"livelyq", "loneliness":"lonelyq", "lonely":"lonelyq", "major":"majorq", "man":"men",
    "medication":"medicationq", "medications":"medicationq", "minor":"minorq", "minors":"minorq",
    "morale":"moraleq", "nationalities":"nationalityq", "nationality":"nationalityq",
    "nearly":"nearlyq", "object":"objectq", "objected":"objectq", "objecting":"objectq",
    "objection":"objectq", "objections":"objectq", "objects":"objectq", "optimal":"optimalq",
    "optimally":"optimalq", "person":"people", "persons":"people", "policeman":"policemen",
    "policewoman":"policewomen", "position":"positionq", "positioned":"positionq",
    "positioning":"positionq", "positions":"positionq", "practicable":"practicableq",
    "practical":"practicalq", "practicalities":"practicalq", "practicality":"practicalq",
    "practically":"practicalq", "product":"productq", "productive":"productiveq",
    "productively":"productiveq", "productivity":"productiveq", "products":"productq",
    "provisional":"provisionalq", "provisionally":"provisionalq", "reasonable":"reasonableq",
    "reasonableness":"reasonableq", "reasonably":"reasonableq", "receptive":"receptiveq",
    "relative":"relativeq", "relatively":"relativelyq", "relatives":"relativeq",
    "resolute":"resoluteq", "resolutely":"resoluteq", "respective":"respectiveq",
    "respectively":"respectiveq", "responsibilities":"responsibilityq",
    "responsibility":"responsibilityq", "responsible":"responsibleq", "responsibly":"responsibleq",
    "salesperson":"salespeople", "schoolchild":"schoolchildren", "sever":"severq",
    "several":"severalq", "severance":"severq", "severed":"severq", "severing":"severq",
    "severs":"severq", "sexuality":"sexualityq", "shortly":"shortlyq", "stepchild":"stepchildren",
    "succession":"successionq", "successive":"successionq", "successively":"successionq",
    "sufficiency":"sufficiencyq", "thieves":"thief", "thought":"thoughtq", "thoughts":"thoughtq",
    "timely":"timelyq", "tooth":"teeth", "traveler":"travellerq", "travelers":"travellerq",
    "traveller":"travellerq", "travellers":"travellerq", "underlying":"underlyingq",
    "universities":"universityq", "university":"universityq", "virtually":"virtuallyq",
    "willing":"willingq", "willingly":"willingq", "willingness":"willingq", "wives":"wife",
    "woman":"women"
    }'::jsonb;

-- A text of small letters, digits and blanks, each such word replaced; the number of words stays.
CREATE FUNCTION archive_formed(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT coalesce(
            string_agg(coalesce(archive_forms() ->> word, word), ' ' ORDER BY place), ''
        )
        FROM string_to_table($1, ' ') WITH ORDINALITY AS each (word, place)
    );

CREATE OR REPLACE FUNCTION archive_vector(text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT (
            to_tsvector('archive', archive_formed(words))::text
            || replace(' ' || to_tsvector('archive_exact', words)::text, ' ''', ' ''=')
        )::tsvector
        FROM (
            SELECT archive_shortened(lower(archive_words($1) COLLATE pg_catalog.pg_c_utf8)) AS words OFFSET 0
        ) AS folded
    );

-- Only paragraphs with such a word are indexed otherwise than before. The triggers keep lexemes and
-- entries true.
UPDATE reports_paragraph SET text = text
    WHERE search_vector IS DISTINCT FROM archive_vector(text);

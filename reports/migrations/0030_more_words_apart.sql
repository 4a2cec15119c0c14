-- More words that the stemmer throws together with others though they mean different things, as in
-- migration 0022: offices from officers, localities from local, missed from missing. The stems of
-- all words of 15,620 paragraphs were read by eye. The rarer word of a pair has a stem of its own.
CREATE FUNCTION archive_more_forms() RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN '{
    "affordability":"affordableq", "affordable":"affordableq", "applicability":"applicableq",
    "applicable":"applicableq", "boarder":"boardingq", "boarders":"boardingq",
    "boarding":"boardingq", "briefed":"briefingq", "briefing":"briefingq", "briefings":"briefingq",
    "caseworker":"caseworkerq", "caseworkers":"caseworkerq", "collective":"collectiveq",
    "collectively":"collectiveq", "consequent":"consequentq", "consequently":"consequentq",
    "consist":"consistq", "consisted":"consistq", "consisting":"consistq", "consists":"consistq",
    "consultancies":"consultantq", "consultancy":"consultantq", "consultant":"consultantq",
    "consultants":"consultantq", "continuities":"continuityq", "continuity":"continuityq",
    "corporation":"corporationq", "corporations":"corporationq", "correspondence":"correspondenceq",
    "correspondences":"correspondenceq", "critic":"criticismq", "criticism":"criticismq",
    "criticisms":"criticismq", "critics":"criticismq", "directorate":"directorateq",
    "directorates":"directorateq", "discretion":"discretionq", "discretionary":"discretionq",
    "effecting":"effectq", "evident":"evidentq", "evidently":"evidentq", "execute":"executeq",
    "executed":"executeq", "executes":"executeq", "executing":"executeq", "execution":"executeq",
    "experiment":"experimentq", "experimental":"experimentq", "experimented":"experimentq",
    "experimenting":"experimentq", "experiments":"experimentq", "extension":"extensionq",
    "extensions":"extensionq", "formation":"formationq", "formations":"formationq",
    "founded":"foundedq", "founder":"foundedq", "founders":"foundedq", "founding":"foundedq",
    "generation":"generationq", "generational":"generationq", "generationally":"generationq",
    "generations":"generationq", "handful":"handfulq", "handfuls":"handfulq", "helpful":"helpfulq",
    "helpfully":"helpfulq", "helpfulness":"helpfulq", "import":"importq", "imported":"importq",
    "importing":"importq", "imports":"importq", "incidence":"incidenceq", "incidences":"incidenceq",
    "inspectorate":"inspectorateq", "inspectorates":"inspectorateq", "intern":"internq",
    "interns":"internq", "judgemental":"judgementalq", "judgmental":"judgementalq",
    "kindness":"kindnessq", "kindnesses":"kindnessq", "localities":"localityq",
    "locality":"localityq", "manageability":"manageableq", "manageable":"manageableq",
    "manageably":"manageableq", "markedly":"markedlyq", "mindful":"mindfulq",
    "mindfulness":"mindfulq", "miss":"missq", "missed":"missq", "misses":"missq",
    "office":"officeq", "offices":"officeq", "ons":"onsq", "organ":"organq", "organs":"organq",
    "personalities":"personalityq", "personality":"personalityq", "presently":"presentlyq",
    "proceed":"proceedq", "proceeded":"proceedq", "proceeds":"proceedq", "prospect":"prospectq",
    "prospects":"prospectq", "provider":"providerq", "providers":"providerq",
    "publication":"publicationq", "publications":"publicationq", "publicity":"publicityq",
    "purposeful":"purposefulq", "purposefully":"purposefulq", "purposefulness":"purposefulq",
    "reference":"referenceq", "referenced":"referenceq", "references":"referenceq",
    "referencing":"referenceq", "resourceful":"resourcefulq", "resourcefully":"resourcefulq",
    "resourcefulness":"resourcefulq", "restoration":"restoreq", "restore":"restoreq",
    "restored":"restoreq", "restores":"restoreq", "restoring":"restoreq", "seconded":"secondedq",
    "secondee":"secondedq", "secondees":"secondedq", "secondment":"secondedq",
    "secondments":"secondedq", "systemic":"systemicq", "systemically":"systemicq",
    "unite":"unitedq", "united":"unitedq", "unites":"unitedq", "uniting":"unitedq",
    "useful":"usefulq", "usefully":"usefulq", "usefulness":"usefulq"
    }'::jsonb;

CREATE OR REPLACE FUNCTION archive_formed(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (
        SELECT coalesce(
            string_agg(
                coalesce(archive_forms() ->> word, archive_more_forms() ->> word, word),
                ' ' ORDER BY place
            ), ''
        )
        FROM string_to_table($1, ' ') WITH ORDINALITY AS each (word, place)
    );

-- Only paragraphs with such a word are indexed otherwise than before. The triggers keep lexemes and
-- entries true.
UPDATE reports_paragraph SET text = text
    WHERE search_vector @@ (
        SELECT string_agg(quote_literal('=' || word), ' | ')::tsquery
        FROM jsonb_object_keys(archive_more_forms()) AS word
    );

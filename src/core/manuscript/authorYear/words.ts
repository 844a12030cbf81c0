/*
 * Words that look like surnames before a year and are none, and words that names are made of. Lower case,
 * without accents. Precision comes first: a person called "May" or "London" is cited by `et al.` or with a
 * co-author, where most of this list does not apply.
 */

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

/** What stands before a surname and belongs to it ("van der Kolk", "de la Torre"). */
export const particles: ReadonlySet<string> = new Set(
  words(
    "van von der den dem des de del della dello degli dei di da dal dalla das do dos du la le les lo los las l' d' 't " +
      'ten ter te thor zu zum zur zer af av al el bin ibn ben abu st saint mac mc y e vom',
  ),
);

/** Names of months and days. These are never surnames here, whoever else is named beside them. */
const calendarWords: ReadonlySet<string> = new Set(
  words(`january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
    spring summer autumn fall winter easter christmas`),
);

/** Parts of documents and of studies: "Figure", "Phase", "Study". Never surnames here. */
const partWords: ReadonlySet<string> = new Set(
  words(`figure figures fig figs table tables tab box boxes panel scheme plate chart chapter chapters section sections
    appendix appendices supplement supplementary note notes footnote equation equations eq eqs lemma theorem
    page pages volume vol issue number no nr part parts item items line step steps stage stages phase phases
    study studies experiment experiments trial trials cohort cohorts sample samples wave waves group groups arm arms
    visit day days week weeks month months year years aim aims hypothesis model models version versions edition
    revision draft update release session sessions block blocks task tasks condition conditions case cases
    protocol protocols example question criterion criteria category level type class grade score scale factor
    method methods result results discussion conclusion conclusions introduction background abstract summary
    dataset data database software package total mean median range approximately circa ca about n p df
    class type level baseline`),
);

/** Words that begin sentences or join them. Never surnames here. */
const functionWords: ReadonlySet<string> = new Set(
  words(`a an the this that these those it its he she they we you i our their his her there here who which what when
    where while whereas why how if then than thus hence so as at by for from in into of off on onto or out over per
    since through throughout till to toward towards under until up upon via with within without about above across
    after against along among around before behind below beneath beside besides between beyond but and nor not only
    both either neither each every all any some many most more much few fewer less least several other others another
    such same own no none one two three four five six seven eight nine ten first second third finally lastly firstly
    secondly thirdly next later earlier early late recently previously formerly originally initially subsequently
    eventually currently today now again also too however moreover furthermore nevertheless nonetheless therefore
    consequently accordingly additionally similarly likewise conversely instead indeed importantly notably
    interestingly surprisingly unfortunately remarkably specifically especially particularly generally typically
    usually often sometimes overall meanwhile otherwise alternatively although though because despite during
    except following given including notwithstanding owing regarding concerning according based using see cf compare
    e.g i.e eg ie etc viz ibid idem reviewed adapted modified reproduced reprinted revised updated published
    is are was were be been being has have had do does did can could may might must shall should will would
    consistent unlike like contrary together further even yet still just once whether unless building
    drawing extending replicating confirming supporting interestingly as well author authors editor editors eds ed
    press accessed retrieved available copyright since`),
);

/** Places. A narrative "London (1999)" is far more often the city than an author. */
const placeWords: ReadonlySet<string> = new Set(
  words(`london paris berlin munich hamburg vienna zurich geneva basel bern rome milan madrid barcelona lisbon
    amsterdam rotterdam utrecht brussels copenhagen stockholm oslo helsinki dublin edinburgh glasgow oxford cambridge
    manchester moscow athens warsaw prague budapest istanbul jerusalem cairo delhi mumbai bangalore beijing shanghai
    tokyo kyoto osaka seoul singapore sydney melbourne toronto montreal vancouver ottawa boston chicago philadelphia
    baltimore houston atlanta seattle angeles francisco diego york haven bethesda washington pittsburgh
    europe european asia africa america american americas australia canada mexico brazil argentina chile china japan
    korea india pakistan israel egypt turkey russia ukraine poland germany austria switzerland france italy spain
    portugal netherlands belgium denmark sweden norway finland iceland ireland scotland wales england britain
    greece hungary romania bulgaria croatia serbia iran iraq syria usa uk us eu states kingdom union republic zealand
    california texas florida massachusetts connecticut maryland pennsylvania michigan ohio illinois jersey carolina
    virginia georgia ontario quebec bavaria catalonia`),
);

/**
 * Organisations, publishers, products, instruments and common nouns that head sentences about samples and
 * drugs.
 */
const thingWords: ReadonlySet<string> = new Set(
  words(`university universities hospital hospitals clinic clinics college school department laboratory lab
    elsevier springer  nature science lancet cell neuron jama bmj plos biorxiv medrxiv pubmed medline embase
    cochrane psycinfo google windows office excel word matlab python stata prism graphpad spss sas r statistica
    declaration helsinki act law directive regulation regulations guideline guidelines report reports manual handbook
    dsm icd scid mini madrs hamd ham hdrs bdi ymrs panss caps nmda nmdar ampa gaba mri fmri pet eeg ect tms
    patients participants subjects controls volunteers individuals people persons women men children adolescents
    adults students veterans rats mice animals monkeys humans rodents males females cells neurons
    ketamine esketamine lithium placebo depression mdd ptsd schizophrenia anxiety stress glutamate serotonin dopamine
    covid sars war olympics congress conference meeting symposium workshop annual world global international national
    clinicaltrials prospero registry grant award contract cat lot batch model catalog catalogue
    journal journals letters archive archives act acts foundation fund register survey database biobank prize award
    scale scales inventory questionnaire checklist test battery interview schedule rating ratings index atlas
    medicine psychiatry neurology psychology neuroscience neuroimage cortex hippocampus addiction psychophysiology
    psychopharmacology neuropsychologia neuropsychology cognition emotion brain sleep stroke hypertension diabetes
    pediatrics paediatrics circulation epilepsia neuroreport
    corporation inc ltd gmbh llc co company pharmaceuticals pharma janssen pfizer sigma merck invitrogen roche
    north south east west northern southern eastern western central`),
);

/** The nouns that the name of a corporate author holds: "World Health Organization". */
export const corporateHeads: ReadonlySet<string> = new Set(
  words(`organization organisation association institute institutes society committee administration agency council
    group consortium collaboration collaborators department ministry academy foundation network office bureau center
    centre centers centres commission federation board service services initiative alliance authority panel
    investigators team taskforce programme program observatory`),
);

/** What may stand between the capitalised words of a corporate author. */
export const corporateLinks: ReadonlySet<string> = new Set(words('of for on the and in to with & de'));

/** Short names of corporate authors that are cited as such. Upper case. */
export const corporateShortNames: ReadonlySet<string> = new Set(
  words(
    'WHO APA NICE FDA EMA NIH NIMH NIDA CDC AMA SAMHSA CANMAT ISBD RANZCP BAP DGPPN AWMF NHS OECD UN UNICEF ' +
      'IHME GBD VA ICH EFSA AHRQ USPSTF IASP ILAE EQUATOR STROBE PGC ENIGMA',
  ),
);

/** Towns that are named for saints. */
const saintlyPlaces = /^(?:ste?\.?|saint) (?:louis|petersburg|gallen|andrews|paul|polten|helena|lucia)$/;

/** "Sun Young Park": months and days that are given names. "March-September" is one too. */
export const isCalendarWord = (word: string): boolean =>
  calendarWords.has(word) ||
  (/[-–]/.test(word) && word.split(/[-–]/).every((part) => calendarWords.has(part)));

export const isPlace = (word: string): boolean => placeWords.has(word);

/** Names of people that are places or things too: with `et al.` or a co-author they are people. */
export const isCommonWord = (word: string): boolean =>
  placeWords.has(word) || thingWords.has(word) || saintlyPlaces.test(word);

/** Words that begin or join sentences, and dates: no part of a name either. */
export const isFunctionWord = (word: string): boolean => functionWords.has(word) || isCalendarWord(word);

/** Words that are no surnames whatever stands beside them. */
export const isNeverSurname = (word: string): boolean =>
  functionWords.has(word) || isCalendarWord(word) || partWords.has(word);

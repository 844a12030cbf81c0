/**
 * How Britain spells what America spells otherwise, for words that are shown: each result is a word. Drawn up
 * from the differences that Oxford (New Hart's Rules, ch. 21) and AMA (Manual of Style 11, ch. 11) describe.
 * Left alone: words that both spell alike (neuron, homeostasis, fetal, sulfate, judgment) and those whose
 * spelling depends on the sense (program, license, practice).
 */
export const britishStems: readonly (readonly [american: RegExp, british: string])[] = [
  [/anesth/, 'anaesth'],
  [/behavior/, 'behaviour'],
  [/center(?=s?$)/, 'centre'],
  [/centered$/, 'centred'],
  [/fiber(?=s?$)/, 'fibre'],
  [/^color(?!a)/, 'colour'],
  [/^gray(?=s?$)/, 'grey'],
  [/tumor(?=s?$)/, 'tumour'],
  [/^hem(?=o|at|or)/, 'haem'],
  [/(isch|an|ur|glyc|lipid|natr|kal|bacter|prolactin|leuk)em(?=i[ac])/, '$1aem'],
  [/pediatr/, 'paediatr'],
  [/orthoped/, 'orthopaed'],
  [/^etiolog/, 'aetiolog'],
  [/gynecolog/, 'gynaecolog'],
  [/^estr(?=og|adi|us|ous)/, 'oestr'],
  [/edema(?=$|t)/, 'oedema'],
  [/^esophag/, 'oesophag'],
  [/diarrhea/, 'diarrhoea'],
  [/maneuver/, 'manoeuvre'],
  [/^labor(?=s?$|ed$|ing$)/, 'labour'],
  [/favor/, 'favour'],
  [/neighbor/, 'neighbour'],
  [/^(od|vap|rig|hum)or(?=s?$)/, '$1our'],
  [/(label|model|signal|channel|counsel|travel|level)(?=ed$|ing$|ers?$|ors?$)/, '$1l'],
  [/^enrollment/, 'enrolment'],
  [/^fulfill(?=$|s$|ment)/, 'fulfil'],
  [/^(de|of)fense/, '$1fence'],
  [/^skeptic/, 'sceptic'],
  [/^aging$/, 'ageing'],
  [/^analog(?=s?$)/, 'analogue'],
  [/(anal|paral|cata?l|hydrol|dial)yz(?=e|i)/, '$1ys'],
];

/** Words in -ize that are no verbs of that ending. */
export const izeExceptions = /^(?:(?:cap|down|full|mid|out|over|re|under|up)?siz|priz|seiz|maiz)/;

/** What is "iz" in America is "is" in the journals of Britain; New Hart's Rules has both. */
export const britishEnding = /iz(?=e$|e[ds]$|ers?$|ing$|ations?$|ational$|able$)/;

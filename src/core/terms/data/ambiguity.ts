/**
 * What keeps a glossary from being a nuisance. All of it is this project's own curation, made by asking of every
 * label of a pack "where else would a reader meet this?"; each list says what it does and why an item is on it.
 */

/**
 * Short forms that mean several things in medicine. They count only where the manuscript defines them, or where the
 * pack lists them in `safeShortForms`. Short forms of one or two letters are treated so without being listed.
 */
export const ambiguousShortForms: ReadonlySet<string> = new Set([
  'GAD', // generalized anxiety disorder; glutamic acid decarboxylase
  'CSP', // chronic stress pathology; cavum septum pellucidum; corticospinal pathway
  'DCS', // D-cycloserine; direct current stimulation; decompression sickness
  'MOA', // mechanism of action; memorandum of agreement
  'ADD', // attention deficit disorder; the verb
  'ALS', // amyotrophic lateral sclerosis; advanced life support
  'APA', // American Psychiatric, and American Psychological, Association
  'AUD', // alcohol use disorder; Australian dollar
  'BPD', // borderline personality, and bipolar, disorder; bronchopulmonary dysplasia
  'CAT', // computed tomography; cognitive analytic therapy
  'CPT', // cognitive processing therapy; continuous performance test
  'DBS', // deep brain stimulation; dried blood spot
  'DID', // dissociative identity disorder; difference in differences; the verb
  'FAS', // fetal alcohol syndrome; full analysis set
  'LTD', // long-term depression (of synapses); limited company
  'MCI', // mild cognitive impairment; minimum clinically important
  'MCT', // metacognitive therapy; medium-chain triglyceride
  'NAC', // N-acetylcysteine; shouted NAc
  'PCP', // phencyclidine; primary care physician
  'PDD', // pervasive developmental, persistent depressive, Parkinson's disease dementia
  'PPD', // postpartum depression; purified protein derivative
  'SAD', // seasonal affective, social anxiety disorder
  'SPD', // schizotypal personality, sensory processing disorder
  'SUD', // substance use disorder; subjective units of distress
]);

/**
 * Words and phrases of everyday or of general scientific English that packs also use as labels. They count only in
 * a manuscript that shows elsewhere, by an unmistakable term or one of the cues, that it is about this field: "the
 * depression in the lawn" stands in a text without one. Lower case, singular; variants and plurals follow.
 */
export const everydayLabels: ReadonlySet<string> = new Set([
  'depression',
  'depressed',
  'response',
  'responder',
  'remission',
  'relapse',
  'recovery',
  'dissociation',
  'replication',
  'replicated',
  'reproducible',
  'blinding',
  'masking',
  'double-blind',
  'efficacy',
  'serendipity',
  'serendipitous',
  'trauma',
  'stress',
  'arousal',
  'anxiety',
  'mania',
  'reward',
  'craving',
  'withdrawal',
  'tolerance',
  'placebo',
  'sham',
  'biomarker',
  'biological marker',
  'metabolite',
  'enantiomer',
  'stereoisomer',
  'intravenous',
  'intravenously',
  'intravenous infusion',
  'preclinical',
  'preclinical data',
  'preclinical research',
  'animal study',
  'animal studies',
  'pilot study',
  'pilot studies',
  'pilot findings',
  'case report',
  'effect size',
  'odds ratio',
  'number needed to treat',
  'standardized mean difference',
  'meta-analysis',
  'metaanalysis',
  'randomized controlled trial',
  'randomized clinical trial',
  'mechanism of action',
  'mechanisms of action',
  'treatment response',
  'clinical response',
  'clinical efficacy',
  'response biomarker',
  'structural remodeling',
  'chronic pain',
  'chronic stress',
  'repeated stress',
  'repeated stressors',
  'comorbidity',
  'comorbidities',
  'magnetic resonance imaging',
  'positron emission tomography',
  'downregulation',
  'disinhibition',
  'pharmacokinetics',
  'pharmacodynamics',
  'in vivo pharmacodynamics',
  'glycine',
  'glutamine',
  'neuroplasticity',
  'anti-tuberculosis',
]);

/** Short forms that texts of other fields use for the same or another thing: they ask for a cue as well. */
export const everydayShortForms: ReadonlySet<string> = new Set([
  'MRI',
  'PET',
  'RCT',
  'NNT',
  'SMD',
  'MRS',
  'ACC',
  'TCA',
  'OPC',
  'NAA',
  'TRD',
  'MDD',
  'OCD',
  'Glu',
  'Gln',
  'PFC',
  'GBC',
  'SCZ',
  'i.v.',
]);

/** Unmistakable words of the field that need not be terms of any pack: they show what a manuscript is about. */
export const fieldCues: readonly string[] = [
  'psychiatry',
  'psychiatric',
  'psychiatrist',
  'psychotherapy',
  'psychopathology',
  'psychopharmacology',
  'psychotropic',
  'neuropsychiatric',
  'antidepressive',
  'depressive',
  'depressive disorder',
  'depressive episode',
  'mood disorder',
  'anxiety disorder',
  'bipolar',
  'suicidality',
  'suicidal ideation',
  'mental disorder',
  'DSM-5',
  'DSM-5-TR',
  'DSM-IV',
  'DSM-IV-TR',
  'ICD-11',
  'neuroscience',
  'neurobiology',
  'neurobiological',
  'neuroimaging',
  'neurotransmitter',
  'neurotransmission',
  'synaptic',
  'patients with depression',
  'people with depression',
  'treatment of depression',
  'symptoms of depression',
  'history of depression',
  'electroconvulsive therapy',
  'transcranial magnetic stimulation',
];

/**
 * Phrases that hold a label and mean something else. They win as the longest match and are then dropped.
 */
export const otherMeanings: readonly string[] = [
  // depression that is no mood
  'long-term depression',
  'synaptic depression',
  'short-term depression',
  'spreading depression',
  'respiratory depression',
  'myocardial depression',
  'bone marrow depression',
  'marrow depression',
  'CNS depression',
  'ST depression',
  'ST-segment depression',
  'inbreeding depression',
  'paired-pulse depression',
  'freezing-point depression',
  'Great Depression',
  'economic depression',
  'depression of a key',
  'depression of the key',
  'depression of a lever',
  'depression of the lever',
  'depression of the pedal',
  'tropical depression',
  'depressed skull fracture',
  'depressed fracture',
  'depressed level of consciousness',
  // replication and response of other things
  'DNA replication',
  'RNA replication',
  'viral replication',
  'virus replication',
  'replication fork',
  'replication origin',
  'first responder',
  'response rate',
  'dose-response',
  // dissociation in chemistry and experiment
  'dissociation constant',
  'dissociation rate',
  'double dissociation',
  'dissociation of',
  'dissociation between',
  'equilibrium dissociation',
  'oxygen dissociation',
  // trauma of the body
  'head trauma',
  'blunt trauma',
  'blunt force trauma',
  'physical trauma',
  'surgical trauma',
  'trauma surgery',
  'trauma surgeon',
  'trauma centre',
  'birth trauma',
  // masking in perception
  'backward masking',
  'forward masking',
  'visual masking',
  'masking tape',
  'noise masking',
  'auditory masking',
  'masking noise',
  // enzymes, which are not what they make or break down
  'monoamine oxidase',
  'glutamic acid decarboxylase',
  'glutamate decarboxylase',
  'glutamate dehydrogenase',
  'glutamine synthetase',
  'dopamine beta-hydroxylase',
  // other
  'depression of the ST segment',
  'vaccine efficacy',
  'remission of sins',
  'TCA cycle',
  'PET bottle',
  'GM-CSF',
  'non-NMDA receptor',
  'non-NMDA glutamate receptor',
];

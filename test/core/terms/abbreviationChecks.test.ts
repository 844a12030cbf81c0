import { describe, expect, it } from 'vitest';
import type { Manuscript } from '../../../src/core/manuscript/types.ts';
import { findDefinitions } from '../../../src/core/terms/abbreviations/manuscriptAbbreviations.ts';
import {
  abbreviationFixes,
  abbreviationListFix,
  checkAbbreviations,
  checkTermVariants,
  termVariantFixes,
} from '../../../src/core/terms/index.ts';
import { markProblems } from '../../support/termMarks.ts';
import { applyEdits, parseByName, plainManuscript, shippedTerms } from '../../support/terms.ts';

const check = (source: string): void => {
  const { fixture, found } = markProblems(source);
  expect(found).toEqual(fixture.ranges);
};

/** The text after the first fix of the first problem. */
function fixed(text: string, options: { name?: string; fix?: number } = {}): string {
  const manuscript = options.name ? parseByName(options.name, text) : plainManuscript(text);
  const [problem] = [
    ...checkAbbreviations(manuscript, shippedTerms),
    ...checkTermVariants(manuscript, shippedTerms),
  ];
  const fixes = [
    ...abbreviationFixes(manuscript, problem!, shippedTerms),
    ...termVariantFixes(manuscript, problem!, shippedTerms),
  ];
  return applyEdits(text, fixes[options.fix ?? 0]!.edits ?? []);
}

describe('abbreviation checks', () => {
  it('ask for an explanation at first use, once', () => {
    check(`
      We studied XYZQ and the NMDAR. XYZQ again, NMDARs again.
                 ^^^^         ^^^^^ abbreviation-undefined
    `);
  });

  it('take names, ordinals, electrodes and words of the dictionary for no short forms', () => {
    for (const text of [
      'In the XVIIIth century it was known.',
      'We used caps of QRT Neuro here.',
      'The tracker (WQ Research Ltd., Bern) was used.',
      'We recorded at FCz and POz.',
      'It runs on NumPy, PyMC and FastPCA.',
      'They took the RFX-PI-3 and read QLOT Biology.',
      'The EEG and the MRI were normal, and the LCD was old.',
      'It came AFTER the others.',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
  });

  it('take versions, groups and parts with a number for what they are', () => {
    for (const text of [
      'A large language model (LLM) answers. We hand the text to the LLM (Llama3.2:3b), and the LLM answers.',
      'We compared cooling (EXP) and napping (CON). EXP won over CON in the control group (CON).',
      'Perceptible weighted imaging (PWI) is good. It was perceptibility weighted imaging (PWI), so PWI.',
      'Lobules VIIB, VIIIA and VIIIB of the cerebellum were thinner.',
      'RS4 and RS5 are low, RS9 is high, RS16 is mixed. Then comes the response style (RS16) beside RS13.',
    ]) {
      const problems = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
      expect(
        problems.filter((code) => code !== 'abbreviation-redefined'),
        text,
      ).toEqual([]);
    }
  });

  it('let a work be named by its authors', () => {
    check(`
      We took the Hale and Voss (HV) model. HV is good. It is the Hale and Voss (1998) model, and the Hale and Voss model. HV.
                                                                                                      ^^^^^^^^^^^^^ abbreviation-expanded-again
    `);
  });

  it('count a formula for a use', () => {
    const codes = (text: string) =>
      checkAbbreviations(parseByName('a.md', text), shippedTerms).map(({ code }) => code);
    expect(codes('We took running quiet economy (RQE). Then $EXP_{RQE} > 2$ holds.')).toEqual([]);
    expect(codes('We took running quiet economy (RQE). Then $x > 2$ holds.')).toEqual([
      'abbreviation-unused',
    ]);
  });

  it('let atlases, tools and guidelines have the name that they are looked for by', () => {
    for (const text of [
      'Regions came from the Quiet Lateral Tissue (QLT) atlas.',
      'Quick Linear Tests (QLT) is a toolbox for mood.',
      'We took Quick Linear Testing (QLT, https://qlt.example) for it.',
      'We followed the Quiet Laboratory Testing Guidelines (QLTG).',
      'We sought Quiet Laboratory Testing [QLT] terms in two databases.',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
    check(`
      It was a quiet lateral tilt (QLT) of the head.
                                   ^^^ abbreviation-unused
    `);
  });

  it('take the symbol of a gene in italics for no short form of the class before it', () => {
    const text =
      'Genes such as *TCF7* matter. Some code transcription factors (*TCF7*; *NRX2*). *TCF7* again.';
    expect(findDefinitions(parseByName('a.md', text))).toEqual([]);
    expect(findDefinitions(parseByName('a.md', 'Transcription factor 7 (*TCF7*).'))).toHaveLength(1);
  });

  it('leave the title of a work alone that is typed in the midst of a text', () => {
    const head = 'Experience sampling methods (ESM) are used. ESM helps.\n\n';
    const title = 'It follows Nour, S. R., & Vale, K. (2019). A guide to experience sampling methods. Mood.';
    expect(checkAbbreviations(plainManuscript(head + title), shippedTerms)).toEqual([]);
    expect(
      checkAbbreviations(plainManuscript(`${head}Of experience sampling methods we know.`), shippedTerms),
    ).toHaveLength(1);
  });

  it('let a long form stand that glosses its short form, and the class that it names one of', () => {
    const head = 'We use the partial ancestral graph (PAG). The PAG is known.\n\n';
    for (const text of [
      'It equals the PAG (i.e., partial ancestral graph: a class of graphs).',
      'There are other partial ancestral graph methods.',
    ])
      expect(checkAbbreviations(plainManuscript(head + text), shippedTerms), text).toEqual([]);
    expect(
      checkAbbreviations(plainManuscript(`${head}The partial ancestral graph is drawn.`), shippedTerms),
    ).toHaveLength(1);
  });

  it('leave a long form alone whose last word belongs to others', () => {
    for (const text of [
      'We use the quiet lateral tilt (QLT). The QLT is known.\n\nStudies of T1, T2* and quiet lateral tilt data.',
      'We use quiet-lateral-tilt (QLT) scans. QLT is known.\n\nA scan at quiet-lateral tilt strengths.',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
  });

  it('take a bracket with a value for an explanation where the words before it hold the letters', () => {
    const text =
      'It had a mean absolute error (MAE: 0.01).\n\nThe mean absolute error (MAE) is low. The MAE is good.';
    expect(checkAbbreviations(plainManuscript(text), shippedTerms)).toEqual([]);
  });

  it('let what is used in a heading, names a rating, or stands in thanks, be introduced', () => {
    for (const text of [
      'We took the quiet lower bound (QLB) of it.\n\n# Computing the QLB\n\nText.',
      'We took the Quiet Laboratory Rating (QLR) of all.',
      'All had a Quiet Laboratory Score (QLS) of three.',
      'The quiet lateral threshold (QLT) value was three.',
      'Quiet Lateral Affairs (QLA) paid. QLA read it.\n\nThe Department of Quiet Lateral Affairs did not.',
      'The authors acknowledge the support of the Quiet Laboratory Tests (QLTX) fund.',
    ])
      expect(checkAbbreviations(parseByName('a.md', text), shippedTerms), text).toEqual([]);
  });

  it('call no name idle: of an algorithm, a corpus, a journal, or what is better known by its short form', () => {
    for (const text of [
      'We used the Quick Lateral Unit (QLU) here.',
      'We used a quick lateral tilting (QLT) estimator here.',
      'We used the quick lateral tilting (QLT) method here.',
      'Loss fell under quick lateral propagation (QLProp).',
      'It was compiled just in time (jit) by us.',
      'Words came from the Quiet Lexicon Project (QLP).',
      'It appeared in *Quiet Letters of Therapy (QLT)*.',
      'An electrocardiogram (ECG) was normal.',
      'Samples of ovarian cancer (OV) were few.',
      'It was scored by the Ensembl variant effect predictor (VEP).',
      'It uses an algorithm, No-return lateral search [NRLS; 1].',
      'They took angle converting enzyme (ACE) inhibitors.',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
    check(`
      Words of inner quiet cells (IQCs), of quiet-tilt validity (QTV) and of the mean of quiet (MQ) are few.
                                  ^^^^ abbreviation-unused
                                                                 ^^^ abbreviation-unused
                                                                                                ^^ abbreviation-unused
    `);
  });

  it('ask for nothing among key words, in a headline in italics, of a gene, and of what all know', () => {
    for (const text of [
      '**Keywords:** XYZQ, quiet lateral tilt\n\nThe quiet lateral tilt (QLT). XYZQ is the quiet lateral tilt.'.replace(
        /XYZQ is.*/,
        'QLT rose.',
      ),
      '*Comparison of the QLT*\n\nA quiet lateral tilt (QLT). The QLT rose.',
      'The XML is old. An extensible markup language (XML).',
    ])
      expect(checkAbbreviations(parseByName('a.md', text), shippedTerms), text).toEqual([]);
  });

  it('take a word in capitals for no short form of itself', () => {
    const text = 'Of a left-tailed (LEFT), or both-tailed (TAIL) type.';
    expect(findDefinitions(plainManuscript(text))).toEqual([]);
    expect(findDefinitions(plainManuscript('A coherent map (COHM).'))).toHaveLength(1);
  });

  it('take a note of the front matter for no part of the text', () => {
    const text = (body: string) =>
      `---\nauthor-note:\n  disclosures:\n    data-sharing: It lies in the quiet letter framework (QLF).\n---\n\n${body}\n`;
    for (const body of ['Nothing.', 'It lies in the quiet letter framework (QLF). The QLF is good.'])
      expect(checkAbbreviations(parseByName('a.qmd', text(body)), shippedTerms), body).toEqual([]);
  });

  it('take a list of kinds, a mark of a reference manager and a list of counts for no introductions', () => {
    for (const text of [
      'We pooled the conditions (CD, UC, and none).',
      'As a recent number[RN33] has it.',
      'There were three RRs, or four (`x` RR) of them.',
    ])
      expect(findDefinitions(plainManuscript(text)), text).toEqual([]);
    expect(findDefinitions(plainManuscript('We saw coronary disease (CD, UC) often.'))).toHaveLength(1);
  });

  it('ask for no blank that is to be filled in, and for nothing in a statement on data and code', () => {
    for (const text of [
      'The project YYYYYY paid. YYYYYY is old. Yellow yaks yield yoghurt yearly, yes.',
      '# Data and code availability\n\nThe XYZQ holds it. XYZQ is open.',
    ])
      expect(checkAbbreviations(parseByName('a.md', text), shippedTerms), text).toEqual([]);
  });

  it('let the long form stand where it is named, and in a note that explains it', () => {
    for (const text of [
      'A quiet lateral tilt (QLT). The QLT rose. A method called single quiet lateral tilt fell.',
      'A Quiet Lateral Tilt (QLT). The QLT rose. We took the Multiple Quiet Lateral Tilt for it.',
      'The Committee on Quiet Tests (CQT) and the CQT say so (Committee on Quiet Tests, 2019).',
      'A quiet lateral tilt (QLT). The QLT rose (of the model, SG: Skip, QLT: quiet lateral tilt).',
      'A quiet lateral tilt (QLT). The QLT rose.\n\nThe quiet lateral tilt is a mean. QLT: quiet lateral tilt.',
    ])
      expect(checkAbbreviations(parseByName('a.md', text), shippedTerms), text).toEqual([]);
  });

  it('count no heading of the main text as a use in the abstract', () => {
    const text = '# Abstract\n\nWe took the quiet lower bound (QLB).\n\n# Computing the QLB\n\nText.';
    expect(checkAbbreviations(parseByName('a.md', text), shippedTerms).map(({ code }) => code)).toEqual([
      'abbreviation-unused',
    ]);
  });

  it('ask for no part of a short form that this part has spelled out', () => {
    const text = (long: string) =>
      `We took the ${long}. It was high.\n\n![Quiet rating curves (QRC) of all.](a.png)\n\nAll QRC were drawn; the AUQRC fell.`;
    const codes = (long: string) =>
      checkAbbreviations(parseByName('a.md', text(long)), shippedTerms).map(({ message }) => message);
    expect(codes('area under the quiet rating curve (AUQRC)')).toEqual([]);
    expect(codes('area')).not.toEqual([]);
  });

  it('know a short form that only a summary in another language spells out', () => {
    check(`
      The number of hours that people slept was less than the one they told of when they were awake.

      La prise en charge de la dépression est dans le trouble dépressif majeur (TDM) une question pour les patients.

      The TDM was rare, and the TDM is rare.
    `);
  });

  it('take no sentence for another language because it names authors and others', () => {
    check(`
      Stress acts through glutamate (Berman et al., 2000; Krystal et al., 2013). N-methyl-D-aspartate receptors (NMDARs) matter.

      We then looked at the NMDARs, and it was the NMDARs that were of use to the cells of the cortex.

      The N-methyl-D-aspartate receptors (NMDARs) were there.
                                          ^^^^^^ abbreviation-redefined
    `);
  });

  it('leave a paragraph in another language than the rest alone', () => {
    const german =
      'Die Elektrokonvulsionstherapie (EKT) wurde bei Menschen mit einer MDD und mit rTMS verglichen, und die Werte der HAMD sind bei der rTMS nicht besser als mit der EKT.';
    const english =
      'Electroconvulsive therapy (ECT) was given to the patients with major depressive disorder (MDD), and the course of MDD was better than that of the others. We gave ECT to all of them in the spring of the year.';
    const twice = `# Zusammenfassung\n\n${german}\n\n# Introduction\n\n${english}\n\n${english
      .replace(/ \(\w+\)/g, '')
      .replace('Electroconvulsive therapy', 'It')
      .replace('major depressive disorder', 'it')}`;
    expect(checkAbbreviations(parseByName('a.md', twice), shippedTerms)).toEqual([]);
    // Where all is of that language, no English is proposed.
    const messages = checkAbbreviations(parseByName('a.md', german), shippedTerms).map(
      ({ message }) => message,
    );
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter((message) => /write “/.test(message))).toEqual([]);
  });

  it('let a name go on that begins with a long form, and one that stands beside its short form', () => {
    const head =
      'We use the Monetary Choice Questionnaire (MCQ) and cyclic causal discovery (CCD). MCQ and CCD.\n\n';
    for (const text of [
      'It scores as the Monetary Choice Questionnaire\nAutomated Scorer does.',
      'Of the cyclic causal discovery methods such as the CCD algorithm, it is the fastest.',
      'Abbreviations: MCQ - The Monetary Choice Questionnaire. CCD - Cyclic causal discovery.',
    ])
      expect(checkAbbreviations(plainManuscript(head + text), shippedTerms), text).toEqual([]);
    for (const text of [
      'It scores as the Monetary Choice Questionnaire does.',
      'The Monetary Choice Questionnaire was read. The MCQ too.',
    ])
      expect(checkAbbreviations(plainManuscript(head + text), shippedTerms), text).toHaveLength(1);
  });

  it('leave notes of authors and of money out of what was said before', () => {
    const said =
      'It is by the Longitudinal Internet Studies for the Social Sciences (LISS) panel. LISS is old.';
    for (const text of [
      `# Author Note\n\n${said}\n\n# Methods\n\n${said}\n`,
      `# Methods\n\n${said}\n\n# Funding\n\n${said}\n`,
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
    const twice = `# Methods\n\n${said}\n\n# Results\n\n${said}\n`;
    expect(checkAbbreviations(plainManuscript(twice), shippedTerms)).toHaveLength(1);
  });

  it('let statistics and institutions be introduced for whoever reads their tables', () => {
    for (const text of [
      'We give odds ratios (OR) with 95 % confidence intervals (CI).',
      'It was asked of the Bank for Odd Settlements (BOS) and of the National Odd Data Archive (NODA).',
      'We searched the Cochrane Central Register of Controlled Trials (CENTRAL).',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
  });

  it('tell of a short form that is never used once', () => {
    const text = 'It gives the standard error of fits (SEF). The standard error of fits is small.';
    const found = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
    expect(found).toEqual(['abbreviation-unused']);
  });

  it('take no codes, no values and no other short form for a long form', () => {
    for (const text of [
      'Two weak items (XQP8, XQP12) were seen, and XQP8 again.',
      'Listwise deletion is unbiased whatever is missing (i.e., MCAR, MAR, MNAR).',
      'We made a Bangla form of the XPQ-RS (XPQ-RS-B).',
      'We took the comparative fit index (CFI). The CFI was high; both showed comparable fit (CFI = .96).',
    ]) {
      const codes = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
      expect(
        codes.filter((code) => code !== 'abbreviation-undefined'),
        text,
      ).toEqual([]);
    }
  });

  it('let headings, a gloss behind its short form and a list of references say a long form again', () => {
    const head = 'We use exploratory structural equation modeling (ESEM). ESEM is new, and ESEM is good.\n\n';
    for (const text of [
      '## Exploratory Structural Equation Modeling (ESEM)\n\nIt is new.',
      '**Preparing for Exploratory Structural Equation Modeling**\n\nIt is new.',
      'References\nAdey, R. (2009). Exploratory structural equation modeling. J Odd, 16(3), 397.',
      '**References**\n\nAdey, R. (2009). Exploratory structural equation modeling. J Odd, 16(3), 397.',
      'The group of REWARD (Reduce Research Waste and Reward Diligence) has an award.',
    ])
      expect(checkAbbreviations(plainManuscript(head + text), shippedTerms), text).toEqual([]);
    const again = 'References to it are many. Exploratory structural equation modeling is old.';
    expect(checkAbbreviations(plainManuscript(head + again), shippedTerms)).toHaveLength(1);
  });

  it('find a form explained by a longer one, and behind a trade mark', () => {
    const text = (abstract: string) =>
      `# Abstract\n\n${abstract}\n\n# Methods\n\nThe Big Odd Inventory-2 (BOI-2) and the Adolescent Brain Odd Development Study (ABOD) were used. BOI-2 is long, and ABOD too.\n`;
    for (const abstract of [
      'We took the Bangla Big Odd Inventory-2 (BOI-2-B). The BOI-2 is longer.',
      'The Adolescent Brain Odd Development&reg; (ABOD) Study is long, for ABOD is.',
      'The Adolescent Brain Odd Development® (ABOD) Study is long, for ABOD is.',
    ])
      expect(
        checkAbbreviations(plainManuscript(text(abstract)), shippedTerms).filter(
          ({ code }) => code === 'abbreviation-undefined',
        ),
        abstract,
      ).toEqual([]);
  });

  it('take no short form of several meanings for another spelling', () => {
    const text =
      'Depression and ketamine were studied in patients with schizophrenia. It was 3 (SE = 1) and 4 (SE = 2).\n\nIn structural equation models we found it; SEM can show more.';
    expect(checkTermVariants(plainManuscript(text), shippedTerms)).toEqual([]);
  });

  it('take letters that are shown inside words for no other spelling', () => {
    const text = 'A meta-analysis in depression. A meta-analysis: *m*eta *a*nalysis of ketamine.';
    expect(checkTermVariants(parseByName('a.md', text), shippedTerms)).toEqual([]);
  });

  it('take a letter that is large at the head of a sentence for no other spelling', () => {
    const text = (last: string) =>
      `In depression, p values of ketamine trials fell. *P* values are old. ${last}\n\n$P$ values of schizophrenia rose.`;
    const codes = (last: string) =>
      checkTermVariants(parseByName('a.md', text(last)), shippedTerms).map(({ code }) => code);
    expect(codes('So p values fell.')).toEqual([]);
    expect(codes('So the P values fell.')).toEqual(['term-variant']);
  });

  it('see no conflict in a long form that holds a part of its short form', () => {
    const text =
      'We use functional magnetic resonance imaging (fMRI). In functional MRI (fMRI), signals are slow. fMRI is old.';
    const codes = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
    expect(codes).not.toContain('abbreviation-conflict');
  });

  it('find what code prints used', () => {
    const text = 'It has a 95 % uncertainty interval (UI) and is young.\n\n';
    const codes = (source: string) =>
      checkAbbreviations(parseByName('a.qmd', source), shippedTerms).map(({ code }) => code);
    expect(codes(`${text}\`\`\`{r}\ntable(estimate = "Estimate (95% UI)")\n\`\`\`\n`)).toEqual([]);
    expect(codes(`${text}\`\`\`{r}\ntable(QUIT, "Estimate")\n\`\`\`\n`)).toEqual(['abbreviation-unused']);
  });

  it('take the end of a name for no use before the definition', () => {
    for (const text of [
      'It is built by Travis XQ. We use xenon quality (XQ), for XQ is cheap.',
      'It has two items (XQ–2) and more (XQ--7). We use xenon quality (XQ), for XQ is cheap.',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
  });

  it('count no edition of a scale as a spelling of another', () => {
    const text = 'The BDI-II and the BDI-II are longer than the BDI-I was.';
    expect(checkTermVariants(plainManuscript(text), shippedTerms)).toEqual([]);
  });

  it('count no compound before a noun as another spelling', () => {
    const text = 'Emotion regulation and emotion regulation: the emotion-regulation skills of all.';
    expect(checkTermVariants(plainManuscript(text), shippedTerms)).toEqual([]);
  });

  it('take the name of a scale for an explanation of its later edition', () => {
    const text =
      'The scale of inner quality (SIQ) is old. The SIQ-2 is new, the scale of inner quality (SIQ-2).';
    const codes = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
    expect(codes).not.toContain('abbreviation-used-before-definition');
  });

  it('count no spelling in a printed list of references', () => {
    const text = 'Gray matter and gray matter.\n\n# References\n\nBerg B. Grey matter. J. 1999.\n';
    expect(checkTermVariants(parseByName('a.md', text), shippedTerms)).toEqual([]);
  });

  it('see no conflict in another ending, and no definition in what starts with "both"', () => {
    for (const text of [
      'With electrooculography (EOG) and electrooculographic (EOG) traces. The EOG fell.',
      'With diffusion tensor imaging (DTI) and the diffusion tensor image (DTI). The DTI fell.',
      'The Brief Sleep Inventory (BSI) rose. They saw both sleep and irritation (BSI). The BSI fell.',
      'The area under the response curve (AURC) rose. The AURC fell. The area under response curves (AURC) rose.',
    ]) {
      const codes = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
      expect(codes, text).not.toContain('abbreviation-conflict');
    }
  });

  it.each([
    'A cap of QRT Neuro, of the U.S. Navy SEQLs, of a trial (deeqset GmbH, Bern).',
    'They took the NEQ-FFQ and read [TPQX-FSQ](https://example.org/x).',
    'Groups were negative (SQ+L-), positive (SQ+L+) or (SQ-L-).',
    'It stands in IEEE Trans. ASQP and in Proc. Natl. Acad. Sci. USX.',
    'Halas P, Nour S. The XYZQ scale. Rest Letters. 2018;3:1-9.',
    '> As the reviewer said, the XYZQ is unclear.',
    'Correspondence concerning this article should be sent to XYZQ 04-18, 48 Long Road.',
    'random effects log Gaussian count process model (RFX-LGCP). The RFX-LGCP fell; so did the LGCP.',
    'The DESIGQER pipeline, the FSQ software, an AWQ instance and NVQDIA’s CUQA; we flew from NYC to LA.',
    'KQS = Kolmogorov-Smirnov test; TQS = tail-sensitive bands. Simple FFNX: a feed forward network.',
    'It was approved (EQ/AQF25/4) by a board (NTX IRX-2022-187), and run with ATXC-seq.',
    'We would like to thank the team of XYZQ, and above all QZX.',
    'Dynamic causal models (DCMs) fit. DCMS of other kinds and DCMs too.',
    '# List of abbreviations\n\n| XYZQ | one thing |\n|---|---|\n| QZYX | another |\n\n# Text\n\nXYZQ and QZYX.',
  ])('ask for no explanation in %s', (text) => {
    const found = checkAbbreviations(parseByName('a.md', text), shippedTerms);
    expect(found.filter(({ code }) => code === 'abbreviation-undefined')).toEqual([]);
  });

  it('take a part of what is explained for explained', () => {
    for (const text of [
      'The NXDA receptor (NXDA-R). NXDA-R and NXDA fell.',
      'Gamma xenon beta acid (GXBA). GXBA fell, and GXBA-A rose.',
      'Mean independent component analysis (mean-ICA). The mean-ICA and the ICA fell.',
    ])
      expect(checkAbbreviations(plainManuscript(text), shippedTerms), text).toEqual([]);
  });

  it('read all files of a document', () => {
    const first = plainManuscript('Chronic stress pathology (CSP), sleep quality index (SQI). CSP.');
    const second = plainManuscript('CSP and SQI and XYZQ; sleep onset latency (SOL).');
    const third = plainManuscript('The XYZQ and the SOL.');
    const codes = (own: typeof first, beside: readonly (typeof first)[], before: typeof beside) =>
      checkAbbreviations(own, shippedTerms, { beside, before }).map(
        ({ code, start, end }) => `${code} ${own.text.slice(start, end)}`,
      );
    expect(codes(first, [second, third], [])).toEqual([]);
    expect(codes(second, [first, third], [first])).toEqual(['abbreviation-undefined XYZQ']);
    expect(codes(third, [first, second], [first, second])).toEqual([]);
    expect(codes(third, [], [])).toHaveLength(2);
  });

  it('find no idle definition where a longer form, a table or an institution needs it', () => {
    for (const text of [
      'The singular value decomposition (SVD) entropy, SVDEn, rose. SVDEn fell.',
      'The Dutch Committee on Tests (DCT) said so.',
      'They took the Eating Habits Test (EHT; Halas, 2015).',
      'One scan (echo time [ET] = 2 ms, repetition time [RT] = 2 s).',
      '# Acknowledgements\n\nWe thank the deep brain team (DBT).',
    ]) {
      const codes = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
      expect(codes, text).not.toContain('abbreviation-unused');
    }
  });

  it('find no long form said again where the text prefers it, or uses it in another one', () => {
    const again = `Functional connectivity (FC). FC.${' It is functional connectivity.'.repeat(3)}`;
    expect(checkAbbreviations(plainManuscript(again), shippedTerms)).toEqual([]);
    const other =
      'Functional connectivity (FC). FC. A coherence-based functional connectivity (COH). COH, FC.';
    expect(checkAbbreviations(plainManuscript(other), shippedTerms)).toEqual([]);
  });

  it('ask a figure to explain what its text does where others do, and none of a book', () => {
    const explained = '![Open-label phase (OLP), then the OLP again.](a.png)';
    const figures = [explained, explained, '![The FC.](b.png)'];
    const manuscript = (legends: readonly string[]) =>
      parseByName('a.md', `Functional connectivity (FC). FC.\n\n${legends.join('\n\n')}\n`);
    const codes = (legends: readonly string[], beside: Manuscript[] = []) =>
      checkAbbreviations(manuscript(legends), shippedTerms, { beside }).map(({ code }) => code);
    expect(codes(figures)).toEqual(['abbreviation-undefined']);
    expect(codes(figures, [plainManuscript('Another chapter.')])).toEqual([]);
    // An author who spells nothing out there, or seldom, has no such habit.
    expect(codes(['![The FC.](b.png)'])).toEqual([]);
    expect(codes(['![The FC.](b.png)', '![FC.](c.png)', explained])).toEqual([]);
  });

  it('find no long form said again in the name of a section', () => {
    const text = 'The event-related potential (ERP). The ERP rose (see Event-Related Potential above).';
    expect(checkAbbreviations(plainManuscript(text), shippedTerms)).toEqual([]);
  });

  it('offer no edit that would tear a citation apart', () => {
    const text = 'The Sleep Quality Index [SQI, @a] is old; the Sleep Quality Index (SQI) too. SQI.';
    const manuscript = parseByName('a.md', text);
    const problems = checkAbbreviations(manuscript, shippedTerms);
    expect(problems.map(({ code }) => code)).toEqual(['abbreviation-redefined']);
    const idle = parseByName('b.md', 'The sleep quality measure [SQM, @a] is old.');
    const [unused] = checkAbbreviations(idle, shippedTerms);
    expect(unused!.code).toBe('abbreviation-unused');
    expect(abbreviationFixes(idle, unused!, shippedTerms).flatMap(({ edits }) => edits ?? [])).toHaveLength(
      1,
    );
  });

  it('take a name that holds a short form, and a word explained where it stands, for no early use', () => {
    for (const text of [
      'The GAD–2 has two items. Generalized anxiety disorder (GAD) is common; GAD.',
      'CNN: the convolutional neural network. Here a convolutional neural network (CNN) runs. CNN.',
      'RNN: a deep recurrent neural network. Here a recurrent neural network (RNN) runs. RNN.',
      'The last CASQ contest (CASQ12) and CASQ.',
      'Ann B. Cole (A.B.C.) and Ann B. Cole (A.B.C.) wrote.',
    ]) {
      const codes = checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code }) => code);
      expect(
        codes.filter((code) => !/undefined|expanded/.test(code)),
        text,
      ).toEqual([]);
    }
  });

  it('do not know what another field explains, but where a pack knows the word', () => {
    const other = `A xenial yellow zebra queue. We ran the XYZQ, the XYZQ and the WXVQ on mRXA of mice and met an NMDAR. ${'The genome of the mouse was read again. '.repeat(60)}`;
    const words = (text: string) =>
      checkAbbreviations(plainManuscript(text), shippedTerms).map(({ start, end }) => text.slice(start, end));
    expect(words(other)).toEqual(['NMDAR']);
    expect(words(`${other} ${'Ketamine and glutamate in depression. '.repeat(10)}`)).toEqual([
      'XYZQ',
      'NMDAR',
    ]);
  });

  it('ask in a longer text for what no pack knows only where it is used again and is no name', () => {
    const long = 'Ketamine changes glutamate in depression, and so it goes on. '.repeat(40);
    const words = (text: string) =>
      checkAbbreviations(plainManuscript(`${text} ${long}`), shippedTerms).map(({ start, end }) =>
        text.slice(start, end),
      );
    expect(words('An XYZQ was met. PANSS scores fell.')).toEqual(['PANSS']);
    expect(words('The XYZQ is a xenial yellow-zebra queue. The XYZQ fell.')).toEqual(['XYZQ']);
    // Nothing in the text tells that it is short for words.
    expect(words('An XYZQ was met. The XYZQ fell, and of the zebra a queue.')).toEqual([]);
    expect(words('The FLASK ran, and FLASK ran. LXCaP cells and LXCaP. In area QT; QT.')).toEqual([]);
    // A short form that means several things is not known by the pack that has one of them.
    expect(words('One PPI was seen.')).toEqual([]);
  });

  it('say once what is undefined in the text and in its figures, and one scale once', () => {
    const text = 'The PANSS fell.\n\n![PANSS by week.](a.png)\n\nBDI-II and BDI.\n';
    const found = checkAbbreviations(parseByName('a.md', text), shippedTerms);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['PANSS', 'BDI-II']);
  });

  it('take commas for what parts the entries of a legend', () => {
    const text = '![**GPX**, globus pallidus xenos, **CNQ**, caudate nucleus quietus; CNQ.](a.png)';
    const defined = findDefinitions(parseByName('a.md', text));
    expect(defined.map(({ short, long }) => `${short}: ${long}`)).toEqual([
      'GPX: globus pallidus xenos',
      'CNQ: caudate nucleus quietus',
    ]);
  });

  it.each([
    ['a.md', 'PZQR fell.\n\n# Abbreviations\n\nPZQR\n:   some other thing\n'],
    ['a.md', 'PZQR fell.\n\n| Abbreviation | Meaning |\n|---|---|\n| PZQR | some other thing |\n'],
    ['a.typ', 'PZQR fell.\n\n/ PZQR: some other thing\n'],
    [
      'a.tex',
      'PZQR fell.\n\\section{Abbreviations}\n\\begin{tabular}{ll}PZQR & some other thing \\\\\\end{tabular}\n',
    ],
    [
      'a.md',
      '---\nacronyms:\n  keys:\n    - shortname: PZQR\n      longname: some other thing\n---\n\nPZQR fell.\n',
    ],
    ['a.qmd', '---\nacronyms:\n  pz: {short: PZQR, long: some other thing}\n---\n\nPZQR fell.\n'],
    ['a.md', '---\nacronyms:\n  PZQR: some other thing\n---\n\nPZQR fell.\n'],
  ])('take a list for what explains, whatever its letters: %s %j', (name, text) => {
    const manuscript = parseByName(name, text);
    expect(checkAbbreviations(manuscript, shippedTerms)).toEqual([]);
    expect(findDefinitions(manuscript)).toMatchObject([
      { short: 'PZQR', long: 'some other thing', listed: true },
    ]);
  });

  it('hold the words of a list against no definition of the text', () => {
    const text = 'Post zeta quick rating (PZQR). PZQR.\n\n# Abbreviations\n\nPZQR\n:   some other thing\n';
    expect(checkAbbreviations(parseByName('a.md', text), shippedTerms)).toEqual([]);
  });

  it('propose no English long form in a manuscript of another language', () => {
    const german = parseByName('a.md', '---\nlang: de\n---\n\nWir untersuchten NMDAR.\n');
    const [problem] = checkAbbreviations(german, shippedTerms);
    expect(problem!.message).toMatch(/in the settings/);
    expect(abbreviationFixes(german, problem!, shippedTerms).map(({ edits }) => edits)).toEqual([undefined]);
  });

  it('let institutions and those who pay stand, and no compound', () => {
    check(`
      Samples went from UCLA and MIT to UCSF, paid by NIDA and the DFG; NBQX was given, and XYZQ.
                                                                        ^^^^ abbreviation-undefined
                                                                                            ^^^^ abbreviation-undefined
    `);
  });

  it('see a use before the definition', () => {
    check(`
      CSP is common. Chronic stress pathology (CSP) is old.
      ^^^ abbreviation-used-before-definition
    `);
  });

  it('see a second definition, and another meaning', () => {
    check(`
      Chronic stress pathology (CSP). CSP is chronic stress pathology (CSP), or a cavum septum pellucidum (CSP).
                                                                       ^^^ abbreviation-redefined
                                                                                                           ^^^ abbreviation-conflict
    `);
  });

  it('offer the first meaning where a second one is the same in other words', () => {
    const text = 'Repetitive magnetic stimulation (RMS). RMS, and repeated magnetic stimuli (RMS).';
    const manuscript = plainManuscript(text);
    const problem = checkAbbreviations(manuscript, shippedTerms).find(
      ({ code }) => code === 'abbreviation-conflict',
    );
    const [fix] = abbreviationFixes(manuscript, problem!, shippedTerms);
    expect(fix?.title).toBe('If both mean the same: write “repetitive magnetic stimulation” here too');
    expect(fix?.preferred).toBeUndefined();
    expect(applyEdits(text, fix?.edits ?? [])).toContain('RMS, and repetitive magnetic stimulation (RMS).');
  });

  it('see long forms after the definition, and definitions without use', () => {
    check(`
      Chronic stress pathology (CSP) and a quiet lateral tilt (QLT). CSP is chronic stress pathology.
                                                               ^^^ abbreviation-unused
                                                                            ^^^^^^^^^^^^^^^^^^^^^^^^ abbreviation-expanded-again
    `);
  });

  it('let the long form stand where the short one would say less', () => {
    check(`
      Poor metabolizers (PMs), intermediate metabolizers (IMs) and ultrarapid metabolizers (UMs): PMs, IMs, UMs.
      There are poor, intermediate, and ultrarapid metabolizers. Cytochrome P450 (CYP): CYP is old, and so is
      cytochrome P450 *CYP2D6*. Poor metabolizers and ultrarapid metabolizers differ.
                                ^^^^^^^^^^^^^^^^^ abbreviation-expanded-again
                                                      ^^^^^^^^^^^^^^^^^^^^^^^ abbreviation-expanded-again
    `);
  });

  it('ask for no other place of what stands in quotation marks', () => {
    check(`
      We searched for “CSP,” "CSP" and \`\`CSP''. Chronic stress pathology (CSP) is old, and CSP grew. Again we
      searched for “chronic stress pathology (CSP).” He said "no": CSP is chronic stress pathology, not "yes".
                                                                          ^^^^^^^^^^^^^^^^^^^^^^^^ abbreviation-expanded-again
    `);
  });

  it('judge the abstract and the main text each by itself', () => {
    check(`
      # Abstract

      Chronic stress pathology (CSP); CSP.

      # Introduction

      CSP again.
      ^^^ abbreviation-undefined
    `);
  });

  it('ask in psychology for what packs know, and there alone', () => {
    const plain = 'The volunteers sat in a quiet room and looked at pictures of faces for some time. ';
    const some = 'They had schizophrenia and took antipsychotics. ';
    const use = 'A DMT study and a TMS study agreed, and XYZQ.\n\nThe DMT was long, and XYZQ too. ';
    const found = (text: string) =>
      checkAbbreviations(plainManuscript(text), shippedTerms).map(({ message }) => message.slice(0, 5));
    // Of another field, beside this one, of this one.
    expect(found(use + plain.repeat(40))).toEqual([]);
    expect(found(use + (plain.repeat(8) + some).repeat(6))).toEqual(['“DMT”', '“TMS”']);
    expect(found(use + some.repeat(60))).toEqual(['“DMT”', '“TMS”']);
  });

  it('take the end of a name for no short form of its own', () => {
    const some = 'Ketamine for schizophrenia and depression was accepted in principle. ';
    const text = `${some.repeat(40)}It was accepted by PCI-RR.`;
    expect(checkAbbreviations(plainManuscript(text), shippedTerms)).toEqual([]);
  });

  it('see introductions behind a dash, beside a stroke, and around a single letter', () => {
    const found = (text: string) =>
      checkAbbreviations(plainManuscript(text), shippedTerms).map(({ code, start, end }) => [
        code,
        text.slice(start, end),
      ]);
    const some = 'Ketamine for schizophrenia and depression was accepted. '.repeat(40);
    expect(
      found(`${some}We ran analyses (of odd component analysis - OCA, and more).\n\nThen OCA ran.`),
    ).toEqual([]);
    expect(found('An odd brain signature (OBS) was seen. The odd brain signature/OBS model ran.')).toEqual(
      [],
    );
    expect(
      found('Levels of catochrome c oxidase (COX) rose. COX fell, and catochrome c oxidase rose again.'),
    ).toEqual([['abbreviation-expanded-again', 'catochrome c oxidase']]);
  });

  it('know captions that an author’s own command prints', () => {
    const text = (body: string) =>
      `\\newcommand{\\figcap}[1]{\\caption[]{\\small #1}}\n\\begin{document}\nThe odd brain index (OBI) was low. OBI rose.\n\n${body}{The odd brain index (OBI).}\n\\end{document}\n`;
    expect(checkAbbreviations(parseByName('a.tex', text('\\figcap')), shippedTerms)).toEqual([]);
    expect(checkAbbreviations(parseByName('a.tex', text('\\other')), shippedTerms)).toMatchObject([
      { code: 'abbreviation-redefined' },
    ]);
  });

  it('know an abstract by its heading in every markup', () => {
    const first = 'The odd brain index (OBI) was low. The OBI rose.';
    const second = 'We measured the odd brain index (OBI). The OBI fell.';
    for (const [name, text] of [
      ['a.md', `# Abstract\n\n${first}\n\n# Introduction\n\n${second}\n`],
      ['a.typ', `= Abstract\n${first}\n\n= Introduction\n\n${second}\n`],
      ['a.typ', `= Title\n\n== Abstract <abs>\n\n=== Aim\n\n${first}\n\n== Introduction\n\n${second}\n`],
      [
        'a.tex',
        `\\begin{document}\n\\section*{Abstract}\n\n${first}\n\n\\section{Aims}\n\n${second}\n\\end{document}\n`,
      ],
      [
        'a.tex',
        `\\subsection{Abstract}\\label{abs}\n\\begin{quote}\n${first}\n\\end{quote}\n\n\\subsection{Aims}\n\n${second}\n`,
      ],
    ] as const) {
      expect(checkAbbreviations(parseByName(name, text), shippedTerms), text).toEqual([]);
      const twice = text.replace('Introduction', 'Abstract').replace('{Aims}', '{Abstract}');
      expect(checkAbbreviations(parseByName(name, twice), shippedTerms), twice).toMatchObject([
        { code: 'abbreviation-redefined' },
      ]);
    }
  });

  it('leave alone what journals leave alone', () => {
    check(`
      # CBTX in headings

      DNA, HIV, DSM-5, USA, PhD, 5 MHz, phase III, CYP2D6, AZD6765, MK-801, *COMT*, the SLCA gene, (WHOQ, 2019), New Haven, CT, by
      Duman RS, and NOT SHOUTED WORDS HERE [@ABCD2000] \`ABCD\`.

      # Author contributions

      CGAX and JHKX wrote.
    `);
  });

  it.each([
    'KETAMINE IN DEPRESSION: A REVIEW OF GLUTAMATE AND SYNAPTIC MODELS',
    'This is NOT A JOKE. WE DID NOT FIND IT.',
    'Records were searched for (SSRQ OR SNRQ) AND ("treatment" NOT XYZQ).',
    'See Table IIA, Eq. (AB) and Fig. BC.',
    'TNF-α, IFN-γ, NF-κB and TGF-beta rose; NaCl did not.',
    'Two reviewers (JHK and CGA) read all of it.',
    'Author contributions: JHK and GSX wrote it.',
    '**Funding.** NIMQ and VAXY paid.',
    '^1^ Department of Psychiatry, VAXY Connecticut, West Haven, CT 06516, USA',
    '2 VAXY Connecticut Healthcare System, West Haven, CT 06516, USA',
    'The STAR*D and the STAR\\*D trial.',
    'As DSM-IV-TR and DSM-5-TR say.',
    'Neither COMX nor 5-HTTLQR carriers gained; COMX, GRIX and BDNX genotypes did not matter.',
    'Serotonin (5-HT) and 17-OHP were measured.',
    'The CATIX and STAR*D trials, the ESCAPX-TRD trial and the PREVENX cohort agree.',
    'She took venlafaxine XR 150 mg and quetiapine XL 1.5 g (Ketalar, Acme Inc., NY).',
    'We declare no competing interests. RSAX is paid by VAXY.',
    'The rate ratio (RR 1.4, IQR 1.1–1.9) and AUC of 0.8 were stable; the EMA and the MHRA agree.',
    '---\nauthor:\n  - name: Rosa S. Adey\n  - Tom de Wit, MD\n---\n\nThen RSA read all; TdW and TDW did not.',
    '---\nauthor: R.-S. Adey and Q. Varga\n---\n\nThen RSA read all and QV none.',
    'Conceived the study: VAX RSQ. Performed the trials: RSQ.',
    'A sequence (QXR = 24 ms, QXE = 5 ms) on a QVE scanner ran.',
    'At either a high (HRQ) or a low (LRQ) risk quotient they were, and the LRQ fell.',
    'They met at the Centre for Early Crises (FXTZ), the FXTZ being near.',
    'The test of words (MQT-B; Adey, 2005) is old; the MQT-B is long.',
    'The dorsolateral and ventrolateral prefrontal (DLQFC, VLQFC) cortex, and the DLQFC alone.',
    'We drew data (designated XBQ, as ever) and XBQ.',
    'Transcranial direct xenon stimulation (tDXS) is safe. TDXS was given. tDXS ended.',
    'The medial quiet xenon cortex (mQXC) is part of the QXC. The mQXC rose.',
    'They saw the string ‘ZXPQDF’ in an ABCDE design.',
    'Paid for by MRG2014-00093-FXS and FXCT 026/2014.',
    'This work was supported by the XYZQ.',
    'The voxel based mapping [@a], [@b] (VBM) is new; VBM is old.',
    'Of Δ9-tetrahydroquinol (Δ9-THQ) there is more; THQ is old.',
    '[ANCOVA[a](#note) and AQC[b](#other)',
    'In imaging of attention and cognition in aging II (Craik FXM, Salthouse TX, eds).',
    'Zarate CX et al. (2006) saw it, and Smith-Jones QXR, et al. did not.',
  ])('leave alone names, codes and emphasis: %s', (text) => {
    expect(checkAbbreviations(parseByName('a.md', text), shippedTerms)).toEqual([]);
  });

  it.each([
    ['The departments of all centres, hospitals, and clinics of the XYZQ are large.', 'XYZQ'],
    ['Funding was short and the XYZQ was not.', 'XYZQ'],
    ['A HAM-Q17 and a GAD-7 were taken.', 'HAM-Q17 GAD-7'],
    ['In this table XYZQ is new.', 'XYZQ'],
    ['We gave A XYZQ and B.', 'XYZQ'],
    ['An XYZQ trial, and trials of XYZW.', 'XYZQ XYZW'],
    ['An XYZQ and two carriers.', 'XYZQ'],
    ['We declare that XYZQ fell.', 'XYZQ'],
    ['---\nauthor: Rosa S. Adey\n---\n\nThe ASR and the RSAX.', 'ASR RSAX'],
  ])('but not what only looks like them: %s', (text, expected) => {
    const found = checkAbbreviations(parseByName('a.md', text), shippedTerms);
    expect(found.map(({ start, end }) => text.slice(start, end)).join(' ')).toBe(expected);
  });

  it('know the initials of the authors in LaTeX and Typst', () => {
    const short = (name: string, text: string) =>
      checkAbbreviations(parseByName(name, text), shippedTerms).map(({ start, end }) =>
        text.slice(start, end),
      );
    const latex =
      '\\author{M.~K. Okon\\thanks{X Y.} \\and L.~Varga}\n\\begin{document}\nMKO and LV met XYZQ.\n\\end{document}';
    expect(short('a.tex', latex)).toEqual(['XYZQ']);
    const typst =
      '#show: article.with(authors: ((name: "Mary K. Okon"), (name: "L. Varga")))\n\nMKO and LV met XYZQ.';
    expect(short('a.typ', typst)).toEqual(['XYZQ']);
  });

  it('take the route behind a dose for notation', () => {
    check(`
      Ketamine 10 mg i.v. or 0.5 mg/kg i.v. first. An intravenous (i.v.) line; i.v. again.

      # Abstract

      We gave 10 mg i.v. of ketamine. An i.v. line was placed.
                                         ^^^^ abbreviation-undefined
    `);
  });

  it('leave alone code that LaTeX prints', () => {
    const text = 'We ran \\texttt{XYZQ} and XYZW.';
    const found = checkAbbreviations(parseByName('a.tex', text), shippedTerms);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['XYZW']);
  });

  it('allow what the user allows, and count as often as the user says', () => {
    const manuscript = plainManuscript('XYZQ. Chronic stress pathology (CSP); CSP once.');
    expect(checkAbbreviations(manuscript, shippedTerms, { allowed: ['XYZQ'] })).toEqual([]);
    const strict = checkAbbreviations(manuscript, shippedTerms, { allowed: ['XYZQ'], minimumUses: 3 });
    expect(strict.map(({ code }) => code)).toEqual(['abbreviation-unused']);
  });

  it('take a list of abbreviations as an explanation', () => {
    check(`
      The XYZQ is old.

      # Abbreviations

      XYZQ: xenon yields zero quarks
    `);
  });
});

describe('fixes', () => {
  it('spell out at first use what a pack knows', () => {
    expect(fixed('The NMDARs matter.')).toBe('The N-methyl-D-aspartate receptors (NMDARs) matter.');
    expect(fixed('Some (NMDAR) matter.')).toBe('Some (N-methyl-D-aspartate receptor [NMDAR]) matter.');
  });

  it('offer to allow what nobody knows', () => {
    const manuscript = plainManuscript('The XYZQ is old.');
    const [problem] = checkAbbreviations(manuscript, shippedTerms);
    expect(abbreviationFixes(manuscript, problem!, shippedTerms)).toEqual([
      expect.objectContaining({ allow: 'XYZQ' }),
    ]);
  });

  it('move the definition to the first use', () => {
    expect(fixed('CSP is common. Chronic stress pathology (CSP) is old.')).toBe(
      'Chronic stress pathology (CSP) is common. CSP is old.',
    );
  });

  it('contract, and take away what is idle', () => {
    expect(fixed('Chronic stress pathology (CSP). CSP is chronic stress pathology (CSP).')).toBe(
      'Chronic stress pathology (CSP). CSP is CSP.',
    );
    expect(fixed('NMDA receptors (NMDARs); NMDARs are NMDA receptors.')).toBe(
      'NMDA receptors (NMDARs); NMDARs are NMDARs.',
    );
    expect(fixed('A quiet lateral tilt (QLT) was normal.')).toBe('A quiet lateral tilt was normal.');
  });

  it.each([
    [
      'a.md',
      'Gamma-aminobutyric acid type A (GABA~A~) or gamma-aminobutyric acid type A (GABA~A~). GABA~A~.',
      'Gamma-aminobutyric acid type A (GABA~A~) or GABA~A~. GABA~A~.',
    ],
    [
      'a.md',
      '*N*-acetylaspartate (NAA) or *N*-acetylaspartate (NAA). NAA.',
      '*N*-acetylaspartate (NAA) or NAA. NAA.',
    ],
    [
      'a.md',
      'The 5-HT~2A~ and 5-hydroxytryptamine 2A (5-HT~2A~). 5-HT~2A~.',
      'The 5-hydroxytryptamine 2A (5-HT~2A~) and 5-HT~2A~. 5-HT~2A~.',
    ],
    [
      'a.tex',
      'The 5-HT\\textsubscript{2A} and 5-hydroxytryptamine 2A (5-HT\\textsubscript{2A}).',
      'The 5-hydroxytryptamine 2A (5-HT\\textsubscript{2A}) and 5-HT\\textsubscript{2A}.',
    ],
    [
      'a.tex',
      'The \\textsuperscript{13}C-MRS and carbon-13 magnetic resonance spectroscopy (\\textsuperscript{13}C-MRS).',
      'The carbon-13 magnetic resonance spectroscopy (\\textsuperscript{13}C-MRS) and \\textsuperscript{13}C-MRS.',
    ],
    ['a.md', 'The **N**-acetylaspartate (NAA) was low.', 'The **N**-acetylaspartate was low.'],
    [
      'a.md',
      'Some H<sub>2</sub>O<sub>2</sub> and gamma type A<sub>2</sub> (GTA<sub>2</sub>) was low.',
      'Some H<sub>2</sub>O<sub>2</sub> and gamma type A<sub>2</sub> was low.',
    ],
  ])('leave no mark of markup without its partner: %s %s', (name, text, expected) => {
    expect(fixed(text, { name })).toBe(expected);
  });

  it.each([
    ['An RCT.', 'A randomized controlled trial (RCT).'],
    ['An NMDAR.', 'An N-methyl-D-aspartate receptor (NMDAR).'],
    ['A HAMD.', 'A Hamilton Depression Rating Scale (HAMD).'],
    ['Plan A NMDAR.', 'Plan A N-methyl-D-aspartate receptor (NMDAR).'],
    ['Group_a RCT.', 'Group_a randomized controlled trial (RCT).'],
    [
      'Randomized controlled trial (RCT). It is a randomized controlled trial. RCT.',
      'Randomized controlled trial (RCT). It is an RCT. RCT.',
    ],
  ])('fit the article: %s', (text, expected) => {
    expect(fixed(text)).toBe(expected);
  });

  it.each([
    ['Ketamine fell. SAADs are old.', 'Ketamine fell. Slow-acting antidepressants (SAADs) are old.'],
    ['PFC is old.', 'Prefrontal cortex (PFC) is old.'],
    ['We saw it, e.g. PFC.', 'We saw it, e.g. prefrontal cortex (PFC).'],
    ['GABA is old.', 'Gamma-aminobutyric acid (GABA) is old.'],
    ['NMDAR is old.', 'N-methyl-D-aspartate receptor (NMDAR) is old.'],
    ['mTOR is old.', 'Mechanistic target of rapamycin (mTOR) is old.'],
    ['The CSP. Chronic stress pathology (CSP).', 'The chronic stress pathology (CSP). CSP.'],
    ['The HDS. Hamilton depression scale (HDS).', 'The Hamilton depression scale (HDS). HDS.'],
  ])('have the capital of the sentence: %s', (text, expected) => {
    expect(fixed(text)).toBe(expected);
  });

  it.each([
    [
      'a.md',
      'Ketamine hits an NMDAR. *N*-methyl-D-aspartate receptors (NMDARs) and NMDARs.',
      'Ketamine hits an N-methyl-D-aspartate receptor (NMDAR). NMDARs and NMDARs.',
    ],
    [
      'a.tex',
      'All NMDARs; the \\emph{N}-methyl-\\textsc{d}-aspartate receptors (NMDARs).',
      'All \\emph{N}-methyl-\\textsc{d}-aspartate receptors (NMDARs); the NMDARs.',
    ],
  ])('keep the number of the use and the markup of the definition: %s', (name, text, expected) => {
    expect(fixed(text, { name })).toBe(expected);
  });

  it('do not make a Greek letter a capital', () => {
    expect(fixed('Ketamine: γ-aminobutyric acid. Gamma-aminobutyric acid.')).toBe(
      'Ketamine: γ-aminobutyric acid. γ-aminobutyric acid.',
    );
  });

  it('escape what they write for the syntax', () => {
    const text = 'The \\emph{x} NMDAR.';
    expect(fixed(text, { name: 'a.tex' })).toBe('The \\emph{x} N-methyl-D-aspartate receptor (NMDAR).');
  });

  it('make a list of abbreviations before the references, and bring it up to date', () => {
    const text = '# Introduction\n\nChronic stress pathology (CSP).\n\n# References\n';
    const made = applyEdits(text, abbreviationListFix(parseByName('a.md', text))!.edits);
    expect(made).toBe(
      '# Introduction\n\nChronic stress pathology (CSP).\n\n# Abbreviations\n\n- **CSP**: Chronic stress pathology\n\n# References\n',
    );
    expect(abbreviationListFix(parseByName('a.md', made))).toBeUndefined();
  });

  it.each([
    ['a.tex', '\\begin{document}\nAlpha beta (AB).\n', '\\bibliography{x}\n\\end{document}\n'],
    ['a.tex', '\\begin{document}\nAlpha beta (AB).\n', '\\end{document}\n'],
    ['a.typ', 'Alpha beta (AB).\n\n', '#bibliography("x.bib")\n'],
  ])('put the list where it is printed: %s %s', (name, before, after) => {
    const text = before + after;
    const made = applyEdits(text, abbreviationListFix(parseByName(name, text))!.edits);
    expect(made.startsWith(before)).toBe(true);
    expect(made.endsWith(`\n\n${after}`)).toBe(true);
    expect(made).toContain('Abbreviations');
    const more = made.replace('(AB).', '(AB). Gamma delta (GD).');
    const updated = applyEdits(more, abbreviationListFix(parseByName(name, more))!.edits);
    expect(updated.endsWith(`\n\n${after}`)).toBe(true);
    expect(updated.match(/GD/g)).toHaveLength(2);
    expect(abbreviationListFix(parseByName(name, made))).toBeUndefined();
  });
});

describe('mixed spellings of a term', () => {
  it('are found at the rarer one', () => {
    check(`
      The N-methyl-D-aspartate receptor (NMDAR). NMDAR, NMDARs and NMDA-R; an NMDA receptor.
                                                                   ^^^^^^ term-variant
                                                                              ^^^^^^^^^^^^^ term-variant
    `);
    check(`
      Grey matter and ketamine; grey matter, gray matter.
                                             ^^^^^^^^^^^ term-variant
    `);
  });

  it('are no hyphens of compounds before the noun that they share, and no apostrophes', () => {
    for (const text of [
      'Ketamine and emotion regulation. We saw sleep-quality, emotion-regulation, or mood-tracking skills.',
      'Ketamine and emotion regulation; *emotion-regulation* skills, *emotion-regulation*\nskills.',
      "Ketamine: a Cohen's d of 1, a Cohen’s d of 2, a Cohen's d of 3.",
    ])
      expect(checkTermVariants(plainManuscript(text), shippedTerms), text).toEqual([]);
    check(`
      Ketamine and emotion regulation. It is for emotion-regulation.
                                                 ^^^^^^^^^^^^^^^^^^ term-variant
    `);
  });

  it('are counted, for neither is the usual one where both stand once', () => {
    const messages = checkTermVariants(
      plainManuscript(
        '# Abstract\n\nKetamine, grey matter, gray matter, grey matter.\n\n# Methods\n\nGray matter, grey matter.',
      ),
      shippedTerms,
    ).map(({ message }) => message);
    expect(messages).toEqual([
      'The abstract writes “grey matter” twice and “gray matter” once. Use one of them throughout.',
      'The text writes “gray matter” once and “grey matter” once. Use one of them throughout.',
    ]);
  });

  it('keep the number of what they replace', () => {
    const text = 'Stress acts on NMDARs. NMDARs are many, NMDA-Rs too.';
    const manuscript = plainManuscript(text);
    const [problem, ...others] = checkTermVariants(manuscript, shippedTerms);
    expect(others).toEqual([]);
    const [fix] = termVariantFixes(manuscript, problem!, shippedTerms);
    expect(applyEdits(text, fix!.edits!)).toBe('Stress acts on NMDARs. NMDARs are many, NMDARs too.');
  });

  it('are not other words of a term, and not capitals', () => {
    check(`
      Ketamine and NMDAR antagonists (not NMDAR antagonism): chronic stress, the journal Chronic Stress, functional MRI.
                   ^^^^^ abbreviation-undefined
    `);
    check(`
      Ketamine: the NMDAR antagonist, an NMDA receptor antagonist, NMDAR antagonist again. functional connectivity
                    ^^^^^ abbreviation-undefined
                                         ^^^^^^^^^^^^^^^^^^^^^^^^ term-variant
    `);
  });

  it('are replaced with the number and the capital of the text', () => {
    const text = 'The N-methyl-D-aspartate receptor (NMDAR). NMDAR, NMDAR; NMDA receptors.';
    expect(fixed(text)).toContain('; NMDARs.');
    expect(
      fixed('Ketamine: grey matter, grey matter. Gray matter, gray matter, grey matter.', { fix: 1 }),
    ).toBe('Ketamine: grey matter, grey matter. Grey matter, grey matter, grey matter.');
  });
});

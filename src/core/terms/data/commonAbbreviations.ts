/**
 * Short forms that journals let stand unexplained: the AMA Manual of Style (11th ed., 13.11) and the APA Publication
 * Manual (7th ed., 6.25 and 6.44: statistics, and what a dictionary lists as a word), degrees, registers, countries,
 * institutions and those who pay, and compounds whose letters are their name.
 */
export const commonAbbreviations: ReadonlySet<string> = new Set(
  `AIDS HIV DNA RNA mRNA cDNA IQ USA US UK EU UN AM PM AD BC BCE CE OK ID TV PC CD DVD CPU GPU
   SD SE SEM CI ANOVA ANCOVA MANOVA MANCOVA AIC BIC VS NS NA HR RR aOR aHR aRR CrI IQR ICC AUC RMSEA CFI TLI OLS PI
   NaCl KCl HCl LiCl NaOH KOH
   PhD MD MSc BSc MPH DPhil PharmD PsyD MBBS FRCPsych RN BA MA
   DSM DSM-5 DSM-5-TR DSM-IV DSM-IV-TR DSM-III ICD ICD-10 ICD-11 COVID COVID-19 SARS-CoV-2
   PubMed MEDLINE EMBASE CINAHL PROSPERO PRISMA CONSORT STROBE SPIRIT CARE MeSH DOI ISSN ISBN ORCID ISRCTN EudraCT NCT URL PDF
   WHO FDA EMA MHRA PMDA TGA CDC NICE NIH NIMH NIDA NIAAA NINDS NICHD NHGRI NHS NIHR MRC ERC DFG BMBF SNSF NSF NSFC CIHR NHMRC JSPS
   AHRQ SAMHSA PCORI INSERM CNRS UCL UCLA UCSF UCSD NYU MIT ETH EPFL LMU ACNP ECNP CINP
   NBQX CNQX DNQX PEAQX MPEP MTEP DHPG DCPG DPCPX
   SPSS SAS MATLAB STATA LaTeX BibTeX YAML JSON CSV HTML`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** Units with capitals (SI brochure; UCUM), which no one spells out behind a number. */
export const units: ReadonlySet<string> = new Set(
  'Hz kHz MHz GHz THz Pa kPa MPa mmHg Bq kBq MBq GBq Gy mGy Sv mSv mSV kV mV kVp mA kA mAs IU mIU mL dL uL nL pL fL mM uM nM pM mT kDa MDa kJ MJ kW MW dB GB MB KB TB kB Da eV keV MeV mEq mOsm AU BMI'
    .split(' ')
    .filter((unit) => unit !== 'BMI'),
);

/**
 * Short forms that a dictionary lists as words, so that a manuscript need not explain them (APA Publication Manual,
 * 7th ed., 6.25). A paper's own list of abbreviations may still hold them, so an import keeps them as candidates.
 */
export const dictionaryAbbreviations: ReadonlySet<string> = new Set(
  'EEG ECG EKG MRI REM CEO GPS LCD LED FAQ CSS XML DOCX API CC-BY CC'.split(' '),
);

/** Words that stand in capitals for emphasis or in logic, not as short forms. */
export const capitalWords: ReadonlySet<string> = new Set(
  `A AND OR NOT NO YES ALL ANY BOTH BUT FOR IF IN IS IT ITS NONE NOR OF ON ONLY THE THIS THAT TO VERY WAS WITH WITHOUT
   NEVER ALWAYS MUST SHOULD MAY CAN NOTE TODO FIXME DRAFT NEW OLD HOW WHY WHAT WHO WHEN AS AT BE BY DO GO HE SHE WE
   BACKGROUND OBJECTIVE OBJECTIVES AIM AIMS METHODS METHOD RESULTS CONCLUSION CONCLUSIONS DISCUSSION INTRODUCTION ABSTRACT DESIGN
   SETTING PARTICIPANTS INTERVENTION INTERVENTIONS FINDINGS INTERPRETATION FUNDING IMPORTANCE SIGNIFICANCE PURPOSE KEYWORDS TABLE FIGURE
   THESIS DEGREE MASTER DOCTOR SCIENCE PHILOSOPHY AFTER BEFORE SAME MORE LESS MOST LEAST EVERY EACH FIRST LAST ALSO JUST
   XOR NAND TRUE FALSE NULL`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

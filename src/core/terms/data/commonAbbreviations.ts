/** Short forms that a manuscript need not explain, each group with who says so. */

const listed = (...groups: readonly string[]): ReadonlySet<string> =>
  new Set(groups.flatMap((group) => group.split(/\s+/)).filter((word) => word !== ''));

/**
 * Words of English to a dictionary (APA Publication Manual, 7th ed., 6.25: entries that are not labelled as
 * abbreviations).
 */
const words =
  'AIDS HIV DNA RNA mRNA cDNA ATP ADP GTP cAMP cGMP PCR IgG IgA IgM IgE IQ USA US UK EU UN AM PM AD BC BCE CE OK ID TV PC CD DVD CPU GPU RAM ROM';
/** Statistics and their symbols (APA 7th ed., 6.44, Table 6.5). */
const statistics = `SD SE SEM CI ANOVA ANCOVA MANOVA MANCOVA AIC BIC VS NS NA HR RR OR aOR aHR aRR CrI IQR ICC AUC RMSEA CFI TLI OLS PI BF HSD MCMC SRMR GFI NFI NNFI`;
/** Chemical formulas (APA 7th ed., 6.30; AMA Manual of Style, 11th ed., 13.13). */
const formulas = 'NaCl KCl HCl LiCl NaOH KOH';
/** Degrees (AMA 11th ed., 13.1). */
const degrees = 'PhD MD MSc BSc MPH DPhil PharmD PsyD MBBS FRCPsych RN BA MA';
/** Classifications, diseases and registers that are known by these names (AMA 11th ed., 13.11). */
const names = `DSM DSM-5 DSM-5-TR DSM-IV DSM-IV-TR DSM-III ICD ICD-10 ICD-11 COVID COVID-19 SARS-CoV-2
   PubMed MEDLINE EMBASE CINAHL CENTRAL LILACS ERIC AMED PROSPERO PRISMA CONSORT STROBE SPIRIT CARE MeSH DOI ISSN ISBN ORCID ISRCTN EudraCT NCT URL PDF`;
/**
 * Reagents, markers and cells that sections on methods call by these names (AMA 11th ed., 13.11; the makers'
 * own names).
 */
const reagents = `GFP eGFP EGFP RFP BFP YFP CFP DAPI BSA PBS PBST TBS TBST FBS DMEM DMSO EDTA EGTA SDS SDS-PAGE PAGE HEPES PFA HEK
   HEK293 UTR UMAP`;
/** Tools for judging studies and reviews, which their makers name so (AMA 11th ed., 13.10). */
const appraisals =
  'GRADE GRADE-CERQual RoB RoB-2 ROBINS-I ROBINS-E ROBIS AMSTAR AMSTAR-2 QUADAS QUADAS-2 JBI CASP EQUATOR TRIPOD MOOSE';
/** Institutions and those who pay, whose short form is their name (AMA 11th ed., 13.8). */
const institutions = `WHO FDA EMA MHRA PMDA TGA CDC NICE NIH NIMH NIDA NIAAA NINDS NICHD NHGRI NHS NIHR MRC ERC DFG BMBF SNSF NSF NSFC CIHR NHMRC JSPS
   AHRQ SAMHSA PCORI INSERM CNRS UCL UCLA UCSF UCSD NYU MIT ETH EPFL LMU ACNP ECNP CINP
   NASA ESA NATO UNESCO UNICEF OECD NCBI NLM EBI EMBL BBC CNN IEEE ACM ISO`;
/**
 * Programs, formats, journals and makers: names as their owners write them (AMA 11th ed., 13.7 and 13.10).
 */
const products = `SPSS SAS MATLAB STATA TeX LaTeX BibTeX YAML JSON CSV HTML PLOS PNAS JAMA BMJ NEJM DICOM NIfTI ASCII USB HDMI
   AWS IBM GE DELL HP ASUS NVIDIA AMD SONY BMW BIOPAC OSX iOS
   SPM FSL AFNI ANTs MNI ICBM AAL EEGLAB`;
/** Places (AMA 11th ed., 13.5). */
const places = 'NYC LA SF DC UAE USSR NSW';
/** Legal forms of companies (AMA 11th ed., 13.7). */
const companies = 'GmbH LLC PLC KGaA SpA';

/** What tables of results are headed by. */
export const statisticAbbreviations: ReadonlySet<string> = listed(statistics);

export const commonAbbreviations: ReadonlySet<string> = listed(
  ...[
    words,
    statistics,
    formulas,
    degrees,
    names,
    appraisals,
    reagents,
    institutions,
    products,
    places,
    companies,
  ],
);

/** Units with capitals (SI brochure; UCUM), which no one spells out behind a number. */
export const units: ReadonlySet<string> = new Set(
  'Hz kHz MHz GHz THz Pa kPa MPa mmHg Bq kBq MBq GBq Gy mGy Sv mSv mSV kV mV kVp mA kA mAs IU mIU mL dL uL nL pL fL mM uM nM pM mT kDa MDa kJ MJ kW MW dB GB MB KB TB kB Da eV keV MeV mEq mOsm AU BMI'
    .split(' ')
    .filter((unit) => unit !== 'BMI'),
);

/**
 * Short forms that a dictionary lists as words, so that a manuscript need not explain them (APA Publication
 * Manual, 7th ed., 6.25). A paper's own list of abbreviations may still hold them, so an import keeps them as
 * candidates.
 */
export const dictionaryAbbreviations: ReadonlySet<string> = new Set(
  'EEG ECG EKG MRI MR REM ESP CEO GPS LCD LED FAQ CSS XML DOCX API SQL GUI CC-BY CC WYSIWYG SEAL STEM'.split(
    ' ',
  ),
);

/** Words that stand in capitals for emphasis or in logic, not as short forms. */
export const capitalWords: ReadonlySet<string> = new Set(
  `A AND OR NOT NO YES ALL ANY BOTH BUT FOR IF IN IS IT ITS NONE NOR OF ON ONLY THE THIS THAT TO VERY WAS WITH WITHOUT
   NEVER ALWAYS MUST SHOULD MAY CAN NOTE TODO FIXME DRAFT NEW OLD HOW WHY WHAT WHO WHEN AS AT BE BY DO GO HE SHE WE
   BACKGROUND OBJECTIVE OBJECTIVES AIM AIMS METHODS METHOD RESULTS CONCLUSION CONCLUSIONS DISCUSSION INTRODUCTION ABSTRACT DESIGN
   SETTING PARTICIPANTS INTERVENTION INTERVENTIONS FINDINGS INTERPRETATION FUNDING IMPORTANCE SIGNIFICANCE PURPOSE KEYWORDS TABLE FIGURE
   THESIS DEGREE MASTER DOCTOR SCIENCE PHILOSOPHY AFTER BEFORE SAME MORE LESS MOST LEAST EVERY EACH FIRST LAST ALSO JUST
   CHAPTER SECTION PART APPENDIX STUDY EXPERIMENT PARTS CHAPTERS END START
   XOR NAND TRUE FALSE NULL`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The second façade: the importers, which are loaded when somebody imports a paper and not before. */
export { joinCurated } from './paper/import/curated.ts';
export { type ImportedPaper, importPaperInSteps } from './paper/import/importPaper.ts';
export { type SummaryGroup, summariseImport } from './paper/import/importSummary.ts';
export { mergeImportInSteps } from './paper/import/mergeImport.ts';
export type { KnownWorks } from './paper/import/packCitations.ts';
export { packJson } from './paper/import/packJson.ts';
export { isSamePaper } from './paper/import/samePaper.ts';
export { type Steps, within } from './paper/import/steps.ts';

/** The second façade: the importers, which are loaded when somebody imports a paper and not before. */
export { joinCurated } from './import/build/curated';
export { mergeImportInSteps } from './import/build/mergeImport';
export type { KnownWorks } from './import/build/packCitations';
export { packJson } from './import/build/packJson';
export { isSamePaper } from './import/build/samePaper';
export { type ImportedPaper, importPaperInSteps } from './import/importPaper';
export { type SummaryGroup, summariseImport } from './import/importSummary';
export { type Steps, within } from './import/steps';

/** The second façade: the importers, which are loaded when somebody imports a paper and not before. */
export { type ImportedPaper, importPaper, importPaperInSteps } from './paper/import/importPaper.ts';
export { mergeImport } from './paper/import/mergeImport.ts';
export type { KnownWorks } from './paper/import/packCitations.ts';

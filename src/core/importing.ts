/** The second façade: the importers, which are loaded when somebody imports a paper and not before. */
export { type ImportedPaper, importPaper } from './paper/import/importPaper.ts';
export { mergeImport } from './paper/import/mergeImport.ts';

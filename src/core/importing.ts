/** The second façade: the importers, which are loaded when somebody imports a paper and not before. */
export { joinPacks, shippedPackOf } from './import/build/joinPacks.ts';
export type { KnownWorks } from './import/build/packCitations.ts';
export { packJson } from './import/build/packJson.ts';
export { isSamePaper } from './import/build/samePaper.ts';
export { type PaperRecords, recordsIn } from './import/completed.ts';
export { type ImportedPaper, importPaperInSteps } from './import/importPaper.ts';
export { type SummaryGroup, summariseImport } from './import/importSummary.ts';
export type { PdfDocument, PdfFont, PdfInfo, PdfItem, PdfPage } from './import/readers/pdf/document.ts';
export { reasonToRefusePdf } from './import/readers/pdf/reader.ts';
export { pdfText } from './import/readers/pdf/text.ts';
export {
  type Decision,
  type DoubtfulField,
  decide,
  doubtfulFields,
  doubtMessage,
} from './import/review.ts';
export { type Steps, within } from './import/steps.ts';

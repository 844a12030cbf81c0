/** The façade for what shows a manuscript as it will print: small, for it is loaded with the extension. */
export { citationSpans } from './manuscript/markdown/citationSpans.ts';
export { escapeHtml, type PrintedRun, printedHtml, printedRuns, printedText } from './render/printedHtml.ts';

/** The façade: the only file of core that other folders import. */
export { Text } from '../base/text.ts';
export { detectFormat, parseBibliographyInSteps } from './bibliography/index.ts';
export { emptyBibliography } from './bibliography/listed.ts';
export { recognise } from './bibliography/recognise.ts';
export { prepareSearch } from './bibliography/search/searchIndex.ts';
export type { Bibliography, BibliographyFormat, Reference } from './bibliography/types.ts';
export { type ExportFormat, exportFormats } from './bibliography/writing/index.ts';
export { addTerm } from './features/addTerm.ts';
export { addToBibliography } from './features/addToBibliography.ts';
export { annotations } from './features/annotations.ts';
export * as assistant from './features/assistant/index.ts';
export { choosePapers, paperChoices } from './features/choosePapers.ts';
export { chooseStyle } from './features/chooseStyle.ts';
export { citationText } from './features/citationText.ts';
export { type CitationCluster, type CitedWorks, citedWorks } from './features/citedWorks.ts';
export { codeActions } from './features/codeActions.ts';
export { type CodeLens, codeLenses } from './features/codeLenses.ts';
export {
  type CompletionData,
  type CompletionItem,
  type CompletionList,
  complete,
  resolveCompletion,
} from './features/completion.ts';
export { convertCitations } from './features/convertCitations.ts';
export { copyAsText } from './features/copyAsText.ts';
export { createEntry } from './features/createEntry.ts';
export { type DefinedSense, type DefineOptions, senses } from './features/define.ts';
export { type Definition, definition } from './features/definition.ts';
export { diagnostics } from './features/diagnostics.ts';
export { documentLinks } from './features/documentLinks.ts';
export { explainBibliography, explanationText } from './features/explain.ts';
export { explanationPage } from './features/explanationPage.ts';
export { type ExportedWorks, exportCited } from './features/exportCited.ts';
export { foldingRanges } from './features/folding.ts';
export { referencesOf } from './features/formatReferences.ts';
export { type Highlight, highlights } from './features/highlights.ts';
export { type Hover, hover } from './features/hover.ts';
export { inlayHints } from './features/inlayHints.ts';
export { inlineTerms } from './features/inlineTerms.ts';
export { findInOutline, type Outline, outline } from './features/outline/index.ts';
export { packBibliography } from './features/packBibliography.ts';
export { pasteReferences } from './features/pasteReferences.ts';
export {
  authorsInSentence,
  lackingOf,
  referenceListOptions,
  undefinedKeyText,
  workCard,
} from './features/printed.ts';
export { references } from './features/references.ts';
export { prepareRename, rename } from './features/rename.ts';
export { sampleReference } from './features/sampleReference.ts';
export { searchReferences } from './features/searchReferences.ts';
export { semanticTokens } from './features/semanticTokens.ts';
export {
  type DocumentSymbol,
  documentSymbols,
  type WorkspaceSymbol,
  workspaceSymbols,
} from './features/symbols.ts';
export { zoteroChangesInSteps } from './features/zoteroChanges.ts';
export { inAddress, placeInZotero } from './features/zoteroPlace.ts';
export type { Manuscript, Syntax } from './manuscript/types.ts';
export { checkPackText } from './paper/checkPack.ts';
export { readOwnGlossary } from './paper/ownGlossary.ts';
export { readPack } from './paper/readPack.ts';
export type { PaperPack } from './paper/types.ts';
export { defaultSeverities, type Problem, type Severity } from './problem.ts';
export { packDocument } from './render/packDocument.ts';
export { exactName, quotedText } from './render/quoted.ts';
export { failed, failureText, jsonOf, saidBy } from './services/failure.ts';
export {
  type Fault,
  type HttpAnswer,
  maxAnswerSize,
  type Network,
  type ServiceAnswer,
  type ServiceFailure,
  type ServiceRequest,
} from './services/network.ts';
export {
  baseAddress,
  isServiceName,
  type ServiceAddresses,
  type ServiceName,
  serviceNames,
  services,
} from './services/services.ts';
export { prepareAuthorYears } from './workspace/authorYear.ts';
export type { BibliographyState } from './workspace/bibliographyFile.ts';
export { citationsOf } from './workspace/citations.ts';
export { citedByKey } from './workspace/conversion.ts';
export { discoverBibliographies } from './workspace/discovery/discover.ts';
export type { Discovery } from './workspace/discovery/discovery.ts';
export { declarationsDiffer, includesFile } from './workspace/discovery/documents.ts';
export type { AllowedRoots, FilePort, Refusal } from './workspace/discovery/files.ts';
export {
  type AddedToBibliography,
  addReferences,
  renamedCitations,
  type WantedReference,
} from './workspace/fixes/addReferences.ts';
export { declareFile } from './workspace/fixes/declareFile.ts';
export { workFixes } from './workspace/fixes/workFixes.ts';
export { includingExtensions, syntaxOf } from './workspace/language.ts';
export type { Library } from './workspace/library.ts';
export { isPageName } from './workspace/page.ts';
export type { FileEdits, Place } from './workspace/place.ts';
export type { Diagnostic } from './workspace/problems.ts';
export { expandHome, readSettings, type Settings } from './workspace/settings.ts';
export type { PackFile, Snapshot } from './workspace/snapshot.ts';
export { Store } from './workspace/store.ts';
export { styleOf } from './workspace/styleDeclaration.ts';
export {
  displayPath,
  extensionOf,
  fileName,
  isInside,
  joinUri,
  normaliseUri,
  parentOf,
  resolvePath,
} from './workspace/uri.ts';
export { ownKey, zoteroLibrary } from './workspace/zoteroWorks.ts';

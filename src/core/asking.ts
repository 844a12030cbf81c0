/** What the commands that ask services use: a façade of its own, loaded when first used. */
export { type AddedWork, type AddedWorks, addWorks, knownWorksOf } from './bibliography/addWorks.ts';
export type { KnownWorks } from './bibliography/knownWorks.ts';
export { abbreviateJournalsInSteps } from './features/abbreviateJournals.ts';
export {
  type CheckableWork,
  checkOnline,
  namedKeys,
  type OnlineCheck,
  timeToCheck,
  unknownTexts,
} from './services/checkOnline.ts';
export { type DownloadedStyle, downloadStyle } from './services/clients/cslStyles.ts';
export { type Identifier, identifierText, parseIdentifier } from './services/identifiers.ts';
export { KeptRecords } from './services/keptRecords.ts';
export { type LookedUp, lookedUpTexts, lookUp, unansweredText } from './services/lookUp.ts';
export { isTakenBack, type Notice, noticeText } from './services/notices.ts';
export type { WorkRecord } from './services/record.ts';
export { isSearched, type SearchedWork, searchService } from './services/searched.ts';
export { othersText, readWorks, type Submitted } from './services/submitted.ts';
export {
  copiedWorksInSteps,
  copyLines,
  countOfWorks,
  emptyCopy,
  readCopyInSteps,
  type ZoteroCopy,
} from './services/zotero/copy.ts';
export { exportFromZotero } from './services/zotero/export.ts';
export { pdfOf } from './services/zotero/pdf.ts';
export { type Probe, probeZotero, type RunningZotero } from './services/zotero/probe.ts';
export { searchZotero } from './services/zotero/search.ts';
export { syncZotero } from './services/zotero/sync.ts';
export { openWebZotero } from './services/zotero/zoteroOrg.ts';
export { type PlacedWork, placedFindings, worksToCheck } from './workspace/worksToCheck.ts';

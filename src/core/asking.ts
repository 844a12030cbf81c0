/** What the commands that ask services use: a façade of its own, loaded when first used. */
export { type Identifier, identifierText, parseIdentifier } from './services/identifiers.ts';
export { type LookedUp, lookUp, notFoundText } from './services/lookUp.ts';
export type { WorkRecord } from './services/record.ts';
export { exportFromZotero } from './services/zotero/export.ts';
export { probeZotero, type RunningZotero } from './services/zotero/probe.ts';
export { searchZotero } from './services/zotero/search.ts';

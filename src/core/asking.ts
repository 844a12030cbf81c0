/** What the commands that ask services use: a façade of its own, loaded when first used. */
export { type Identifier, identifierText, parseIdentifier } from './services/identifiers.ts';
export { type LookedUp, lookUp, notFoundText } from './services/lookUp.ts';
export type { WorkRecord } from './services/record.ts';

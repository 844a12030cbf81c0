/** What assistants are told: plain data, every text of others quoted. See the contract in ARCHITECTURE.md. */
export { checkText } from './check.ts';
export { defineTerm } from './defineTerm.ts';
export { citedAuthorYears, citedKeys } from './evidence.ts';
export { getReference } from './getReference.ts';
export { missingWorks, partsOf, toldOutline } from './outlines.ts';
export { reportedFacts } from './reportedFacts.ts';
export { resolveCitation } from './resolveCitation.ts';
export { foundWorks } from './search.ts';
export { type Status, statusOfAll } from './status.ts';

import { isLinks } from '../readers/text/pageChrome.ts';
import { linkNames } from '../siteFurniture.ts';

/** What stands behind the body of a reference: identifiers, addresses, dates of access, links of a site. */
export interface Notes {
  /** Where the first of them begins. */
  readonly start: number;
  readonly DOI?: string;
  readonly PMID?: string;
  readonly PMCID?: string;
  readonly URL?: string;
}

export const doiPattern =
  /\b10\.\d{4,9}\/[^\s<>"'()[\]{}]*(?:\([^\s<>"'()[\]{}]*\)[^\s<>"'()[\]{}]*)*[^\s<>"'()[\]{}.,;:]/u;
const address = /\bhttps?:\/\/[^\s<>"'()[\]{}]*[^\s<>"'()[\]{}.,;:]/u;
const pmid = /\bPMID:? ?(?<id>\d{1,9})\b/u;
const pmcid = /\bPMC(?:ID)?:? ?(?:PMC)?(?<id>\d{3,9})\b/u;

const openings: readonly RegExp[] = [
  /[\s.,;[(]{0,4}\b(?:doi|DOI)\b(?=[:.\s\]])/u,
  /[\s.,;(]{0,4}(?:https?:\/\/|www\.)/u,
  /[\s.,;(]{0,4}\b10\.\d{4,9}\//u,
  /[\s.,;(]{0,4}\bPM(?:C?ID:? ?(?:PMC)?\d|C\d{4})/u,
  /[\s.,;([]{0,4}\b(?:available(?: (?:from|at|online|via)|(?=:))|retrieved (?:from|on|\p{Lu})|accessed|last accessed|dispon[íi]ve(?:l|is)(?= |:)|acess(?:o|ado) em|recuperado (?:de|em)|disponible (?:en|desde)|consultado el|cited \d{4}|e-?pub(?:lished)? (?:ahead|online|before|\d{4})|online ahead of print|advance online publication|published online|erratum in|comment in)\b/iu,
  /[\s.,;(]{0,4}\bISBN(?:-1[03])?:? ?[\d-]{9}/u,
  // A page's end goes on behind its last reference.
  /\s{1,3}©\s?(?:19|20)\d{2}\b/u,
  new RegExp(String.raw`[\s.,;|]{0,4}\[(?:${linkNames})\]`, 'iu'),
];
/** Where the names of links begin that a site puts behind a reference on its own line. */
function linksBehind(text: string): number | undefined {
  let found: number | undefined;
  for (const { index } of [...text.slice(-300).matchAll(/(?<=[.\d)\]])\s?(?=\p{L})/gu)]
    .slice(-20)
    .reverse()) {
    const at = Math.max(0, text.length - 300) + index;
    if (isLinks(text.slice(at).trimStart())) found = at;
  }
  return found;
}

/** What stands at the end of a printed reference beside its titles and numbers. */
export function notesOf(text: string): Notes {
  const starts = openings.flatMap((pattern) => pattern.exec(text)?.index ?? []);
  const DOI = doiPattern.exec(text)?.[0];
  const PMID = pmid.exec(text)?.groups?.['id'];
  const digits = pmcid.exec(text)?.groups?.['id'];
  const URL = address.exec(text)?.[0];
  return {
    start: Math.min(linksBehind(text) ?? text.length, ...starts),
    ...(DOI === undefined ? {} : { DOI }),
    ...(PMID === undefined ? {} : { PMID }),
    ...(digits === undefined ? {} : { PMCID: `PMC${digits}` }),
    ...(URL === undefined || DOI !== undefined ? {} : { URL }),
  };
}

import { normaliseDoi } from '../bibliography/identity.ts';
import type { Bibliography, Field } from '../bibliography/types.ts';
import { isTakenBack, type Notice, sortedNotices, titleNotices } from './notices.ts';

/** MEDLINE's links from a work to what was published about it (“Comments/Corrections”). */
const links = new Map<string, Notice['kind']>([
  ['RIN', 'retraction'],
  ['RRI', 'retraction'],
  ['PRIN', 'partial-retraction'],
  ['ECI', 'concern'],
  ['EIN', 'correction'],
  ['CRI', 'correction'],
]);

/** What a MEDLINE record says of its own work. */
export function nbibNotices(fields: readonly Field[]): readonly Notice[] {
  const linked = fields.flatMap(({ name, value }): Notice[] => {
    const kind = links.get(name);
    return kind === undefined ? [] : [{ kind, ...detailsOf(value) }];
  });
  const said = fields.flatMap(({ name, value }): readonly Notice[] => {
    if (name === 'PT' && /^retracted publication$/i.test(value.trim())) return [{ kind: 'retraction' }];
    return name === 'TI' ? titleNotices(value) : [];
  });
  return sortedNotices([...linked, ...(linked.some(isTakenBack) ? [] : said)]);
}

/** “Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4” */
function detailsOf(value: string): Omit<Notice, 'kind'> {
  const doi = normaliseDoi(/doi: ?(10\.\S+)/i.exec(value)?.[1]);
  const year = /(?<!\d)(?:19|20)\d\d(?!\d)/.exec(value)?.[0];
  return { ...(doi === undefined ? {} : { doi }), ...(year === undefined ? {} : { year: Number(year) }) };
}

const known = new WeakMap<Bibliography, Map<number, readonly Notice[]>>();

/**
 * What an entry of a bibliography itself says of its work, without asking anyone. Kept for as long as the
 * bibliography.
 */
export function listedNotices(bibliography: Bibliography, index: number): readonly Notice[] {
  let ofBibliography = known.get(bibliography);
  if (ofBibliography === undefined) {
    ofBibliography = new Map();
    known.set(bibliography, ofBibliography);
  }
  const notices = ofBibliography.get(index) ?? readNotices(bibliography, index);
  ofBibliography.set(index, notices);
  return notices;
}

function readNotices(bibliography: Bibliography, index: number): readonly Notice[] {
  if (bibliography.format === 'nbib') return nbibNotices(bibliography.fields(index));
  const ofTitle = titleNotices(bibliography.searchFields(index).title);
  if (ofTitle.length > 0) return ofTitle;
  if (bibliography.format !== 'ris' && bibliography.format !== 'enw') return [];
  // PubMed's type of publication, which exporters put among the keywords or in a field for the type.
  const isRetracted = bibliography
    .fields(index)
    .some(({ name, value }) => typeTags.has(name) && /^\*?retracted publication$/i.test(value.trim()));
  return isRetracted ? [{ kind: 'retraction' }] : [];
}

const typeTags = new Set(['KW', 'M3', 'PT', '%K', '%9']);

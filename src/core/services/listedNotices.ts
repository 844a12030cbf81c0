import { normalizeDoi } from '../bibliography/identity.ts';
import { isRetractedTitle } from '../bibliography/retraction.ts';
import type { Bibliography, Field } from '../bibliography/types.ts';
import { type Notice, sortedNotices } from './notices.ts';

/** MEDLINE's links from a work to what was published about it (“Comments/Corrections”). */
const links = new Map<string, Notice['kind']>([
  ['RIN', 'retraction'],
  ['PRIN', 'retraction'],
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
  const isRetracted = fields.some(
    ({ name, value }) =>
      (name === 'PT' && /^retracted publication$/i.test(value.trim())) ||
      (name === 'TI' && isRetractedTitle(value)),
  );
  const known = linked.some(({ kind }) => kind === 'retraction');
  return sortedNotices([...linked, ...(isRetracted && !known ? [{ kind: 'retraction' as const }] : [])]);
}

/** “Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4” */
function detailsOf(value: string): Omit<Notice, 'kind'> {
  const doi = normalizeDoi(/doi: ?(10\.\S+)/i.exec(value)?.[1]);
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
  if (isRetractedTitle(bibliography.searchFields(index).title)) return [{ kind: 'retraction' }];
  if (bibliography.format === 'nbib') return nbibNotices(bibliography.fields(index));
  if (bibliography.format !== 'ris' && bibliography.format !== 'enw') return [];
  // PubMed's type of publication, which exporters put among the keywords or in a field for the type.
  const isRetracted = bibliography
    .fields(index)
    .some(({ name, value }) => typeTags.has(name) && /^\*?retracted publication$/i.test(value.trim()));
  return isRetracted ? [{ kind: 'retraction' }] : [];
}

const typeTags = new Set(['KW', 'M3', 'PT', '%K', '%9']);

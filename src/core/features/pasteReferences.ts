import { formats } from '../bibliography/formats.ts';
import { newKey } from '../bibliography/keyStyle.ts';
import { recognise } from '../bibliography/recognise.ts';
import type { Bibliography } from '../bibliography/types.ts';
import { insertionOf, type KeyedReference } from '../bibliography/write.ts';
import { oneLine } from '../render/escape.ts';
import { entryOf, Library } from '../workspace/library.ts';
import type { FileEdits } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileName } from '../workspace/uri.ts';

export interface PastedReferences {
  readonly files: readonly FileEdits[];
  /** What was done, or why nothing was, for the person. */
  readonly message: string;
  /** The keys of the works, in their order; of those that were there already, the keys they have. */
  readonly keys: readonly string[];
  /** True where the text is in another format than the bibliography. */
  readonly isConverted: boolean;
}

/**
 * The works of a text of any format, written at the end of a bibliography in its own. A work that is there
 * already is not written again; a key that is taken, or that the text does not have, is made in the
 * bibliography's style. `foreign` is what another reader made of a text in which PsyCite finds nothing, as
 * CSL-JSON.
 */
export function pasteReferences(
  snapshot: Snapshot,
  uri: string,
  text: string,
  foreign: string | undefined,
): PastedReferences {
  const file = snapshot.bibliographyFile(uri);
  if (file === undefined) return nothing('This is not a bibliography that PsyCite reads.');
  const pasted = recognise(text) ?? (foreign === undefined ? undefined : recognise(foreign));
  if (pasted === undefined)
    return nothing('There are no references to paste: copy BibTeX, RIS, NBIB, ENW, CSL or Hayagriva first.');
  const { works, keys } = newWorks(file.bibliography, pasted);
  const isConverted = pasted.format !== file.format;
  if (works.length === 0)
    return { files: [], keys, isConverted, message: 'All of it is in this bibliography already.' };
  const edit = insertionOf(file.format, file.text.toString(), works);
  const where = oneLine(fileName(uri), 100);
  if (edit === undefined) return nothing(`${where} is no list of references; nothing was pasted.`);
  const known = keys.length - works.length;
  const count = works.length === 1 ? 'one reference' : `${works.length} references`;
  const rest = known === 0 ? '' : `; ${known} ${known === 1 ? 'was' : 'were'} there already`;
  return {
    files: [{ uri, edits: [edit] }],
    keys,
    isConverted,
    message: `Pasted ${count} into ${where}${rest}.`,
  };
}

const nothing = (message: string): PastedReferences => ({
  files: [],
  message,
  keys: [],
  isConverted: false,
});

/** Works that one paste writes. */
const maxPasted = 5_000;

function newWorks(
  bibliography: Bibliography,
  pasted: Bibliography,
): { readonly works: readonly KeyedReference[]; readonly keys: readonly string[] } {
  const library = new Library([{ uri: '', bibliography }]);
  const taken = new Set<string>();
  const isTaken = (key: string): boolean => taken.has(key) || library.find(key) !== undefined;
  const { hasNoKeys = false, keyField } = pasted.format === 'bibitem' ? {} : formats[pasted.format];
  const isMade = (index: number): boolean =>
    hasNoKeys || (keyField !== undefined && !pasted.fields(index).some(({ name }) => name === keyField));
  const works: KeyedReference[] = [];
  const keys: string[] = [];
  for (let index = 0; index < Math.min(pasted.size, maxPasted); index += 1) {
    const { id, custom: _custom, files: _files, ...variables } = pasted.reference(index);
    const reference = { ...variables, id } as KeyedReference['reference'];
    const known = library.findWork({
      doi: reference.DOI,
      title: reference.title,
      author: reference.author,
      year: reference.issued?.['date-parts']?.[0]?.[0],
    });
    const hasOwn = !isMade(index) && /^[^\s{}(),"#%'=\\~@]{1,200}$/u.test(id) && !isTaken(id);
    const key =
      known === undefined ? (hasOwn ? id : newKey(reference, bibliography, isTaken)) : entryOf(known).key;
    keys.push(key);
    if (known !== undefined) continue;
    taken.add(key);
    works.push({ key, reference });
  }
  return { works, keys };
}

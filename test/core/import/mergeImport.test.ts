import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mergeImport } from '../../../src/core/import/build/mergeImport.ts';
import type { PackTerm, PaperPack } from '../../../src/core/paper/types.ts';
import { packOf } from '../../support/importing.ts';
import { readPack } from '../../support/packs.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/import/${name}`, import.meta.url), 'utf8');
const page = fixture('article.md');

/** The pack as a person leaves it: written to a file, edited, and read again. */
function edited(change: (terms: PackTerm[], pack: PaperPack) => Partial<PaperPack>): PaperPack {
  const pack = packOf(page);
  const { value, problems } = readPack(JSON.stringify({ ...pack, ...change([...pack.terms], pack) }));
  expect(problems).toEqual([]);
  return value!;
}

const definition = 'Short bursts of rhythm that mark stable sleep.';
const termOf = (pack: PaperPack, id: string) => pack.terms.find((term) => term.id === id);

describe('importing again', () => {
  it('changes nothing where neither the file nor the pack changed', () => {
    expect(mergeImport(packOf(page), packOf(page))).toEqual(packOf(page));
  });

  it('keeps a definition, and takes the new places', () => {
    const before = edited((terms) => ({
      terms: terms.map(({ candidate: _, ...term }) =>
        term.id === 'polysomnography' ? { ...term, definition } : { ...term, candidate: true },
      ),
    }));
    const after = mergeImport(before, packOf(`\n\n${page}`));
    expect(termOf(after, 'polysomnography')).toMatchObject({ definition });
    expect(termOf(after, 'polysomnography')).not.toHaveProperty('candidate');
    expect(after.abbreviations[0]?.start).toBe((before.abbreviations[0]?.start ?? 0) + 2);
    expect(after.references[0]?.['custom']).toMatchObject({
      start: (before.references[0]!['custom'] as { start: number }).start + 2,
    });
  });

  it('keeps what was added and leaves away what was deleted', () => {
    const own: PackTerm = { id: 'own', prefLabel: 'own', category: 'x', definition, sections: [] };
    const before = edited((terms) => ({
      terms: [...terms.filter(({ id }) => id !== 'eeg'), own],
      abbreviations: packOf(page).abbreviations.filter(({ short }) => short !== 'EEG'),
    }));
    const after = mergeImport(before, packOf(page));
    expect(termOf(after, 'own')).toEqual(own);
    expect(termOf(after, 'eeg')).toBeUndefined();
    expect(after.terms).toHaveLength(packOf(page).terms.length);
  });

  it('takes what a better copy of the paper shows', () => {
    const snippet = packOf(fixture('browser-copy.txt'));
    const full = packOf(fixture('full-text.txt'));
    const after = mergeImport(snippet, full);
    expect(after.sections).toEqual(full.sections);
    expect(after.references.find(({ id }) => id === 'dupont2014')).toMatchObject({
      volume: '12',
      page: '201-209',
    });
    expect(after.references).toHaveLength(full.references.length);
  });

  it('keeps the id, licence and source that a person set', () => {
    const before = edited((_, pack) => ({
      id: 'mine',
      license: 'CC-BY-4.0',
      source: { ...pack.source, volume: '21' },
    }));
    expect(mergeImport(before, packOf(page))).toMatchObject({
      id: 'mine',
      license: 'CC-BY-4.0',
      source: { volume: '21' },
    });
  });

  it('keeps all of a pack that was not imported', () => {
    const { origin: _, ...handmade } = edited((terms) => ({
      terms: [{ ...terms[0]!, prefLabel: 'my label' }],
      abbreviations: [],
    }));
    const after = mergeImport(handmade, packOf(page));
    expect(after.terms[0]?.prefLabel).toBe('my label');
    expect(after.terms).toHaveLength(packOf(page).terms.length);
  });
});

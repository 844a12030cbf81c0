import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../src/core/manuscript/index.ts';
import { compileTerms, findTerms, termsAt, termsOf } from '../../src/core/terms/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';
import { annotate, applyEdits, parseByName, plainManuscript, shippedTerms } from '../support/terms.ts';

const words = fc.constantFrom(
  'ketamine',
  'NMDAR',
  'NMDARs',
  'chronic stress pathology',
  '(CSP)',
  'CSP',
  '(GAD)',
  'generalized anxiety disorder',
  'GAD',
  'depression',
  'OR',
  'or',
  'grey matter',
  'gray matter',
  '(',
  ')',
  '*',
  '`',
  '[@a]',
  '\n\n',
  '# Abstract\n\n',
  '# Methods\n\n',
  '.',
  '-',
  'N-methyl-D-aspartate receptor',
  'the',
  'i.v.',
);
const texts = fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' '));
/** Shares nothing with the index whose matches are kept. */
const freshTerms = compileTerms(shippedPacks);

describe('terms and abbreviations', () => {
  it('are the same after an edit as from scratch, where blocks are reused', () => {
    fc.assert(
      fc.property(texts, texts, fc.nat(), fc.nat(), (text, inserted, from, length) => {
        const start = from % (text.length + 1);
        const edit = {
          start,
          end: Math.min(text.length, start + (length % 20)),
          text: inserted.slice(0, 40),
        };
        const before = parseByName('a.md', text);
        annotate(before);
        const next = applyEdits(text, [edit]);
        const kept = parseManuscript('pandoc', next, undefined, { manuscript: before, edits: [edit] });
        expect(annotate(kept)).toEqual(annotate(parseByName('a.md', next), freshTerms));
      }),
      { numRuns: 60 },
    );
  });

  it('are the same after many edits in a row, in a text that is longer than what they touch', () => {
    const edits = fc.array(
      fc.record({ from: fc.nat(), length: fc.nat(12), words: fc.array(words, { maxLength: 4 }) }),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 3, maxLength: 6 }), edits, (parts, changes) => {
        let text = parts.join('\n\n');
        let manuscript = parseByName('a.md', text);
        for (const { from, length, words: typed } of changes) {
          const start = from % (text.length + 1);
          const edit = { start, end: Math.min(text.length, start + length), text: typed.join(' ') };
          text = applyEdits(text, [edit]);
          manuscript = parseManuscript('pandoc', text, undefined, { manuscript, edits: [edit] });
          expect(annotate(manuscript)).toEqual(annotate(parseByName('a.md', text), freshTerms));
          expect(findTerms(shippedTerms, manuscript).size).toBe(termsOf(manuscript, freshTerms).length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('are found at each of their places, and nowhere else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const manuscript = parseByName('a.md', text);
        const all = termsOf(manuscript, shippedTerms);
        for (let offset = 0; offset <= text.length; offset++) {
          const first = all.find(({ start, end }) => start <= offset && offset <= end);
          expect(termsAt(manuscript, shippedTerms, offset)[0]).toEqual(first);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('have spans in the text, in order, that do not overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { terms, abbreviations } = annotate(plainManuscript(text));
        for (const found of [terms, abbreviations]) {
          let end = 0;
          for (const one of found) {
            expect(one.start).toBeGreaterThanOrEqual(end);
            expect(one.end).toBeGreaterThan(one.start);
            end = one.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are found in a paragraph whatever other paragraphs say, but for definitions', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const alone = annotate(plainManuscript('NMDARs and ketamine')).terms.length;
        const others = text.replaceAll('NMDAR', 'x');
        const { terms } = annotate(plainManuscript(`NMDARs and ketamine\n\n${others}`), shippedTerms);
        expect(terms.filter(({ end }) => end <= 19)).toHaveLength(alone);
      }),
      { numRuns: 100 },
    );
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        annotate(plainManuscript(text));
      }),
      { numRuns: 100 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FromOutline, ToOutline } from '../../src/protocol/outline.ts';
import { isFromOutline, isToOutline } from '../../src/protocol/outline.ts';
import { data, manuscript, paper, term, work } from './data.ts';
import { updateOf } from './updateOf.mjs';

const full: ToOutline = {
  type: 'data',
  data: updateOf(
    data({
      papers: [
        paper({
          works: [work('w', { uncertain: true }), work('v')],
          terms: [term('t')],
          sections: [{ id: 's', title: 'S', extent: 'snippet', works: ['w'], terms: ['t'], facts: ['f'] }],
        }),
      ],
    }),
  ),
};

const toOutline: readonly ToOutline[] = [
  full,
  { type: 'data', data: updateOf(data({ manuscript: null, papers: [] })) },
  { type: 'cursor', section: -1 },
  { type: 'cursor', section: null },
  {
    type: 'found',
    request: 1,
    items: [
      { kind: 'section', index: 0 },
      { kind: 'work', pack: 'p', id: 'w' },
    ],
  },
  { type: 'failed', message: '' },
  { type: 'focus', target: { kind: 'filter' } },
  { type: 'focus', target: { kind: 'work', pack: 'p', work: 'w' } },
  { type: 'run', action: 'open-doi' },
];

const fromOutline: readonly FromOutline[] = [
  { type: 'ready' },
  { type: 'retry' },
  { type: 'open-sample' },
  { type: 'first-steps' },
  { type: 'import-paper' },
  { type: 'reveal', section: -1, title: '', beside: true },
  { type: 'insert-citation', pack: 'p', work: 'w' },
  { type: 'insert-term', pack: 'p', term: 't' },
  { type: 'add-to-bibliography', pack: 'p', work: 'w' },
  { type: 'open-doi', pack: 'p', work: null },
  { type: 'open-pack', pack: 'p', id: 's' },
  { type: 'find', request: 1, query: 'ketamine' },
];

/** Every copy of a message in which one member, at any depth, is missing or of another type. */
function* spoiled(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      for (const other of spoiled(member)) yield value.with(index, other);
      yield value.with(index, Symbol('other'));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      for (const other of spoiled(member)) yield { ...value, [name]: other };
      yield { ...value, [name]: Symbol('other') };
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      yield rest;
    }
  }
}

describe.each([
  ['to the view', isToOutline, toOutline],
  ['from the view', isFromOutline, fromOutline],
] as const)('a message %s', (_, accepts: (value: unknown) => boolean, messages: readonly unknown[]) => {
  test.each(messages.map((message) => [JSON.stringify(message).slice(0, 70), message]))(
    '%s passes',
    (_name, message) => {
      expect(accepts(message)).toBe(true);
      expect(accepts({ ...(message as object), more: 1 })).toBe(true);
    },
  );

  test('with any one member wrong or missing is refused', () => {
    let tried = 0;
    for (const message of messages) {
      for (const wrong of spoiled(message)) {
        expect(accepts(wrong), JSON.stringify(wrong)).toBe(false);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(20);
  });

  test('of any other shape is refused, and nothing throws', () => {
    for (const type of ['constructor', '__proto__', 'toString', '', 7]) expect(accepts({ type })).toBe(false);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        expect(accepts(anything)).toBe(false);
      }),
    );
  });
});

test('sections have to be numbered by their place', () => {
  const wrong = manuscript('# A\n# B', { each: { index: 0 } });
  expect(isToOutline({ type: 'data', data: updateOf(data({ manuscript: wrong })) })).toBe(false);
});

test('a query is neither empty nor without end', () => {
  expect(isFromOutline({ type: 'find', request: 1, query: '' })).toBe(false);
  expect(isFromOutline({ type: 'find', request: 1, query: 'x'.repeat(201) })).toBe(false);
});

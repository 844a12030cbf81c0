import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutlineData, ToOutline } from '../../src/protocol/outline.ts';
import { sectionKeys } from '../../src/webview/outline/rows/manuscriptRows.ts';
import { packKey } from '../../src/webview/outline/rows/paperRows.ts';
import {
  emptyModel,
  type Model,
  maxToggled,
  update,
  type ViewEvent,
} from '../../src/webview/outline/state/model.ts';
import { restore, save } from '../../src/webview/outline/state/saved.ts';
import { data, manuscript, paper, work } from './data.ts';
import { updateOf } from './updateOf.mjs';

const message = (to: ToOutline): ViewEvent => ({ type: 'message', message: to });
const arrives = (outline: OutlineData): ViewEvent => message({ type: 'data', data: updateOf(outline) });
const following = (...events: ViewEvent[]): Model => events.reduce(update, emptyModel);

describe('data', () => {
  test('of a server that started again is shown, though it counts revisions from the start', () => {
    const model = following(arrives(data({ revision: 50 })), arrives(data({ revision: 1 })));
    expect(model.data?.revision).toBe(1);
  });

  test('stands while a failure is shown, and ends the failure', () => {
    const failed = following(arrives(data()), message({ type: 'failed', message: 'The server stopped.' }));
    expect(failed.failure).toBe('The server stopped.');
    expect(failed.data).not.toBeNull();
    expect(update(failed, arrives(data({ revision: 2 }))).failure).toBeNull();
  });

  test('names a paper whose content came before', () => {
    const { contents: _, ...update } = updateOf(data({ papers: [paper({ works: [work('w')] })] }));
    const model = following(
      arrives(data({ papers: [paper({ works: [work('w')] })] })),
      message({
        type: 'data',
        data: {
          ...update,
          papers: [
            {
              version: '1',
              works: [{ id: 'w', key: 'k', citedIn: [1], mentioned: false, uncertain: false }],
              terms: [],
            },
          ],
          contents: [],
        },
      }),
    );
    expect(model.data?.papers).toEqual([paper({ works: [work('w', { key: 'k', citedIn: [1] })] })]);
    expect(model.failure).toBeNull();
  });

  test('that lacks the content of a paper says so, for a message may be lost', () => {
    const update = { ...updateOf(data()), contents: [] };
    const model = following(message({ type: 'data', data: update }));
    expect(model.failure).toBe('A part of the outline did not arrive.');
    expect(model.data?.papers).toEqual([]);
  });

  test('takes folding and focus along when a heading is edited', () => {
    const before = manuscript('# Methods\n## Part\n# Results');
    const now = manuscript('# Method\n## Part\n# Results');
    const model = following(
      arrives(data({ manuscript: before })),
      { type: 'toggle', keys: [sectionKeys(before)[0]!] },
      { type: 'active', tree: 'manuscript', key: sectionKeys(before)[0]! },
      arrives(data({ revision: 2, manuscript: now })),
    );
    expect([...model.toggled]).toEqual([sectionKeys(now)[0]]);
    expect(model.active.manuscript).toBe(sectionKeys(now)[0]);
  });

  test('of another file leaves the first file’s folding for later', () => {
    const first = manuscript('# A\n## B');
    const model = following(
      arrives(data({ manuscript: first })),
      { type: 'toggle', keys: [sectionKeys(first)[0]!] },
      arrives(data({ revision: 2, manuscript: manuscript('# C\n## D', { fileName: 'other.md' }) })),
    );
    expect([...model.toggled]).toEqual([sectionKeys(first)[0]]);
  });
});

describe('the filter', () => {
  const found = (request: number): ViewEvent =>
    message({ type: 'found', request, items: [{ kind: 'section', index: request }] });

  test('asks anew for every query and whenever the data changes', () => {
    const typed = following(arrives(data()), { type: 'query', query: 'k' }, { type: 'query', query: 'ke' });
    expect(typed.request).toBe(2);
    expect(update(typed, arrives(data({ revision: 2 }))).request).toBe(3);
    expect(update(typed, { type: 'query', query: 'ke' }).request).toBe(2);
    expect(following(arrives(data()), { type: 'query', query: '  ' }).request).toBe(0);
  });

  test('a late answer never replaces a newer one', () => {
    const typed = following({ type: 'query', query: 'k' }, { type: 'query', query: 'ke' });
    expect([found(2), found(1)].reduce(update, typed).found?.request).toBe(2);
    expect(update(typed, found(1)).found?.request).toBe(1);
    expect(update(typed, found(9)).found).toBeNull();
  });

  test('an answer to a query that was cleared is dropped', () => {
    expect(following({ type: 'query', query: 'k' }, { type: 'query', query: '' }, found(1)).found).toBeNull();
  });
});

describe('showing', () => {
  test('a term unfolds what it stands in, clears the filter and takes the focus', () => {
    const model = following(
      { type: 'query', query: 'k' },
      { type: 'pane', pane: 'paper' },
      message({ type: 'focus', target: { kind: 'term', pack: 'p', term: 'ketamine' } }),
    );
    expect(model).toMatchObject({ query: '', focus: { serial: 1, place: 'paper' }, lastTree: 'paper' });
    expect(model.folded.has('paper')).toBe(false);
    expect(model.active.paper).toContain('ketamine');
  });
});

describe('showing a paper', () => {
  test('unfolds it and gives it the focus', () => {
    const folded = following({ type: 'toggle', keys: [packKey('p')] });
    const model = update(folded, message({ type: 'focus', target: { kind: 'pack', pack: 'p' } }));
    expect(model).toMatchObject({ active: { paper: packKey('p') }, focus: { place: 'paper' } });
    expect(model.toggled.has(packKey('p'))).toBe(false);
  });
});

describe('what is kept', () => {
  test('is bounded', () => {
    const keys = Array.from({ length: maxToggled + 5 }, (_, index) => `key${index}`);
    const { toggled } = following({ type: 'toggle', keys });
    expect(toggled.size).toBe(maxToggled);
    expect(toggled.has('key0')).toBe(false);
    expect(toggled.has(`key${maxToggled + 4}`)).toBe(true);
  });

  test('comes back as it was', () => {
    const model = following(
      { type: 'query', query: 'ketamine' },
      { type: 'toggle', keys: ['a', 'b'] },
      { type: 'pane', pane: 'coverage' },
      { type: 'active', tree: 'paper', key: 'x' },
      { type: 'scroll', tree: 'manuscript', top: 440 },
      { type: 'coverage-view', view: 'years' },
    );
    const back = restore(JSON.parse(JSON.stringify(save(model))));
    expect(save(back)).toEqual(save(model));
    expect(back).toMatchObject({ data: null, request: 0, coverageView: 'years' });
    expect(back.query).toBe('');
  });

  test('is forgotten where it has not the shape it should', () => {
    expect(restore(undefined)).toEqual(emptyModel);
    expect(restore({ version: 1, scroll: { manuscript: -5 }, toggled: [1, 'a'], active: [] })).toEqual({
      ...emptyModel,
      toggled: new Set(['a']),
    });
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (anything, other) => {
        restore(anything);
        restore({
          version: 1,
          query: anything,
          toggled: anything,
          folded: other,
          active: other,
          scroll: anything,
        });
      }),
    );
  });
});

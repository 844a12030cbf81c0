/** The view: the filter and, below it, what it found, or the panes. */
import type { VNode } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { OutlineAction, OutlineData } from '../../../protocol/outline.ts';
import type { Host } from '../host.ts';
import { foundRows } from '../rows/foundRows.ts';
import { manuscriptRows } from '../rows/manuscriptRows.ts';
import { paperRows } from '../rows/paperRows.ts';
import type { Row } from '../rows/row.ts';
import { type Outline, useOutline } from '../state/useOutline.ts';
import { counted } from '../wording.ts';
import { FilterBox } from './FilterBox.tsx';
import { Legend } from './Legend.tsx';
import { Failure, Loading, NothingFound } from './Notices.tsx';
import { OutlineTree, openRow, rowActions } from './OutlineTree.tsx';
import { Panes } from './Panes.tsx';

export function App({ host }: { readonly host: Host }): VNode {
  const outline = useOutline(host);
  const { model, dispatch } = outline;
  const { data, found } = model;
  const filtering = model.query.trim() !== '';
  const rows = useMemo(
    () => (data === null || found === null ? [] : foundRows(data, found.items)),
    [data, found],
  );
  useRun(outline, rows);
  const enter = useEnter(outline, rows);

  useKey((event) => {
    const find = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey;
    const leave = event.key === 'Escape' && filtering && !event.defaultPrevented;
    if (!find && !leave) return;
    event.preventDefault();
    if (leave) dispatch({ type: 'query', query: '' });
    dispatch({ type: 'show', target: { kind: 'filter' } });
  });

  return (
    <main class="app">
      <h1 class="for-readers">PsyCite outline</h1>
      <FilterBox
        query={model.query}
        focusSerial={model.focus.place === 'filter' ? model.focus.serial : 0}
        onQuery={(query) => dispatch({ type: 'query', query })}
        onLeave={() =>
          dispatch({ type: 'show', target: { kind: 'tree', tree: startTree(outline, filtering) } })
        }
        onEnter={enter}
      />
      {model.failure !== null && <Failure outline={outline} message={model.failure} />}
      <div class="for-readers" role="status">
        {filtering && found !== null ? counted(rows.length, 'result') : ''}
      </div>
      {data === null
        ? model.failure === null && <Loading outline={outline} />
        : !filtering && <Panes outline={outline} data={data} />}
      {data !== null && filtering && <Found outline={outline} data={data} rows={rows} />}
    </main>
  );
}

/** Keys that mean the same wherever the focus is, even nowhere. */
function useKey(onKeyDown: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => latest.current(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

interface FoundProps {
  readonly outline: Outline;
  readonly data: OutlineData;
  readonly rows: readonly Row[];
}

/** The old list stands until the new one is there, so that nothing flickers while typing. */
function Found({ outline, data, rows }: FoundProps): VNode {
  const { found, request } = outline.model;
  if (rows.length > 0) {
    return (
      <div class="found">
        <OutlineTree outline={outline} data={data} name="found" label="What was found" rows={rows} />
        <Legend rows={rows} withStates />
      </div>
    );
  }
  return found?.request === request ? <NothingFound outline={outline} /> : <div class="found" />;
}

/** Where the arrow down from the filter leads. */
function startTree({ model }: Outline, filtering: boolean): 'found' | 'manuscript' | 'paper' {
  if (filtering) return 'found';
  const noSections = (model.data?.manuscript?.sections.length ?? 0) === 0;
  return noSections || model.folded.has('manuscript') ? 'paper' : 'manuscript';
}

/** Enter in the filter opens the first row found; where the answer is still on its way, once it is there. */
function useEnter(outline: Outline, rows: readonly Row[]): (beside: boolean) => void {
  const { data, found, request, query } = outline.model;
  // Kept for the query: newer data asks the same question again, under another number.
  const waiting = useRef<{ readonly query: string; readonly beside: boolean } | null>(null);
  const open = (beside: boolean): void => {
    const first = rows[0];
    if (data === null || first === undefined) return;
    openRow(outline, first, rowActions(first, 'found', data), { strong: true, beside });
  };
  useEffect(() => {
    const wanted = waiting.current;
    if (wanted === null) return;
    if (wanted.query !== query) waiting.current = null;
    else if (found?.request === request) {
      waiting.current = null;
      open(wanted.beside);
    }
  }, [found, request, query]);
  return (beside) => {
    if (found?.request === request) open(beside);
    else waiting.current = { query, beside };
  };
}

/** A VS Code command was run for the row last chosen. */
function useRun(outline: Outline, found: readonly Row[]): void {
  const { run } = outline.model;
  useEffect(() => {
    if (run.action !== null) runOnChosen(outline, found, run.action);
  }, [run.serial]);
}

function runOnChosen(outline: Outline, found: readonly Row[], action: OutlineAction): void {
  const { data, lastTree, active, toggled } = outline.model;
  if (data === null) return;
  const rows = {
    found: () => found,
    manuscript: () => (data.manuscript === null ? [] : manuscriptRows(data.manuscript, toggled)),
    paper: () => paperRows(data.papers, data.manuscript, toggled),
  }[lastTree]();
  const row = rows.find(({ key }) => key === active[lastTree]);
  if (row === undefined) return;
  const wanted = rowActions(row, lastTree, data).find(({ id }) => id === action);
  if (wanted !== undefined) outline.perform(wanted.effect);
}

/**
 * All that the view knows, and how each event changes it. Pure: what has to be sent to the extension is sent
 * by the app when it sees that the model asks for it (`request`, `saved`).
 */
import { contentsOf, joinOutline, type PaperContents } from '../../../protocol/joinOutline.ts';
import {
  type FocusTarget,
  type FoundItem,
  maxQueryLength,
  type OutlineAction,
  type OutlineData,
  type OutlineUpdate,
  type ReferencesData,
  type ToOutline,
} from '../../../protocol/outline.ts';
import { renamedKeys, sectionKeys } from '../rows/manuscriptRows.ts';
import { childKey, groupKey, packKey, paperSectionKey } from '../rows/paperRows.ts';
import type { Toggled } from '../rows/row.ts';

export const paneNames = ['manuscript', 'references', 'paper', 'coverage'] as const;
export type PaneName = (typeof paneNames)[number];
/** The trees with a focus and a scroll position of their own. */
export type TreeName = 'manuscript' | 'paper' | 'found';
export type CoverageView = 'sections' | 'years';

export interface Model {
  readonly data: OutlineData | null;
  /** Of the papers in the data: each comes once, and updates name it. */
  readonly contents: PaperContents;
  /** The section under the cursor, -1 before the first heading, null where there is none. */
  readonly cursor: number | null;
  readonly failure: string | null;
  readonly query: string;
  /** The number of the last question; a new one is asked whenever it grows. */
  readonly request: number;
  readonly found: { readonly request: number; readonly items: readonly FoundItem[] } | null;
  /** At most `maxToggled`, the oldest first. */
  readonly toggled: Toggled;
  readonly folded: ReadonlySet<PaneName>;
  /** The key of the row that has or last had the focus in each tree. */
  readonly active: Readonly<Record<TreeName, string | null>>;
  readonly lastTree: TreeName;
  readonly scroll: Readonly<Record<TreeName, number>>;
  readonly coverageView: CoverageView;
  /** As they were sent last; null before that, and where there is no manuscript. */
  readonly references: ReferencesData | null;
  /** Grows when something is to take the focus. */
  readonly focus: { readonly serial: number; readonly place: TreeName | 'filter' };
  /** Grows when a VS Code command wants the active row's action run. */
  readonly run: { readonly serial: number; readonly action: OutlineAction | null };
}

export type ViewEvent =
  | { readonly type: 'message'; readonly message: ToOutline }
  | { readonly type: 'query'; readonly query: string }
  | { readonly type: 'toggle'; readonly keys: readonly string[] }
  | { readonly type: 'pane'; readonly pane: PaneName }
  | { readonly type: 'active'; readonly tree: TreeName; readonly key: string }
  | { readonly type: 'scroll'; readonly tree: TreeName; readonly top: number }
  | { readonly type: 'coverage-view'; readonly view: CoverageView }
  | {
      readonly type: 'show';
      readonly target: FocusTarget | { readonly kind: 'tree'; readonly tree: TreeName };
    }
  | { readonly type: 'retry' };

export const maxToggled = 2000;

export const emptyModel: Model = {
  data: null,
  contents: new Map(),
  cursor: null,
  failure: null,
  query: '',
  request: 0,
  found: null,
  toggled: new Set(),
  // References are formatted for who looks at them.
  folded: new Set(['references']),
  active: { manuscript: null, paper: null, found: null },
  lastTree: 'manuscript',
  scroll: { manuscript: 0, paper: 0, found: 0 },
  coverageView: 'sections',
  references: null,
  focus: { serial: 0, place: 'filter' },
  run: { serial: 0, action: null },
};

export function update(model: Model, event: ViewEvent): Model {
  switch (event.type) {
    case 'message':
      return receive(model, event.message);
    case 'query':
      return ask(model, event.query.slice(0, maxQueryLength));
    case 'toggle':
      return { ...model, toggled: toggle(model.toggled, event.keys) };
    case 'pane':
      return { ...model, folded: flip(model.folded, event.pane) };
    case 'active':
      return { ...model, lastTree: event.tree, active: { ...model.active, [event.tree]: event.key } };
    case 'scroll':
      return { ...model, scroll: { ...model.scroll, [event.tree]: event.top } };
    case 'coverage-view':
      return { ...model, coverageView: event.view };
    case 'show':
      return show(model, event.target);
    case 'retry':
      return { ...model, failure: null };
  }
}

function receive(model: Model, message: ToOutline): Model {
  switch (message.type) {
    case 'data':
      return receiveData(model, message.data);
    case 'cursor':
      return { ...model, cursor: message.section };
    case 'found': {
      const late = message.request <= (model.found?.request ?? 0) || message.request > model.request;
      return late || model.query === '' ? model : { ...model, found: message };
    }
    case 'references':
      return { ...model, references: message.references };
    case 'failed':
      return { ...model, failure: message.message };
    case 'focus':
      return show(model, message.target);
    case 'run':
      return { ...model, run: { serial: model.run.serial + 1, action: message.action } };
  }
}

/** The extension asks one question at a time, so data arrives in the order in which it was made. */
function receiveData(model: Model, update: OutlineUpdate): Model {
  const contents = contentsOf(update, model.contents);
  // A message may be lost; the person can have everything sent again.
  const failure = update.papers.every(({ version }) => contents.has(version))
    ? null
    : 'A part of the outline did not arrive.';
  const data = joinOutline(update, contents);
  const next = follow({ ...model, data, contents, failure }, model.data);
  // What was found is numbered by the old data, so it is looked up anew.
  return model.query.trim() === '' ? next : { ...next, request: model.request + 1 };
}

/** Moves what is known of a section to its new key where its heading was edited. */
function follow(model: Model, before: OutlineData | null): Model {
  const old = before?.manuscript;
  const now = model.data?.manuscript;
  if (!old || !now || old.fileName !== now.fileName) return model;
  const renamed = renamedKeys(sectionKeys(old), sectionKeys(now));
  if (renamed.size === 0) return model;
  const moved = (key: string): string => renamed.get(key) ?? key;
  const { manuscript } = model.active;
  return {
    ...model,
    toggled: new Set([...model.toggled].map(moved)),
    active: { ...model.active, manuscript: manuscript === null ? null : moved(manuscript) },
  };
}

function ask(model: Model, query: string): Model {
  if (query === model.query) return model;
  if (query.trim() === '') return { ...model, query, found: null };
  const scroll = { ...model.scroll, found: 0 };
  return { ...model, query, request: model.request + 1, scroll, active: { ...model.active, found: null } };
}

function toggle(toggled: Toggled, keys: readonly string[]): Toggled {
  const next = new Set(toggled);
  for (const key of keys) if (!next.delete(key)) next.add(key);
  for (const oldest of next) {
    if (next.size <= maxToggled) break;
    next.delete(oldest);
  }
  return next;
}

function flip<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

function show(model: Model, target: Extract<ViewEvent, { type: 'show' }>['target']): Model {
  const serial = model.focus.serial + 1;
  if (target.kind === 'filter') return { ...model, focus: { serial, place: 'filter' } };
  if (target.kind === 'tree') return { ...model, focus: { serial, place: target.tree } };
  const unfolded = new Set(model.toggled);
  unfolded.delete(packKey(target.pack));
  const key = unfoldTo(target, unfolded);
  const folded = new Set(model.folded);
  folded.delete('paper');
  return {
    ...model,
    query: '',
    found: null,
    folded,
    toggled: unfolded,
    active: { ...model.active, paper: key },
    lastTree: 'paper',
    focus: { serial, place: 'paper' },
  };
}

/** Unfolds what the row stands under and gives its key. */
function unfoldTo(target: Exclude<FocusTarget, { kind: 'filter' }>, unfolded: Set<string>): string {
  switch (target.kind) {
    case 'pack':
      return packKey(target.pack);
    case 'paper-section': {
      const section = paperSectionKey(target.pack, target.section);
      unfolded.add(section);
      return section;
    }
    case 'work': {
      const group = groupKey(target.pack, 'works');
      unfolded.add(group);
      return childKey(group, 'work', target.work);
    }
    case 'term': {
      const group = groupKey(target.pack, 'terms');
      unfolded.add(group);
      return childKey(group, 'term', target.term);
    }
  }
}

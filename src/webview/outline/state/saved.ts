/**
 * What of the model outlives the page: VS Code throws the page away whenever the view is hidden. The filter
 * does not: who comes back sees the outline.
 */
import { emptyModel, type Model, maxToggled, paneNames } from './model.ts';

export interface Saved {
  readonly version: 1;
  readonly toggled: readonly string[];
  readonly folded: readonly string[];
  readonly active: Model['active'];
  readonly lastTree: Model['lastTree'];
  readonly scroll: Model['scroll'];
  readonly coverageView: Model['coverageView'];
}

export function save(model: Model): Saved {
  const { toggled, folded, active, lastTree, scroll, coverageView } = model;
  return {
    version: 1,
    toggled: [...toggled],
    folded: [...folded],
    active,
    lastTree,
    scroll,
    coverageView,
  };
}

/**
 * A model with no data yet, as it was left. What has not the shape it should is forgotten, member by member.
 */
export function restore(state: unknown): Model {
  if (!isRecord<Saved>(state) || state.version !== 1) return emptyModel;
  const active = isRecord<Saved['active']>(state.active) ? state.active : {};
  const scroll = isRecord<Saved['scroll']>(state.scroll) ? state.scroll : {};
  const folded = new Set(texts(state.folded));
  return {
    ...emptyModel,
    toggled: new Set(texts(state.toggled).slice(-maxToggled)),
    folded: Array.isArray(state.folded)
      ? new Set(paneNames.filter((name) => folded.has(name)))
      : emptyModel.folded,
    active: {
      manuscript: text(active.manuscript),
      paper: text(active.paper),
      found: null,
    },
    lastTree: state.lastTree === 'paper' ? 'paper' : 'manuscript',
    scroll: {
      manuscript: offset(scroll.manuscript),
      paper: offset(scroll.paper),
      found: 0,
    },
    coverageView: state.coverageView === 'years' ? 'years' : 'sections',
  };
}

/** Whether it is an object, of which no member can be trusted yet. */
function isRecord<T>(value: unknown): value is { readonly [K in keyof T]?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

function offset(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : 0;
}

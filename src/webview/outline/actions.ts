/** What can be done to a row: the entries of its menu, the buttons on it, and what Enter does. */
import type { FocusTarget, FromOutline, OutlineAction, OutlineData } from '../../protocol/outline.ts';
import type { IconName } from './components/Icon.tsx';
import type { Item } from './rows/row.ts';

/**
 * Most actions are for the extension to carry out; the view itself can show what a filter found where it
 * belongs.
 */
export type Effect =
  | { readonly kind: 'send'; readonly message: FromOutline }
  | { readonly kind: 'show'; readonly target: FocusTarget };

export interface RowAction {
  readonly id: OutlineAction | 'show-in-paper';
  readonly label: string;
  readonly icon: IconName;
  /** The key that does the same, for the menu. */
  readonly keys: string | null;
  readonly effect: Effect;
}

/** The first one that has `keys: 'Enter'` is what Enter and a double click do. */
export function actionsFor(item: Item, { manuscript }: OutlineData): RowAction[] {
  switch (item.kind) {
    case 'section':
      return reveals(item.section);
    case 'place':
      return reveals(item.section ?? startOfDocument);
    case 'pack':
      return [...openDoi(item.paper.pack, null, item.paper.doi), openPack(item.paper.pack, null)];
    case 'group':
      return [openPack(item.paper.pack, null)];
    case 'paper-section':
    case 'fact':
      return [openPack(item.paper.pack, item.section.id)];
    case 'work': {
      const { pack } = item.paper;
      const { id, doi, key } = item.work;
      const writable = manuscript !== null;
      return [
        ...(writable ? [insertCitation(pack, id)] : []),
        ...(writable && key === null ? [addToBibliography(pack, id)] : []),
        ...openDoi(pack, id, doi),
        { ...openPack(pack, id), keys: 'Enter' },
      ];
    }
    case 'term': {
      const { pack } = item.paper;
      return [
        ...(manuscript === null ? [] : [insertTerm(pack, item.term.id)]),
        { ...openPack(pack, item.term.id), keys: 'Enter' },
      ];
    }
  }
}

const startOfDocument = { index: -1, title: '' };

function reveals({ index, title }: { readonly index: number; readonly title: string }): RowAction[] {
  const message = { type: 'reveal', section: index, title } as const;
  return [
    {
      id: 'reveal',
      label: 'Go to section',
      icon: 'go-to-file',
      keys: 'Enter',
      effect: { kind: 'send', message: { ...message, beside: false } },
    },
    {
      id: 'reveal-beside',
      label: 'Open to the side',
      icon: 'split-horizontal',
      keys: 'Alt+Enter',
      effect: { kind: 'send', message: { ...message, beside: true } },
    },
  ];
}

function insertCitation(pack: string, work: string): RowAction {
  return {
    id: 'insert-citation',
    label: 'Insert citation',
    icon: 'quote',
    keys: null,
    effect: { kind: 'send', message: { type: 'insert-citation', pack, work } },
  };
}

function insertTerm(pack: string, term: string): RowAction {
  return {
    id: 'insert-term',
    label: 'Insert term',
    icon: 'insert',
    keys: null,
    effect: { kind: 'send', message: { type: 'insert-term', pack, term } },
  };
}

function addToBibliography(pack: string, work: string): RowAction {
  return {
    id: 'add-to-bibliography',
    label: 'Add to bibliography',
    icon: 'add',
    keys: null,
    effect: { kind: 'send', message: { type: 'add-to-bibliography', pack, work } },
  };
}

function openDoi(pack: string, work: string | null, doi: string | null): RowAction[] {
  if (doi === null) return [];
  const message: FromOutline = { type: 'open-doi', pack, work };
  return [
    {
      id: 'open-doi',
      label: 'Open DOI',
      icon: 'link-external',
      keys: null,
      effect: { kind: 'send', message },
    },
  ];
}

function openPack(pack: string, id: string | null): RowAction {
  return {
    id: 'open-pack',
    label: 'Show in the paper',
    icon: 'book',
    keys: null,
    effect: { kind: 'send', message: { type: 'open-pack', pack, id } },
  };
}

/** For a row that a filter found: Enter shows it where it belongs, and writes nothing. */
export function showInPaper(item: Item): RowAction[] {
  const target = targetOf(item);
  if (target === null) return [];
  return [
    {
      id: 'show-in-paper',
      label: 'Show in the outline',
      icon: 'list-flat',
      keys: 'Enter',
      effect: { kind: 'show', target },
    },
  ];
}

function targetOf(item: Item): FocusTarget | null {
  switch (item.kind) {
    case 'paper-section':
      return { kind: 'paper-section', pack: item.paper.pack, section: item.section.id };
    case 'work':
      return { kind: 'work', pack: item.paper.pack, work: item.work.id };
    case 'term':
      return { kind: 'term', pack: item.paper.pack, term: item.term.id };
    case 'section':
    case 'pack':
    case 'group':
    case 'fact':
    case 'place':
      return null;
  }
}

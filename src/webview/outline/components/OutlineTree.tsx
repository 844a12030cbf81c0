/**
 * A tree of rows with what PsyCite does to them: opening, menus, buttons, and where focus and scrolling are
 * kept.
 */
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OutlineData } from '../../../protocol/outline.ts';
import { actionsFor, type RowAction, showInPaper } from '../actions.ts';
import { labelOf, type Row } from '../rows/row.ts';
import type { TreeName } from '../state/model.ts';
import type { Outline } from '../state/useOutline.ts';
import { Tree } from '../tree/Tree.tsx';
import { clip } from '../wording.ts';
import { Menu } from './Menu.tsx';
import { RowContent } from './RowContent.tsx';

export interface OutlineTreeProps {
  readonly outline: Outline;
  readonly data: OutlineData;
  readonly name: TreeName;
  readonly label: string;
  /** Never empty: a tree without rows is no tree. */
  readonly rows: readonly Row[];
  readonly currentKey?: string | null;
}

/** Between the last scrolling and its being remembered, in milliseconds. */
const scrollRest = 150;

export function OutlineTree({
  outline,
  data,
  name,
  label,
  rows,
  currentKey = null,
}: OutlineTreeProps): VNode {
  const { model, dispatch, perform } = outline;
  const [menu, setMenu] = useState<{ readonly row: Row; readonly at: { x: number; y: number } } | null>(null);
  const actionsOf = (row: Row): RowAction[] => rowActions(row, name, data);

  const scrolled = useRef<{ readonly timer: ReturnType<typeof setTimeout>; readonly keep: () => void }>(
    undefined,
  );
  const onScroll = (top: number): void => {
    clearTimeout(scrolled.current?.timer);
    const keep = (): void => {
      scrolled.current = undefined;
      dispatch({ type: 'scroll', tree: name, top });
    };
    scrolled.current = { timer: setTimeout(keep, scrollRest), keep };
  };
  // A filter takes the tree away, maybe before the scrolling has come to rest.
  useEffect(
    () => () => {
      clearTimeout(scrolled.current?.timer);
      scrolled.current?.keep();
    },
    [],
  );

  const closeMenu = (returnFocus: boolean): void => {
    setMenu(null);
    if (returnFocus) dispatch({ type: 'show', target: { kind: 'tree', tree: name } });
  };

  return (
    <>
      <Tree
        label={label}
        rows={rows}
        activeKey={model.active[name]}
        currentKey={currentKey}
        scrollTop={model.scroll[name]}
        focusSerial={model.focus.place === name ? model.focus.serial : 0}
        renderRow={(row) => (
          <RowContent
            row={row}
            showsKind={name === 'found'}
            actions={row.item.kind === 'section' || row.item.kind === 'place' ? [] : actionsOf(row)}
            onAction={(action) => perform(action.effect)}
          />
        )}
        onActive={(row) => dispatch({ type: 'active', tree: name, key: row.key })}
        onScroll={onScroll}
        onToggle={(keys) => dispatch({ type: 'toggle', keys })}
        onOpen={(row, how) => openRow(outline, row, actionsOf(row), how)}
        onMenu={(row, at) => setMenu({ row, at })}
        {...(name === 'found' && {
          onLeaveTop: () => dispatch({ type: 'show', target: { kind: 'filter' } }),
        })}
      />
      {menu !== null && (
        <Menu
          label={`Actions for ${clip(labelOf(menu.row.item))}`}
          at={menu.at}
          actions={actionsOf(menu.row)}
          onChoose={(action) => {
            closeMenu(true);
            perform(action.effect);
          }}
          onClose={closeMenu}
        />
      )}
    </>
  );
}

export function rowActions(row: Row, name: TreeName, data: OutlineData): RowAction[] {
  const actions = actionsFor(row.item, data);
  const shows = name === 'found' ? showInPaper(row.item) : [];
  // One of them alone is what Enter does.
  return shows.length === 0 ? actions : [...actions.map((one) => ({ ...one, keys: null })), ...shows];
}

/**
 * A click goes to a section and unfolds anything else; Enter and a double click do what the menu lists under
 * Enter. So nothing is written into the manuscript by a single click.
 */
export function openRow(
  { dispatch, perform }: Pick<Outline, 'dispatch' | 'perform'>,
  row: Row,
  actions: readonly RowAction[],
  { strong, beside }: { readonly strong: boolean; readonly beside: boolean },
): void {
  const goes = row.item.kind === 'section' || row.item.kind === 'place';
  const keys = goes && beside ? 'Alt+Enter' : 'Enter';
  const action = actions.find((each) => each.keys === keys);
  if (action !== undefined && (strong || goes || action.effect.kind === 'show')) perform(action.effect);
  else if (row.expanded !== null) dispatch({ type: 'toggle', keys: [row.key] });
}

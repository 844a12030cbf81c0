/**
 * A virtualised tree: rows of one height, of which only those in view exist. Roles, focus and keys follow the
 * tree view pattern of the ARIA Authoring Practices Guide; the focus roves, so a Tab stop is exactly one row.
 */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../rows/row.ts';
import { moveFor, TypeAhead } from './navigation.ts';
import { drawnRows, rowHeight, rowWindow, scrollToJump, scrollToKeep, scrollToShow } from './window.ts';

export interface TreeProps {
  readonly label: string;
  readonly rows: readonly Row[];
  /** The row with the Tab stop; the first row where it is null or gone. */
  readonly activeKey: string | null;
  /** The row to highlight and to follow. */
  readonly currentKey?: string | null;
  /** Where to scroll to at first. */
  readonly scrollTop: number;
  /** Changes when the tree is to take the focus; 0 never does. */
  readonly focusSerial: number;
  readonly renderRow: (row: Row) => ComponentChildren;
  readonly onActive: (row: Row) => void;
  readonly onScroll: (top: number) => void;
  readonly onToggle: (keys: readonly string[]) => void;
  /** Enter or a double click (`strong`), a click, or either with Alt (`beside`). */
  readonly onOpen: (row: Row, how: { readonly strong: boolean; readonly beside: boolean }) => void;
  readonly onMenu: (row: Row, at: { readonly x: number; readonly y: number }) => void;
  /** Arrow up on the first row. */
  readonly onLeaveTop?: () => void;
}

/** The deepest level that still gets an indent of its own. */
const deepestIndent = 9;

export function Tree(props: TreeProps): VNode {
  const { rows } = props;
  const element = useRef<HTMLDivElement>(null);
  const typeAhead = useRef(new TypeAhead());
  const [view, setView] = useState({ top: props.scrollTop, height: 0 });
  const found = props.activeKey === null ? -1 : rows.findIndex((row) => row.key === props.activeKey);
  const active = useNearestPlace(found, rows.length);
  // Read while the old rows still stand: a row that goes away takes the focus with it.
  const hadFocus = element.current?.contains(document.activeElement) ?? false;

  const measure = (): void => {
    const tree = element.current;
    if (tree === null) return;
    const next = new Viewport(tree);
    setView((old) => {
      const before = rowWindow(old.top, old.height, rows.length);
      const after = rowWindow(next.top, next.height, rows.length);
      const isSame = before.start === after.start && before.end === after.end && old.height !== 0;
      return isSame ? old : { top: next.top, height: next.height };
    });
  };

  useLayoutEffect(() => {
    const tree = element.current;
    if (tree === null) return;
    tree.scrollTop = props.scrollTop;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(tree);
    const around = scrollerAround(tree);
    if (around !== null) observer.observe(around);
    around?.addEventListener('scroll', measure);
    return () => {
      observer.disconnect();
      around?.removeEventListener('scroll', measure);
    };
  }, []);

  const drawnBefore = useRef(rows);
  useLayoutEffect(() => {
    const tree = element.current;
    const before = drawnBefore.current;
    drawnBefore.current = rows;
    if (tree === null || before === rows) return;
    const view = new Viewport(tree);
    view.scrollTo(scrollToKeep(view.top, before, rows));
    measure();
    if (hadFocus && !tree.contains(document.activeElement)) focusRow(tree, active);
  }, [rows]);

  const show = (index: number, scrollTo = scrollToShow): void => {
    const tree = element.current;
    if (tree === null || index < 0) return;
    const view = new Viewport(tree);
    view.scrollTo(scrollTo(index, view.top, view.height));
    measure();
  };

  // A row to be focused may have to be drawn first, so the focus follows the rendering.
  const focusWanted = useRef<typeof scrollToShow | null>(null);
  useLayoutEffect(() => {
    const tree = element.current;
    const scrollTo = focusWanted.current;
    if (scrollTo === null || tree === null) return;
    focusWanted.current = null;
    show(active, scrollTo);
    focusRow(tree, active);
  });
  const [, redraw] = useState(0);
  const focusSoon = (scrollTo: typeof scrollToShow): void => {
    focusWanted.current = scrollTo;
    redraw((times) => times + 1);
  };
  useLayoutEffect(() => {
    if (props.focusSerial > 0) focusSoon(scrollToJump);
  }, [props.focusSerial]);

  const current = props.currentKey == null ? -1 : rows.findIndex((row) => row.key === props.currentKey);
  useEffect(() => {
    const tree = element.current;
    // Where all panes scroll together, what is looked at may be another of them.
    if (tree === null || tree.contains(document.activeElement) || new Viewport(tree).isShared) return;
    show(current);
  }, [props.currentKey]);

  const goTo = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    props.onActive(row);
    focusSoon(scrollToShow);
  };

  const menuAtRow = (index: number): void => {
    const box = rowElement(element.current, index)?.getBoundingClientRect();
    const row = rows[index];
    if (box !== undefined && row !== undefined) props.onMenu(row, { x: box.left + 24, y: box.bottom });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (row === undefined) return;
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      menuAtRow(active);
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || (event.key === ' ' && !typeAhead.current.continues(event.timeStamp))) {
      event.preventDefault();
      props.onOpen(row, { strong: event.key === 'Enter', beside: event.altKey });
      return;
    }
    if (event.altKey) return;
    if (event.key === 'ArrowUp' && active === 0 && props.onLeaveTop !== undefined) {
      event.preventDefault();
      props.onLeaveTop();
      return;
    }
    const page = Math.floor(view.height / rowHeight);
    const move = moveFor(event.key, rows, active, page);
    if (move !== null) {
      event.preventDefault();
      if (move.kind === 'go') goTo(move.index);
      else props.onToggle(move.rows.map((index) => rows[index]!.key));
      return;
    }
    if ([...event.key].length === 1) {
      const index = typeAhead.current.find(event.key, event.timeStamp, rows, active);
      if (index !== null) goTo(index);
    }
  };

  const onPointer = (event: MouseEvent): void => {
    const index = indexAt(event.target);
    const row = index === null ? undefined : rows[index];
    if (row === undefined || index === null) return;
    if (event.type === 'contextmenu') {
      event.preventDefault();
      goTo(index);
      // A keyboard's context menu comes without a place of its own.
      if (event.clientX === 0 && event.clientY === 0) menuAtRow(index);
      else props.onMenu(row, { x: event.clientX, y: event.clientY });
      return;
    }
    goTo(index);
    if (isTwistie(event.target) && row.expanded !== null) props.onToggle([row.key]);
    else props.onOpen(row, { strong: event.type === 'dblclick', beside: event.altKey });
  };

  const drawn = drawnRows(rowWindow(view.top, view.height, rows.length), active);
  return (
    <div
      ref={element}
      class="tree"
      role="tree"
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onFocusIn={(event) => {
        // A screen reader may put the focus on any row.
        const row = rows[indexAt(event.target) ?? -1];
        if (row !== undefined && row.key !== props.activeKey) props.onActive(row);
      }}
      onClick={(event) => event.detail < 2 && onPointer(event)}
      onDblClick={onPointer}
      onContextMenu={onPointer}
      onScroll={(event) => {
        measure();
        props.onScroll(event.currentTarget.scrollTop);
      }}
    >
      <div class="tree-rows" role="none" style={{ height: `${rows.length * rowHeight}px` }}>
        {drawn.map((index) => {
          const row = rows[index]!;
          const isActive = index === active;
          return (
            <div
              key={row.key}
              class={rowClass(row, index === found, index === current)}
              role="treeitem"
              data-index={index}
              aria-level={row.level}
              aria-setsize={row.siblings}
              aria-posinset={row.position}
              aria-expanded={row.expanded ?? undefined}
              aria-selected={index === found}
              aria-current={index === current ? 'location' : undefined}
              tabIndex={isActive ? 0 : -1}
              style={{
                top: `${index * rowHeight}px`,
                '--indent': String(Math.min(row.level - 1, deepestIndent)),
              }}
            >
              {props.renderRow(row)}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What scrolls a tree together with what stands beside it, where the tree does not scroll by itself. */
const scrollerAround = (tree: Element): Element | null => tree.closest('.panes');

/** The part of a tree that is in view, as an offset from its top. */
class Viewport {
  readonly isShared: boolean;
  readonly top: number;
  readonly height: number;
  readonly #scroller: Element;

  constructor(tree: Element) {
    const around = getComputedStyle(tree).overflowY === 'visible' ? scrollerAround(tree) : null;
    this.isShared = around !== null;
    this.#scroller = around ?? tree;
    const above = around === null ? 0 : around.getBoundingClientRect().top - tree.getBoundingClientRect().top;
    this.top = around === null ? tree.scrollTop : above;
    this.height = this.#scroller.clientHeight;
  }

  scrollTo(top: number): void {
    if (top !== this.top) this.#scroller.scrollTop += top - this.top;
  }
}

function rowClass(row: Row, isChosen: boolean, isCurrent: boolean): string {
  return `row row-${row.item.kind}${isChosen ? ' row-active' : ''}${isCurrent ? ' row-current' : ''}`;
}

/** Where the active row is, or was before it went away. */
function useNearestPlace(found: number, length: number): number {
  const last = useRef(0);
  if (found !== -1) last.current = found;
  return Math.max(0, Math.min(last.current, length - 1));
}

function rowElement(tree: Element | null, index: number): HTMLElement | null {
  return tree?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

function focusRow(tree: Element, index: number): void {
  rowElement(tree, index)?.focus({ preventScroll: true });
}

function indexAt(target: EventTarget | null): number | null {
  if (!(target instanceof Element) || target.closest('button') !== null) return null;
  const index = target.closest('[data-index]')?.getAttribute('data-index') ?? null;
  return index === null ? null : Number(index);
}

function isTwistie(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.twistie') !== null;
}

/**
 * A row's menu, after the menu pattern of the ARIA Authoring Practices Guide. It closes on anything but a
 * choice.
 */
import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { RowAction } from '../actions.ts';

export interface MenuProps {
  readonly label: string;
  /** Never empty. */
  readonly actions: readonly RowAction[];
  /** Where the pointer or row is, in CSS pixels of the page. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onChoose: (action: RowAction) => void;
  /** `returnFocus` where the person closed it, not where the focus has gone elsewhere already. */
  readonly onClose: (returnFocus: boolean) => void;
}

/** Kept between the menu and the edges of the page. */
const edge = 4;

export function Menu({ label, actions, at, onChoose, onClose }: MenuProps): VNode {
  const element = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const [place, setPlace] = useState(at);

  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect();
    if (box === undefined) return;
    setPlace({
      x: Math.max(edge, Math.min(at.x, window.innerWidth - box.width - edge)),
      y: Math.max(edge, Math.min(at.y, window.innerHeight - box.height - edge)),
    });
  }, [at]);

  useLayoutEffect(() => {
    element.current?.querySelectorAll<HTMLElement>('[role=menuitem]')[active]?.focus();
  }, [active]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextItem(event.key, active, actions);
    if (next !== null) setActive(next);
    else if (event.key === 'Enter' || event.key === ' ') onChoose(actions[active]!);
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={element}
      class="menu"
      role="menu"
      aria-label={label}
      tabIndex={-1}
      style={{ left: `${place.x}px`, top: `${place.y}px` }}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
      onFocusOut={(event) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || element.current?.contains(to) !== true) onClose(false);
      }}
    >
      {actions.map((action, index) => (
        <button
          key={action.id}
          type="button"
          class="menu-item"
          role="menuitem"
          tabIndex={index === active ? 0 : -1}
          aria-keyshortcuts={action.keys ?? undefined}
          onMouseMove={() => setActive(index)}
          onClick={() => onChoose(action)}
        >
          <span class="menu-label">{action.label}</span>
          {action.keys !== null && (
            <span class="menu-keys" aria-hidden="true">
              {action.keys}
            </span>
          )}
        </button>
      ))}
    </div>
  );
}

function nextItem(key: string, active: number, actions: readonly RowAction[]): number | null {
  const last = actions.length - 1;
  switch (key) {
    case 'ArrowDown':
      return active === last ? 0 : active + 1;
    case 'ArrowUp':
      return active === 0 ? last : active - 1;
    case 'Home':
      return 0;
    case 'End':
      return last;
  }
  if ([...key].length !== 1 || key === ' ') return null;
  const after = [...actions.keys()].map((offset) => (active + 1 + offset) % actions.length);
  return after.find((index) => actions[index]!.label.toLowerCase().startsWith(key.toLowerCase())) ?? null;
}

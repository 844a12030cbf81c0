/** A part of the view with a heading that folds it, as the panes of VS Code's side bar have. */
import type { ComponentChildren, VNode } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon.tsx';

export interface PaneProps {
  readonly name: string;
  readonly title: string;
  /** What is beside the title. */
  readonly detail?: string;
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

export function Pane({ name, title, detail, folded, onFold, actions, children }: PaneProps): VNode {
  const id = useId();
  return (
    <section class={`pane pane-${name}${folded ? ' pane-folded' : ''}`} aria-label={title}>
      <div class="pane-header">
        <h2>
          <button
            type="button"
            class="pane-title"
            aria-expanded={!folded}
            aria-controls={id}
            onClick={onFold}
          >
            <Icon name={folded ? 'chevron-right' : 'chevron-down'} />
            <span class="pane-name">{title}</span>
            {detail !== undefined && <span class="detail">{detail}</span>}
          </button>
        </h2>
        {!folded && actions !== undefined && <div class="pane-actions">{actions}</div>}
      </div>
      <div id={id} class="pane-body" hidden={folded}>
        {!folded && children}
      </div>
    </section>
  );
}

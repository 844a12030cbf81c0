import type { VNode } from 'preact';
import type { Row } from '../rows/row.ts';
import type { Outline } from '../state/useOutline.ts';
import { Icon } from './Icon.tsx';

export interface FoldAllProps {
  readonly outline: Outline;
  readonly rows: readonly Row[];
}

/** Folds every unfolded row but a lone root, which would leave nothing to see. */
export function FoldAll({ outline, rows }: FoldAllProps): VNode {
  const fold = (): void => {
    const unfolded = rows.filter((row) => row.expanded === true && !(row.level === 1 && row.siblings === 1));
    outline.dispatch({ type: 'toggle', keys: unfolded.map((row) => row.key) });
  };
  return (
    <button type="button" class="icon-button" aria-label="Collapse all" title="Collapse all" onClick={fold}>
      <Icon name="collapse-all" />
    </button>
  );
}

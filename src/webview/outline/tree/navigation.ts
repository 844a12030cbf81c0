/**
 * Keys in a tree, as the tree view pattern of the ARIA Authoring Practices Guide has them
 * (https://www.w3.org/WAI/ARIA/apg/patterns/treeview/): a single selection that goes with the focus.
 */
import { labelOf, type Row } from '../rows/row.ts';

export type Move =
  | { readonly kind: 'go'; readonly index: number }
  | { readonly kind: 'toggle'; readonly rows: readonly number[] };

/**
 * What a key does at the active row; null where the tree has no use for it.
 * @param page how many rows are in view
 */
export function moveFor(key: string, rows: readonly Row[], active: number, page: number): Move | null {
  const row = rows[active];
  if (row === undefined) return null;
  const go = (index: number): Move => ({ kind: 'go', index: Math.max(0, Math.min(rows.length - 1, index)) });
  switch (key) {
    case 'ArrowDown':
      return go(active + 1);
    case 'ArrowUp':
      return go(active - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'PageDown':
      return go(active + Math.max(1, page - 1));
    case 'PageUp':
      return go(active - Math.max(1, page - 1));
    case 'ArrowRight':
      if (row.expanded === null) return null;
      return row.expanded ? go(active + 1) : { kind: 'toggle', rows: [active] };
    case 'ArrowLeft':
      if (row.expanded === true) return { kind: 'toggle', rows: [active] };
      return row.parent === -1 ? null : go(row.parent);
    case '*':
      return { kind: 'toggle', rows: foldedSiblings(rows, active) };
    default:
      return null;
  }
}

function foldedSiblings(rows: readonly Row[], active: number): number[] {
  const { parent } = rows[active]!;
  return rows.flatMap((row, index) => (row.parent === parent && row.expanded === false ? [index] : []));
}

/** How long a pause may be between the letters of one word, in milliseconds. */
const typeAheadPause = 600;

/**
 * Finds the next row whose label begins with what was typed. Times come from the events, so it needs no
 * clock.
 */
export class TypeAhead {
  #typed = '';
  #last = Number.NEGATIVE_INFINITY;

  /** Whether a letter typed now continues a word. A space then belongs to the word, and opens nothing. */
  continues(time: number): boolean {
    return this.#typed !== '' && time - this.#last < typeAheadPause;
  }

  /**
   * The place of the row to go to, or null. The same letter again and again goes through the rows that begin
   * with it.
   */
  find(letter: string, time: number, rows: readonly Row[], active: number): number | null {
    this.#typed = this.continues(time) ? this.#typed + letter : letter;
    this.#last = time;
    const repeated = [...this.#typed].every((each) => each === letter);
    const prefix = fold(repeated ? letter : this.#typed);
    const first = repeated ? active + 1 : active;
    for (let step = 0; step < rows.length; step++) {
      const index = (first + step) % rows.length;
      if (fold(labelOf(rows[index]!.item)).startsWith(prefix)) return index;
    }
    return null;
  }
}

/** Without case and accents; the beginning is enough to tell rows apart. */
function fold(text: string): string {
  return text.slice(0, 200).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

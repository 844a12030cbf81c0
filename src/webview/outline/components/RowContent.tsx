/**
 * What is drawn inside a row. Its accessible name is the label and a sentence that is not seen; icons and numbers say
 * the same for the eye.
 */
import type { VNode } from 'preact';
import type { RowAction } from '../actions.ts';
import { detailOf, spokenOf, tooltipOf, workState } from '../describe.ts';
import { type Item, labelOf, type Row } from '../rows/row.ts';
import { clip, count } from '../wording.ts';
import { Icon, type IconName } from './Icon.tsx';

export interface RowContentProps {
  readonly row: Row;
  readonly actions: readonly RowAction[];
  /** Marks the kind of each row, for lists in which kinds stand side by side. */
  readonly showsKind: boolean;
  readonly onAction: (action: RowAction) => void;
}

export function RowContent({ row, actions, showsKind, onAction }: RowContentProps): VNode {
  const { item } = row;
  const detail = clip(detailOf(item));
  return (
    <span class="row-content" title={tooltipOf(item)}>
      <span class={row.expanded === null ? 'twistie twistie-none' : 'twistie'}>
        {row.expanded !== null && <Icon name={row.expanded ? 'chevron-down' : 'chevron-right'} />}
      </span>
      <Mark item={item} showsKind={showsKind} />
      <span class="row-text">
        <span class="label">{clip(labelOf(item))}</span>
        <span class="for-readers">{spokenOf(item)}</span>
        {detail !== '' && (
          <span class="detail" aria-hidden="true">
            {detail}
          </span>
        )}
      </span>
      <span class="row-actions" aria-hidden="true">
        {actions.map((action) => (
          <button
            key={action.id}
            type="button"
            tabIndex={-1}
            class="icon-button"
            title={action.label}
            onClick={() => onAction(action)}
          >
            <Icon name={action.icon} />
          </button>
        ))}
      </span>
      <Counts item={item} />
    </span>
  );
}

function Mark({ item, showsKind }: { readonly item: Item; readonly showsKind: boolean }): VNode | null {
  switch (item.kind) {
    case 'work':
      return <span class={`state state-${workState(item.work)}`} aria-hidden="true" />;
    case 'term':
      return <Icon name="symbol-text" tone={item.term.uses > 0 ? 'icon-used' : 'icon-quiet'} />;
    case 'fact':
      return <Icon name="beaker" tone="icon-quiet" />;
    case 'place':
      return <Icon name="location" tone="icon-quiet" />;
    case 'pack':
      return <Icon name={item.paper.imported ? 'lock' : 'book'} />;
    case 'section':
    case 'paper-section':
      return showsKind ? <Icon name={kindIcons[item.kind]} tone="icon-quiet" /> : null;
    case 'group':
      return <Icon name={item.group === 'works' ? 'library' : 'symbol-text'} tone="icon-quiet" />;
  }
}

const kindIcons: Readonly<Record<'section' | 'paper-section', IconName>> = {
  section: 'list-flat',
  'paper-section': 'book',
};

function Counts({ item }: { readonly item: Item }): VNode | null {
  switch (item.kind) {
    case 'section': {
      const { problems, totals } = item;
      return (
        <span class="counts" aria-hidden="true">
          <Badge kind="error" mark={<Icon name="key" />} value={problems.undefinedKeys} />
          <Badge kind="warning" mark={<Icon name="symbol-text" />} value={problems.undefinedAbbreviations} />
          <Badge kind="quiet" mark="¶" value={problems.uncitedParagraphs} />
          <span class="number number-citations">
            <Badge kind="quiet" mark={<Icon name="quote" />} value={totals.citations} />
          </span>
          <span class="number number-words">{count(totals.words)}</span>
        </span>
      );
    }
    case 'paper-section':
      return (
        <span class="counts" aria-hidden="true">
          <Badge kind="quiet" mark={<Icon name="quote" />} value={item.section.works.length} />
          <Badge kind="quiet" mark={<Icon name="symbol-text" />} value={item.section.terms.length} />
        </span>
      );
    case 'group': {
      const { works, terms } = item.paper;
      const total = item.group === 'works' ? works.length : terms.length;
      return <Total text={count(total)} />;
    }
    case 'work': {
      const places = new Set(item.work.citedIn).size;
      const doubt = item.work.uncertain ? '?' : '';
      return places === 0 ? null : <Total text={`${count(places)}×${doubt}`} />;
    }
    case 'term':
      return item.term.uses === 0 ? null : <Total text={`${count(item.term.uses)}×`} />;
    case 'pack':
    case 'fact':
    case 'place':
      return null;
  }
}

function Total({ text }: { readonly text: string }): VNode {
  return (
    <span class="counts" aria-hidden="true">
      <span class="number">{text}</span>
    </span>
  );
}

interface BadgeProps {
  readonly kind: 'error' | 'warning' | 'quiet';
  readonly mark: VNode | string;
  readonly value: number;
}

function Badge({ kind, mark, value }: BadgeProps): VNode | null {
  if (value === 0) return null;
  return (
    <span class={`badge badge-${kind}`}>
      {mark}
      {count(value)}
    </span>
  );
}

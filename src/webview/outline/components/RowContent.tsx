/**
 * What is drawn inside a row. Its accessible name is the label and a sentence that is not seen; icons and
 * numbers say the same for the eye.
 */
import type { VNode } from 'preact';
import type { RowAction } from '../actions.ts';
import { detailOf, placesText, spokenOf, tooltipOf, workState } from '../describe.ts';
import { type Item, labelOf, type Row } from '../rows/row.ts';
import { clip, count, counted } from '../wording.ts';
import { Icon, type IconName } from './Icon.tsx';
import { Mark, type MarkName, marks } from './Legend.tsx';

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
      <Kind item={item} showsKind={showsKind} />
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

function Kind({ item, showsKind }: { readonly item: Item; readonly showsKind: boolean }): VNode | null {
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
      return <Icon name="book" />;
    case 'section':
    case 'paper-section':
      return showsKind ? <Icon name={kindIcons[item.kind]} tone="icon-quiet" /> : null;
    case 'group':
      return null;
  }
}

const kindIcons: Readonly<Record<'section' | 'paper-section', IconName>> = {
  section: 'list-flat',
  'paper-section': 'book',
};

/** In a wide pane each number has its word; elsewhere a mark stands for it, which the legend explains. */
function Counts({ item }: { readonly item: Item }): VNode | null {
  switch (item.kind) {
    case 'section': {
      const { problems, totals } = item;
      return (
        <span class="counts" aria-hidden="true">
          <Badge of="undefined-keys" value={problems.undefinedKeys} />
          <Badge of="undefined-abbreviations" value={problems.undefinedAbbreviations} />
          <Badge of="uncited-paragraphs" value={problems.uncitedParagraphs} />
          <span class="number number-citations">
            <Badge of="citations" value={totals.citations} />
          </span>
          <span class="number number-words">
            {count(totals.words)}
            <Unit value={totals.words} one="word" />
          </span>
        </span>
      );
    }
    case 'paper-section':
      return (
        <span class="counts" aria-hidden="true">
          <Badge of="works" value={item.section.works.length} />
          <Badge of="terms" value={item.section.terms.length} />
        </span>
      );
    case 'work':
      return item.work.citedIn.length === 0 ? null : (
        <Total text={`${item.work.uncertain ? 'perhaps ' : ''}${placesText(item.work)}`} />
      );
    case 'term':
      return item.term.uses === 0 ? null : <Total text={counted(item.term.uses, 'use')} />;
    case 'group':
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

function Badge({ of, value }: { readonly of: MarkName; readonly value: number }): VNode | null {
  if (value === 0) return null;
  const { tone, one } = marks[of];
  return (
    <span class={`badge badge-${tone} badge-${of}`}>
      <Mark of={of} />
      {count(value)}
      <Unit value={value} one={one} />
    </span>
  );
}

function Unit({ value, one }: { readonly value: number; readonly one: string }): VNode {
  return <span class="unit">{` ${value === 1 ? one : `${one}s`}`}</span>;
}

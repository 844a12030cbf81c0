/** All there is to say about the row chosen in the paper, in full and with its actions as buttons. */
import type { VNode } from 'preact';
import type { RowAction } from '../actions.ts';
import { summaryOf, workState, workStateText, worksText } from '../describe.ts';
import { type Item, labelOf } from '../rows/row.ts';
import { clip, counted, dotted } from '../wording.ts';
import { Icon } from './Icon.tsx';

export interface DetailsProps {
  readonly item: Item;
  readonly actions: readonly RowAction[];
  readonly onAction: (action: RowAction) => void;
}

export function Details({ item, actions, onAction }: DetailsProps): VNode {
  return (
    <section class="details" aria-label="Details of the chosen row">
      <h3 class="details-title">{clip(labelOf(item))}</h3>
      <Body item={item} />
      {actions.length > 0 && (
        <div class="details-actions">
          {actions.map((action) => (
            <button key={action.id} type="button" class="text-button" onClick={() => onAction(action)}>
              <Icon name={action.icon} />
              {action.label}
            </button>
          ))}
        </div>
      )}
    </section>
  );
}

function Body({ item }: { readonly item: Item }): VNode {
  switch (item.kind) {
    case 'work': {
      const { work } = item;
      return (
        <>
          <p>{clip(work.title)}</p>
          <p class="quiet">{clip(dotted(work.container, work.year === null ? null : String(work.year)))}</p>
          <p class="quiet details-state">
            <span class={`state state-${workState(work)}`} aria-hidden="true" />
            {workStateText(work)}
          </p>
        </>
      );
    }
    case 'term': {
      const { term } = item;
      const uses = term.uses === 0 ? 'not used in this manuscript' : `used ${counted(term.uses, 'time')}`;
      return (
        <>
          <p class="quiet">{clip(dotted(term.short, term.category, uses))}</p>
          <p>{term.definition === null ? 'No definition yet.' : term.definition}</p>
        </>
      );
    }
    case 'pack':
      return (
        <>
          <p>{clip(item.paper.title)}</p>
          <p class="quiet">
            {dotted(worksText(item.paper), item.paper.imported && 'imported, on this machine only')}
          </p>
        </>
      );
    case 'section':
    case 'paper-section':
    case 'group':
    case 'fact':
    case 'place':
      return <p class="quiet">{clip(summaryOf(item))}</p>;
  }
}

import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { maxQueryLength } from '../../../protocol/outline.ts';
import { Icon } from './Icon.tsx';

export interface FilterBoxProps {
  readonly query: string;
  /** Changes when the box is to take the focus; 0 never does. */
  readonly focusSerial: number;
  readonly onQuery: (query: string) => void;
  /** Arrow down: into the list below. */
  readonly onLeave: () => void;
  /** Enter: what is first in the list. */
  readonly onEnter: (beside: boolean) => void;
}

export function FilterBox({ query, focusSerial, onQuery, onLeave, onEnter }: FilterBoxProps): VNode {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (focusSerial === 0) return;
    input.current?.focus();
    input.current?.select();
  }, [focusSerial]);

  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter and arrows also choose among an input method's candidates.
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') onLeave();
    else if (event.key === 'Enter') onEnter(event.altKey);
    else if (event.key === 'Escape' && query !== '') onQuery('');
    else return;
    event.preventDefault();
  };

  return (
    <search class="filter">
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        value={query}
        maxLength={maxQueryLength}
        placeholder="Find section, work or term"
        aria-label="Find a section, work or term"
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {query !== '' && (
        <button
          type="button"
          class="icon-button"
          aria-label="Clear"
          title="Clear (Escape)"
          onClick={() => onQuery('')}
        >
          <Icon name="close" />
        </button>
      )}
    </search>
  );
}

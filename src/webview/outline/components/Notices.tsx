/** What stands where there is nothing to show: why, and what to do next. */
import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Outline } from '../state/useOutline.ts';
import { clip } from '../wording.ts';
import { Icon } from './Icon.tsx';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly secondary?: boolean;
  readonly onClick: () => void;
}

function Button({ children, secondary = false, onClick }: ButtonProps): VNode {
  return (
    <button type="button" class={secondary ? 'button button-secondary' : 'button'} onClick={onClick}>
      {children}
    </button>
  );
}

/** After this long, in milliseconds, the person may wish to do something about it. */
const slowAfter = 10_000;

export function Loading({ outline }: { readonly outline: Outline }): VNode {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfter);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class="notice loading" role="status">
      <div class="loading-bar" aria-hidden="true" />
      <p>Reading the manuscript…</p>
      {slow && (
        <>
          <p>This takes longer than it should. The language server may still be starting.</p>
          <Button onClick={outline.retry}>Try again</Button>
        </>
      )}
    </div>
  );
}

export function Failure({
  outline,
  message,
}: {
  readonly outline: Outline;
  readonly message: string;
}): VNode {
  const stale = outline.model.data !== null;
  return (
    <div class="failure" role="alert">
      <Icon name="error" tone="icon-error" />
      <div>
        <p>{clip(message)}</p>
        {stale && <p class="quiet">What is below may be out of date.</p>}
        <Button onClick={outline.retry}>Try again</Button>
      </div>
    </div>
  );
}

export function NoManuscript({ outline }: { readonly outline: Outline }): VNode {
  return (
    <div class="notice">
      <p>
        No manuscript is open. Open a Markdown, Quarto, R Markdown, LaTeX or Typst file to see its sections.
      </p>
      <Button onClick={() => outline.send({ type: 'open-sample' })}>Open the sample manuscript</Button>
      <Button secondary onClick={() => outline.send({ type: 'first-steps' })}>
        First steps
      </Button>
    </div>
  );
}

export function NoHeadings(): VNode {
  return (
    <div class="notice">
      <p>
        No headings yet. Each heading becomes a section here, with its words, its citations and what is still
        undefined in it.
      </p>
    </div>
  );
}

export function NoPaper({ outline }: { readonly outline: Outline }): VNode {
  return (
    <div class="notice">
      <p>
        No paper is active. Import a review paper to see its sections, terms and works beside your manuscript.
      </p>
      <Button secondary onClick={() => outline.send({ type: 'import-paper' })}>
        Import a paper
      </Button>
    </div>
  );
}

export function NothingFound({ outline }: { readonly outline: Outline }): VNode {
  return (
    <div class="notice">
      <p>{`Nothing matches “${outline.model.query.trim()}”. Try fewer letters, a surname, or a year.`}</p>
      <Button secondary onClick={() => outline.dispatch({ type: 'query', query: '' })}>
        Clear
      </Button>
    </div>
  );
}

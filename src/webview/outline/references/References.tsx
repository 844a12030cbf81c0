/**
 * The manuscript's references as they will print: where each is cited, what it lacks, and the way to the
 * clipboard.
 */
import { h, type VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { PrintedReference, ReferencesData } from '../../../protocol/outline.ts';
import { Icon } from '../components/Icon.tsx';
import { count, counted } from '../wording.ts';
import { copyReferences, elementOf, textOf } from './copying.ts';

/** More are not drawn; a filter finds the others, and copying takes all. */
const maxDrawn = 200;

interface ReferencesProps {
  readonly references: ReferencesData;
  readonly onNext: (key: string) => void;
}

export function References({ references, onNext }: ReferencesProps): VNode {
  const { list, message } = references;
  const [filter, setFilter] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [copied, setCopied] = useState('');
  const found = useMemo(() => filtered(list, filter), [list, filter]);
  if (message !== '') return <p class="quiet references-note">{message}</p>;
  if (list.length === 0)
    return <p class="quiet references-note">This manuscript cites no work of its bibliographies.</p>;
  const selected = list.filter(({ key }) => chosen.has(key));
  const copy = (some: readonly PrintedReference[]): void => {
    const done = copyReferences(some);
    setCopied(done ? `Copied ${counted(some.length, 'reference')}.` : 'The clipboard cannot be written.');
  };
  const choose = (key: string): void => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return (
    <div class="references">
      <div class="references-bar">
        <input
          type="search"
          class="references-filter"
          placeholder="Filter references"
          aria-label="Filter references"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value.slice(0, 200))}
        />
        <button type="button" class="choice" onClick={() => copy(selected.length > 0 ? selected : found)}>
          {selected.length > 0
            ? `Copy ${count(selected.length)}`
            : filter.trim() === ''
              ? 'Copy all'
              : 'Copy found'}
        </button>
      </div>
      <div class="for-readers" role="status">
        {copied}
      </div>
      <ol class="references-list" aria-label="References as they will print">
        {found.slice(0, maxDrawn).map((reference) => (
          <Entry
            key={reference.key}
            reference={reference}
            isChosen={chosen.has(reference.key)}
            onChoose={() => choose(reference.key)}
            onCopy={() => copy([reference])}
            onNext={() => onNext(reference.key)}
          />
        ))}
      </ol>
      {found.length === 0 && <p class="quiet references-note">No reference has these words.</p>}
      {found.length > maxDrawn && (
        <p class="quiet references-note">{`The first ${count(maxDrawn)} of ${count(found.length)} shown; the filter finds the others.`}</p>
      )}
    </div>
  );
}

function filtered(list: readonly PrintedReference[], filter: string): readonly PrintedReference[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return list;
  return list.filter((reference) => {
    const text = `${reference.key} ${textOf(reference)} ${reference.lacks.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

interface EntryProps {
  readonly reference: PrintedReference;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onCopy: () => void;
  readonly onNext: () => void;
}

function Entry({ reference, isChosen, onChoose, onCopy, onNext }: EntryProps): VNode {
  const { key, runs, citations, lacks } = reference;
  const times = `cited ${citations === 1 ? 'once' : `${count(citations)} times`}`;
  return (
    <li class="reference">
      <input type="checkbox" aria-label={`Select ${key}`} checked={isChosen} onChange={onChoose} />
      <div class="reference-body">
        <p class="reference-text">{runs.map(drawn)}</p>
        {lacks.map((lack) => (
          <p key={lack} class="reference-lack">
            <Icon name="warning" />
            {lack}
          </p>
        ))}
        <p class="reference-actions">
          {citations === 0 ? (
            <span class="quiet">listed only</span>
          ) : (
            <button
              type="button"
              class="link"
              aria-label={`${times}: next citation of ${key}`}
              title="Go to the next citation"
              onClick={onNext}
            >
              {times}
            </button>
          )}
          <button type="button" class="link" aria-label={`Copy ${key}`} onClick={onCopy}>
            Copy
          </button>
        </p>
      </div>
    </li>
  );
}

/** Text in the elements that its marks stand for. */
const drawn = ({ text, marks }: PrintedReference['runs'][number]): VNode | string =>
  marks.reduceRight<VNode | string>((inner, mark) => {
    const name = elementOf.get(mark);
    return name === undefined ? inner : h(name, mark === 'small-caps' ? { class: 'small-caps' } : {}, inner);
  }, text);

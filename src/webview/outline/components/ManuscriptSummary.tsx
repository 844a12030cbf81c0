/** The manuscript's length, and how near it is to what its front matter or the journal allows. */
import type { VNode } from 'preact';
import type { ManuscriptLimit, ManuscriptOutline } from '../../../protocol/outline.ts';
import { count, counted } from '../wording.ts';

export function ManuscriptSummary({ manuscript }: { readonly manuscript: ManuscriptOutline }): VNode {
  const { words, limits } = manuscript;
  return (
    <div class="summary">
      {!limits.some((each) => each.of === 'words') && <span>{counted(words, 'word')}</span>}
      {limits.map((each) => (
        <Limit key={each.of} {...each} />
      ))}
    </div>
  );
}

const names: Readonly<Record<ManuscriptLimit['of'], string>> = {
  words: 'Words',
  abstract: 'Words of the abstract',
  references: 'Works cited',
};

function Limit({ of, count: amount, limit }: ManuscriptLimit): VNode {
  const over = amount - limit;
  const rest = over > 0 ? `${count(over)} over` : `${count(-over)} left`;
  const text = {
    words: `${count(amount)} of ${counted(limit, 'word')}`,
    abstract: `Abstract ${count(amount)} of ${count(limit)}`,
    references: `${count(amount)} of ${counted(limit, 'reference')}`,
  }[of];
  return (
    <div class={over > 0 ? 'limit limit-over' : 'limit'}>
      <span>{text}</span>
      <span class="limit-rest">{rest}</span>
      <div
        class="progress"
        role="progressbar"
        aria-label={names[of]}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(amount, limit)}
        aria-valuetext={`${text}, ${rest}`}
      >
        <div
          class="progress-bar"
          style={{ width: `${Math.min(100, (amount / Math.max(1, limit)) * 100)}%` }}
        />
      </div>
    </div>
  );
}

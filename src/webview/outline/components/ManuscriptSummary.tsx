/** The manuscript's length, and how near it is to what the journal allows. */
import type { VNode } from 'preact';
import type { ManuscriptOutline } from '../../../protocol/outline.ts';
import { count, counted } from '../wording.ts';

export function ManuscriptSummary({ manuscript }: { readonly manuscript: ManuscriptOutline }): VNode {
  const { words, wordLimit } = manuscript;
  if (wordLimit === null || wordLimit === 0) {
    return (
      <div class="summary">
        <span class="summary-text">{counted(words, 'word')}</span>
      </div>
    );
  }
  const over = words - wordLimit;
  const text = `${count(words)} of ${counted(wordLimit, 'word')}`;
  return (
    <div class={over > 0 ? 'summary summary-over' : 'summary'}>
      <span class="summary-text">{text}</span>
      <span class="summary-rest">{over > 0 ? `${count(over)} over` : `${count(-over)} left`}</span>
      <div
        class="progress"
        role="progressbar"
        aria-label="Words of the limit"
        aria-valuemin={0}
        aria-valuemax={wordLimit}
        aria-valuenow={Math.min(words, wordLimit)}
        aria-valuetext={over > 0 ? `${text}, ${count(over)} over` : text}
      >
        <div class="progress-bar" style={{ width: `${Math.min(100, (words / wordLimit) * 100)}%` }} />
      </div>
    </div>
  );
}

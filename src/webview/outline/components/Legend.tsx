/**
 * The marks that stand for words where there is no room for them, and the line below a tree that says what
 * they mean.
 */
import type { VNode } from 'preact';
import { type WorkState, wordsOfStates, workState } from '../describe.ts';
import type { Row } from '../rows/row.ts';
import { Icon, type IconName } from './Icon.tsx';

interface Meaning {
  readonly mark: IconName | '¶';
  readonly tone: 'error' | 'warning' | 'quiet';
  readonly one: string;
}

export type MarkName =
  | 'undefined-keys'
  | 'undefined-abbreviations'
  | 'uncited-paragraphs'
  | 'citations'
  | 'works'
  | 'terms';

export const marks: Readonly<Record<MarkName, Meaning>> = {
  'undefined-keys': { mark: 'key', tone: 'error', one: 'undefined key' },
  'undefined-abbreviations': { mark: 'symbol-text', tone: 'warning', one: 'undefined abbreviation' },
  'uncited-paragraphs': {
    mark: '¶',
    tone: 'quiet',
    one: 'uncited paragraph',
  },
  citations: { mark: 'quote', tone: 'quiet', one: 'citation' },
  works: { mark: 'quote', tone: 'quiet', one: 'work' },
  terms: { mark: 'symbol-text', tone: 'quiet', one: 'term' },
};

export function Mark({ of }: { readonly of: MarkName }): VNode {
  const { mark } = marks[of];
  return <span class="mark">{mark === '¶' ? mark : <Icon name={mark} />}</span>;
}

export interface LegendProps {
  readonly rows: readonly Row[];
  /** False where the states of works are explained elsewhere in view. */
  readonly withStates: boolean;
}

/** Of the marks that the rows show. For a screen reader each row has said it in words. */
export function Legend({ rows, withStates }: LegendProps): VNode | null {
  const { shown, of } = marksOf(rows, withStates);
  if (shown.length + of.length === 0) return null;
  return (
    <div class="tree-legend quiet" aria-hidden="true">
      {shown.map((name) => (
        <span key={name} class={`badge badge-${marks[name].tone} badge-${name}`}>
          <Mark of={name} />
          {`${marks[name].one}s`}
        </span>
      ))}
      {shown.includes('citations') && <span class="legend-words">then words</span>}
      {of.map(([state, words]) => (
        <span key={state} class="badge">
          <span class={`state state-${state}`} />
          {words}
        </span>
      ))}
    </div>
  );
}

function marksOf(rows: readonly Row[], withStates: boolean) {
  const names = new Set<MarkName>();
  const workStates = new Set<WorkState>();
  for (const { item } of rows) {
    if (item.kind === 'section') {
      names.add('citations');
      if (item.problems.undefinedKeys > 0) names.add('undefined-keys');
      if (item.problems.undefinedAbbreviations > 0) names.add('undefined-abbreviations');
      if (item.problems.uncitedParagraphs > 0) names.add('uncited-paragraphs');
    } else if (item.kind === 'paper-section') {
      if (item.section.works.length > 0) names.add('works');
      if (item.section.terms.length > 0) names.add('terms');
    } else if (item.kind === 'term') names.add('terms');
    else if (item.kind === 'work' && withStates) workStates.add(workState(item.work));
  }
  const shown = (Object.keys(marks) as MarkName[]).filter((name) => names.has(name));
  return { shown, of: wordsOfStates((state) => workStates.has(state)) };
}

/**
 * Which of a paper's works and terms the manuscript uses, drawn. Each drawing stands in a table that says the
 * same in words; what is cited is told from what is not by shape, not by colour alone.
 */
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { FocusTarget, PaperOutline } from '../../../protocol/outline.ts';
import { wordsOfStates, worksText } from '../describe.ts';
import type { CoverageView } from '../state/model.ts';
import { clip, count, counted } from '../wording.ts';
import { barPaths, squarePaths, stripWidth, timelineHeight } from './drawing.ts';
import { coverageOf, type Coverage as Numbers, type SectionCoverage, total } from './measure.ts';

export interface CoverageProps {
  /** Never empty. */
  readonly papers: readonly PaperOutline[];
  readonly view: CoverageView;
  readonly onShow: (target: FocusTarget) => void;
}

export function Coverage({ papers, view, onShow }: CoverageProps): VNode {
  const [chosen, setChosen] = useState(papers[0]!.pack);
  const paper = papers.find(({ pack }) => pack === chosen) ?? papers[0]!;
  const numbers = coverageOf(paper);
  return (
    <div class="coverage">
      {papers.length > 1 && (
        <select
          class="select"
          aria-label="Paper"
          value={paper.pack}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {papers.map(({ pack, citation }) => (
            <option key={pack} value={pack}>
              {clip(citation)}
            </option>
          ))}
        </select>
      )}
      <Legend paper={paper} numbers={numbers} />
      {view === 'sections' ? (
        <BySection
          numbers={numbers}
          onShow={(section) => onShow({ kind: 'paper-section', pack: paper.pack, section })}
        />
      ) : (
        <ByYear numbers={numbers} />
      )}
    </div>
  );
}

function Legend({ paper, numbers }: { readonly paper: PaperOutline; readonly numbers: Numbers }): VNode {
  const there = wordsOfStates((state) => state === 'cited' || numbers.works[state] > 0);
  return (
    <div class="legend">
      <ul>
        {there.map(([state, words]) => (
          <li key={state}>
            <span class={`state state-${state}`} aria-hidden="true" />
            {`${count(numbers.works[state])} ${words}`}
          </li>
        ))}
      </ul>
      <p class="quiet">
        <span>{`${count(numbers.termsUsed)} of ${counted(numbers.terms, 'term')} used`}</span>
        <span>{worksText(paper)}</span>
      </p>
    </div>
  );
}

interface BySectionProps {
  readonly numbers: Numbers;
  readonly onShow: (section: string) => void;
}

function BySection({ numbers, onShow }: BySectionProps): VNode {
  if (numbers.sections.length === 0)
    return <p class="quiet">No section of this paper lists works or terms.</p>;
  return (
    <>
      <table class="matrix">
        <caption class="for-readers">
          Works and terms of each section of the paper that the manuscript uses
        </caption>
        <thead class="for-readers">
          <tr>
            <th scope="col">Section</th>
            <th scope="col">Works</th>
            <th scope="col">Terms</th>
          </tr>
        </thead>
        <tbody>
          {numbers.sections.map((row) => (
            <tr key={row.section.id}>
              <th scope="row">
                <button
                  type="button"
                  class="link"
                  title={clip(row.section.title)}
                  onClick={() => onShow(row.section.id)}
                >
                  {clip(row.section.title)}
                </button>
              </th>
              <WorksCell row={row} />
              <TermsCell row={row} />
            </tr>
          ))}
        </tbody>
      </table>
      {numbers.sectionsLeftOut > 0 && (
        <p class="quiet">
          {`The first ${count(numbers.sections.length)} of ${counted(numbers.sections.length + numbers.sectionsLeftOut, 'section')} shown.`}
        </p>
      )}
    </>
  );
}

function WorksCell({ row }: { readonly row: SectionCoverage }): VNode {
  const all = total(row.works);
  const words =
    all === 0
      ? 'no works'
      : `${count(row.works.cited)} of ${counted(all, 'work')} cited, ${count(row.works.mentioned)} mentioned, ${count(row.works['in-bibliography'])} more in the bibliography`;
  return (
    <td class="matrix-works" title={words}>
      <svg class="strip" width={stripWidth} height={9} aria-hidden="true">
        {squarePaths(row.works).map(([state, path]) => (
          <path key={state} class={`drawn drawn-${state}`} d={path} />
        ))}
      </svg>
      <span class="for-readers">{words}</span>
    </td>
  );
}

function TermsCell({ row }: { readonly row: SectionCoverage }): VNode {
  const words =
    row.terms === 0 ? 'no terms' : `${count(row.termsUsed)} of ${counted(row.terms, 'term')} used`;
  return (
    <td class="matrix-terms" title={words}>
      {row.terms > 0 && (
        <span aria-hidden="true">
          {`${count(row.termsUsed)} of ${count(row.terms)}`}
          <span class="unit">{row.terms === 1 ? ' term' : ' terms'}</span>
        </span>
      )}
      <span class="meter" aria-hidden="true">
        <span style={{ width: `${row.terms === 0 ? 0 : (row.termsUsed / row.terms) * 100}%` }} />
      </span>
      <span class="for-readers">{words}</span>
    </td>
  );
}

function ByYear({ numbers }: { readonly numbers: Numbers }): VNode {
  const { years, undated } = numbers;
  const first = years[0];
  const last = years.at(-1);
  if (first === undefined || last === undefined)
    return <p class="quiet">No work of this paper has a year.</p>;
  const span = (from: number, to: number): string => (from === to ? String(from) : `${from}–${to}`);
  const dated = years.filter((bar) => total(bar.works) > 0);
  const words = (bar: (typeof years)[number]): string =>
    `${span(bar.from, bar.to)}: ${counted(total(bar.works), 'work')}, ${count(bar.works.cited)} cited, ${count(bar.works.mentioned)} mentioned`;
  return (
    <div class="timeline">
      <svg
        viewBox={`0 0 ${years.length} ${timelineHeight}`}
        preserveAspectRatio="none"
        width="100%"
        height={timelineHeight}
        aria-hidden="true"
      >
        {barPaths(years).map(([state, path]) => (
          <path key={state} class={`drawn drawn-${state}`} d={path} />
        ))}
        {years.map((bar, index) => (
          <rect key={bar.from} class="hit" x={index} y={0} width={1} height={timelineHeight}>
            <title>{words(bar)}</title>
          </rect>
        ))}
      </svg>
      <div class="axis quiet" aria-hidden="true">
        <span>{first.from}</span>
        {last.to !== first.from && <span>{last.to}</span>}
      </div>
      {undated > 0 && <p class="quiet">{`${counted(undated, 'work')} without a year`}</p>}
      <table class="for-readers">
        <caption>Works of the paper by year of publication</caption>
        <thead>
          <tr>
            <th scope="col">Year</th>
            <th scope="col">Works</th>
            <th scope="col">Cited</th>
            <th scope="col">Mentioned</th>
            <th scope="col">In the bibliography, not cited</th>
          </tr>
        </thead>
        <tbody>
          {dated.map((bar) => (
            <tr key={bar.from}>
              <th scope="row">{span(bar.from, bar.to)}</th>
              <td>{total(bar.works)}</td>
              <td>{bar.works.cited}</td>
              <td>{bar.works.mentioned}</td>
              <td>{bar.works['in-bibliography']}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The panes: the manuscript, its references, the paper, and how much of the one is in the other. */
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { OutlineData } from '../../../protocol/outline.ts';
import { Coverage } from '../covered/Coverage.tsx';
import { References } from '../references/References.tsx';
import { manuscriptRows, visibleSectionKey } from '../rows/manuscriptRows.ts';
import { paperRows } from '../rows/paperRows.ts';
import type { CoverageView, PaneName } from '../state/model.ts';
import type { Outline } from '../state/useOutline.ts';
import { clip } from '../wording.ts';
import { Details } from './Details.tsx';
import { FoldAll } from './FoldAll.tsx';
import { Legend } from './Legend.tsx';
import { ManuscriptSummary } from './ManuscriptSummary.tsx';
import { NoHeadings, NoManuscript, NoPaper } from './Notices.tsx';
import { OutlineTree, rowActions } from './OutlineTree.tsx';
import { Pane } from './Pane.tsx';

interface PanesProps {
  readonly outline: Outline;
  readonly data: OutlineData;
}

function folding({ model, dispatch }: Outline, pane: PaneName): { folded: boolean; onFold: () => void } {
  return { folded: model.folded.has(pane), onFold: () => dispatch({ type: 'pane', pane }) };
}

export function Panes({ outline, data }: PanesProps): VNode {
  return (
    <div class="panes">
      <ManuscriptPane outline={outline} data={data} />
      {data.manuscript !== null && <ReferencesPane outline={outline} />}
      <PaperPane outline={outline} data={data} />
      {data.manuscript !== null && data.papers.length > 0 && <CoveragePane outline={outline} data={data} />}
    </div>
  );
}

function ManuscriptPane({ outline, data }: PanesProps): VNode {
  const { manuscript } = data;
  const { model } = outline;
  const { toggled, cursor } = model;
  const rows = useMemo(
    () => (manuscript === null ? [] : manuscriptRows(manuscript, toggled)),
    [manuscript, toggled],
  );
  if (manuscript === null) {
    return (
      <Pane name="manuscript" title="Manuscript" {...folding(outline, 'manuscript')}>
        <NoManuscript outline={outline} />
      </Pane>
    );
  }
  const currentKey = cursor === null ? null : visibleSectionKey(manuscript, cursor, toggled);
  return (
    <Pane
      name="manuscript"
      title="Manuscript"
      detail={clip(manuscript.fileName)}
      {...folding(outline, 'manuscript')}
      actions={<FoldAll outline={outline} rows={rows} />}
    >
      <ManuscriptSummary manuscript={manuscript} />
      {rows.length === 0 ? (
        <NoHeadings />
      ) : (
        <OutlineTree
          outline={outline}
          data={data}
          name="manuscript"
          label={`Sections of ${clip(manuscript.title)}`}
          rows={rows}
          currentKey={currentKey}
        />
      )}
      <Legend rows={rows} withStates />
    </Pane>
  );
}

function ReferencesPane({ outline }: { readonly outline: Outline }): VNode {
  const { references } = outline.model;
  return (
    <Pane
      name="references"
      title="References"
      {...(references !== null && { detail: clip(references.style) })}
      {...folding(outline, 'references')}
    >
      {references === null ? (
        <p class="quiet references-note">Formatting…</p>
      ) : (
        <References references={references} onNext={(key) => outline.send({ type: 'next-citation', key })} />
      )}
    </Pane>
  );
}

function PaperPane({ outline, data }: PanesProps): VNode {
  const { model, perform } = outline;
  const rows = useMemo(
    () => paperRows(data.papers, data.manuscript, model.toggled),
    [data.papers, data.manuscript, model.toggled],
  );
  const chosen = rows.find((row) => row.key === model.active.paper);
  return (
    <Pane
      name="paper"
      title={data.papers.length > 1 ? 'Papers' : 'Paper'}
      {...folding(outline, 'paper')}
      {...(rows.length > 0 && { actions: <FoldAll outline={outline} rows={rows} /> })}
    >
      {rows.length === 0 ? (
        <NoPaper outline={outline} />
      ) : (
        <OutlineTree
          outline={outline}
          data={data}
          name="paper"
          label="Sections, works and terms of the paper"
          rows={rows}
        />
      )}
      <Legend rows={rows} withStates={data.manuscript === null || model.folded.has('coverage')} />
      {chosen !== undefined && (
        <Details
          item={chosen.item}
          actions={rowActions(chosen, 'paper', data)}
          onAction={(action) => perform(action.effect)}
        />
      )}
    </Pane>
  );
}

function CoveragePane({ outline, data }: PanesProps): VNode {
  const { model, dispatch } = outline;
  const view = (name: CoverageView, label: string): VNode => (
    <button
      type="button"
      class="choice"
      aria-pressed={model.coverageView === name}
      onClick={() => dispatch({ type: 'coverage-view', view: name })}
    >
      {label}
    </button>
  );
  return (
    <Pane
      name="coverage"
      title="Coverage"
      {...folding(outline, 'coverage')}
      actions={
        <>
          {view('sections', 'Sections')}
          {view('years', 'Years')}
        </>
      }
    >
      <Coverage
        papers={data.papers}
        view={model.coverageView}
        onShow={(target) => dispatch({ type: 'show', target })}
      />
    </Pane>
  );
}

import {
  authorsInSentence,
  type CitedWorks,
  citedWorks,
  lackingOf,
  type Reference,
  referenceListOptions,
  type Snapshot,
  undefinedKeyText,
  workCard,
} from '../core/index.ts';
import type { FormattedCitation, FormattedManuscript } from '../protocol/requests.ts';
import { withoutMarkdown } from './convert/plainText.ts';
import type { FormattedDocument } from './formatting/messages.ts';
import { problemText, type Styles } from './styles.ts';

/** The citations and references of a manuscript as they will print. Undefined for what is no manuscript. */
export async function formattedManuscript(
  snapshot: Snapshot,
  uri: string,
  styles: Styles,
): Promise<FormattedManuscript | undefined> {
  const cited = citedWorks(snapshot, uri);
  const text = snapshot.manuscript(uri)?.text;
  if (cited === undefined || text === undefined) return undefined;
  const list = referenceListOptions(snapshot, uri);
  const options = { style: undefined, locale: '', output: 'html', document: uri } as const;
  const answer = await styles.document(snapshot, uri, cited, options);
  const document = 'problem' in answer ? undefined : answer;
  const printed = printedReferences(cited, document);
  return {
    style: answer.style,
    locale: document?.locale ?? '',
    form: document?.form ?? 'author-date',
    citations: printedCitations(snapshot, uri, text, cited, document),
    references: printed,
    list,
    message: 'problem' in answer ? unusable(answer.style, answer.problem) : '',
  };
}

const unusable = (style: string, problem: string): string =>
  `${problemText(style, { problem })} Citations stand as they are written.`;

function printedReferences(
  { references, entries, keys }: CitedWorks,
  document: FormattedDocument | undefined,
): FormattedManuscript['references'] {
  return (document?.entries ?? []).map(({ reference, text }) => ({
    key: keys[reference]!,
    html: text,
    number: document?.numbers?.[reference] ?? 0,
    card: cardOf(references[reference]!),
    lacks: lackingOf(entries[reference]!),
  }));
}

const cards = new WeakMap<Reference, string>();

function cardOf(reference: Reference): string {
  const known = cards.get(reference);
  if (known !== undefined) return known;
  const lines = withoutMarkdown(workCard(reference)).split('\n');
  const card = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
  cards.set(reference, card);
  return card;
}

function printedCitations(
  snapshot: Snapshot,
  uri: string,
  text: string,
  { clusters, citations, references }: CitedWorks,
  document: FormattedDocument | undefined,
): readonly FormattedCitation[] {
  const places = new Map((document?.entries ?? []).map(({ reference }, place) => [reference, place]));
  return citations.map(({ start, end, cluster: first, clusters: count, undefinedKeys }) => {
    const mine = clusters.slice(first, first + count);
    const parts =
      document === undefined
        ? []
        : mine.map((cluster, index) => {
            const dash = cluster.start > start ? text.slice(start, cluster.start) : '';
            const isAuthor = document.form === 'note' && cluster.narrative;
            return {
              html: `${dash}${document.citations[first + index] ?? ''}`,
              references: (document.order?.[first + index] ?? []).flatMap((one) => places.get(one) ?? []),
              authors: isAuthor ? authorsInSentence(references[cluster.items[0]!.reference]!) : '',
            };
          });
    const unknown = undefinedKeys.flatMap((key) => {
      const message = undefinedKeyText(snapshot, uri, key);
      return message === undefined ? [] : [{ key, message }];
    });
    return { start, end, source: text.slice(start, end), parts, undefined: unknown };
  });
}

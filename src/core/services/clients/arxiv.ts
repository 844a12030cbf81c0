import { SaxesParser } from 'saxes';
import { parseDateText } from '../../bibliography/dateText.ts';
import { normaliseDoi } from '../../bibliography/identity.ts';
import { groupWord, readFullName } from '../../import/names.ts';
import { cleanText } from '../cleanText.ts';
import { failed, saidBy, statusFailure } from '../failure.ts';
import type { Network } from '../network.ts';
import { recordFromCsl } from '../record.ts';
import { type Asked, refused } from './asked.ts';

/** arXiv's answer is an Atom feed; a preprint whose article its authors named has that article's DOI. */
export async function askArxiv(network: Network, id: string): Promise<Asked> {
  const path = `/api/query?id_list=${encodeURIComponent(id).replace('%2F', '/')}&max_results=1`;
  const answer = await network.ask({ service: 'arxiv', path, accept: 'application/atom+xml' });
  if (answer.kind === 'failed') return answer;
  if (answer.status === 404 || answer.status === 410) return { kind: 'none' };
  if (answer.status < 200 || answer.status > 299) return statusFailure('arxiv', answer);
  const entry = readAtom(answer.text);
  if (entry === undefined)
    return failed('arxiv', { kind: 'unreadable', wanted: 'an Atom feed', said: saidBy(answer.text) });
  const [address = ''] = entry.get('id') ?? [];
  if (entry.size === 0 || /\/api\/errors/.test(address)) return { kind: 'none' };
  const given = /\/abs\/(.+?)(?:v\d{1,3})?$/.exec(address)?.[1];
  if (given?.toLowerCase() !== id) return refused('arxiv', `arXiv ${id}`, 'the answer is about another work');
  const [published = ''] = entry.get('published') ?? [];
  const read = recordFromCsl(
    {
      type: 'preprint',
      title: entry.get('title')?.[0],
      author: (entry.get('name') ?? []).map((name) => nameOf(cleanText(name))),
      issued: parseDateText(published.slice(0, 10)),
      publisher: 'arXiv',
      DOI: `10.48550/arXiv.${id}`,
      URL: `https://arxiv.org/abs/${id}`,
    },
    'arxiv',
  );
  if (read.kind === 'refused') return refused('arxiv', `arXiv ${id}`, read.reason);
  const article = normaliseDoi(entry.get('doi')?.[0]);
  return { kind: 'record', record: { ...read.record, ...(article === undefined ? {} : { article }) } };
}

const nameOf = (name: string) => (groupWord.test(name) ? { literal: name } : readFullName(name));

/** The texts of the first entry by the local names of their elements; undefined for what is no feed. */
function readAtom(source: string): ReadonlyMap<string, readonly string[]> | undefined {
  const texts = new Map<string, string[]>();
  const open: string[] = [];
  let entries = 0;
  let isFeed = false;
  let text = '';
  const parser = new SaxesParser();
  parser.on('opentag', ({ name }) => {
    const local = name.replace(/^.*:/, '');
    isFeed ||= open.length === 0 && local === 'feed';
    if (local === 'entry') entries += 1;
    open.push(local);
    text = '';
  });
  const add = (piece: string): void => {
    text += piece;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    const name = open.pop() ?? '';
    if (entries === 1 && open.includes('entry'))
      texts.set(name, [...(texts.get(name) ?? []), text.trim()].slice(0, 5_000));
    text = '';
  });
  try {
    parser.write(source).close();
  } catch {
    return undefined;
  }
  return isFeed ? texts : undefined;
}

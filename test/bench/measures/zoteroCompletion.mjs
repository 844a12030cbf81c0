import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { corpusInPieces } from '../corpus.mjs';
import { Client } from '../support/client.mjs';
import { lastKey, makeWorkspace, someKeys } from '../support/library.mjs';
import { p95BesidePeer } from '../support/percentiles.mjs';
import { held } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { TypedDocument, typeBesidePeer, untilReady } from '../support/typing.mjs';

const works = 38_000;
const keptDetail = 'of 38k works, six authors each';
/** The work that is searched for until the copy is there. */
const lastOfZotero = 'zoteroslastwork1999';

/**
 * Completion in a manuscript with 50,000 entries while 38,000 works of a connected Zotero, which is closed,
 * stand behind them.
 */
export default async function zoteroCompletion({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'zotero-completion', 50_000);
  const storage = join(folder, 'zotero-storage');
  mkdirSync(storage, { recursive: true });
  writeFileSync(join(storage, 'zotero-copy.txt'), copyOfZotero());
  const text = ['---', 'bibliography: library.bib', '---', '', 'Here [@ it was shown.', ''].join('\n');
  const place = { line: 4, character: 'Here [@'.length };
  const queries = [...someKeys(12).map((key) => key.slice(0, 9)), 'neuro', 'xqz'];
  const results = { ours: [], bare: [] };
  for (let round = -1; round < rounds; round += 1) {
    const options = { storage: pathToFileURL(storage).href };
    const client = await Client.start(ourServer(folder), workspace, options);
    client.notify('workspace/didChangeConfiguration', {
      settings: { psycite: { zotero: { connected: true, url: 'http://127.0.0.1:9' } } },
    });
    const bare = await Client.start([join(folder, 'bareServer.cjs'), '--stdio']);
    const document = new TypedDocument(client, manuscriptUri, 'markdown', text);
    const bareDocument = new TypedDocument(bare, manuscriptUri, 'markdown', text);
    await untilReady(document, place, lastKey);
    await untilReady(document, place, lastOfZotero);
    const peer = { client: bare, document: bareDocument };
    const { ours, base } = await typeBesidePeer(document, peer, place, queries);
    await Promise.all([client.stop(), bare.stop()]);
    if (round < 0) continue;
    results.ours.push(ours.times);
    results.bare.push(base.times);
  }
  const perTenThousand = (statSync(join(storage, 'zotero-copy.txt')).size / works) * 10_000;
  const what = 'completion p95, 50k entries and 38k works of Zotero';
  return [
    p95BesidePeer(16, what, results.ours, results.bare, 10, {
      answer: 'our lists',
      peerAnswer: '200-item answer',
    }),
    held(16, 'what is kept of 10k works of Zotero, on disk', perTenThousand / 1e6, 'MB', 20, keptDetail),
  ];
}

/**
 * What the server keeps of a Zotero, as it writes it: works like those of the corpus, and none of them the
 * same.
 */
function copyOfZotero() {
  const head = { path: 'users/0', name: 'My Library', version: 1, collections: [], size: works };
  const lines = [JSON.stringify({ format: 3, server: '', isKeyed: false, libraries: [head] })];
  for (const piece of corpusInPieces(works)) {
    if (lines.length === works) break;
    const key = /^@\w+\{([^,]+),/.exec(piece)?.[1];
    const title = /title\s*=\s*[{"](.{1,300})[}"],/.exec(piece)?.[1];
    const author = /author\s*=\s*[{"](\p{L}+)/u.exec(piece)?.[1];
    if (key === undefined) continue;
    lines.push(lineOf(lines.length, `${key}z`, `On ${title ?? 'nothing'}`, author ?? 'Nobody', 2001));
  }
  while (lines.length < works)
    lines.push(lineOf(lines.length, `filled${lines.length}`, 'A work', 'Nobody', 2002));
  lines.push(lineOf(lines.length, lastOfZotero, 'The last of all works', 'Zoteroslast', 1999));
  return `${lines.join('\n')}\n`;
}

/** As much of a work as Zotero has of an article: six authors, journal, pages, identifiers. */
function lineOf(number, id, title, family, year) {
  const key = `K${String(number).padStart(7, '0')}`;
  const others = ['Sanacora', 'Krystal', 'Duman', 'Zarate', 'Charney'];
  const work = {
    id,
    type: 'article-journal',
    title,
    author: [
      { family, given: 'Ada' },
      ...others.map((name) => ({ family: `${name}${number % 97}`, given: 'Robert M.' })),
    ],
    issued: { 'date-parts': [[year, 2, 15]] },
    'container-title': 'The International Journal of Neuropsychopharmacology',
    'container-title-short': 'Int J Neuropsychopharmacol',
    volume: String(number % 80),
    issue: '4',
    page: '351-354',
    DOI: `10.1016/j.biopsych.${number}.01.230`,
    ISSN: '0006-3223',
    URL: `https://linkinghub.elsevier.com/retrieve/pii/S${number}992309`,
    language: 'en',
    'zotero-place': `users/0/items/${key}`,
  };
  return `${key}\t1\tTHESISAA\t${JSON.stringify(work)}`;
}

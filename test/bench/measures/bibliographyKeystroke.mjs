import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { finish, loadCore } from '../support/core.mjs';
import { held, milliseconds, reported } from '../support/rows.mjs';
import { corpusFile } from '../support/setUp.mjs';
import { median, time } from '../support/statistics.mjs';

/**
 * One character typed into a .bib of 50,000 entries until a key can be looked up again: the incremental way,
 * beside `TextDocument.update` and a scan of the whole text. The places are spread over the file.
 */
export default async function bibliographyKeystroke({ folder, rounds }) {
  const { Text, editBibliography, parseBibtex, prepareSearch } = loadCore(folder);
  const source = readFileSync(corpusFile(folder, 50_000), 'utf8');
  let text = Text.of(source);
  let bibliography = parseBibtex(text);
  finish(prepareSearch(bibliography));
  const document = TextDocument.create('file:///library.bib', 'bibtex', 1, source);
  const times = { ours: [], update: [], scan: [] };
  const keystrokes = rounds * 6;
  for (let round = -3; round < keystrokes; round += 1) {
    const entry = Math.floor((bibliography.size * (round + 3.5)) / (keystrokes + 4));
    const { key } = bibliography.entry(entry);
    const start =
      text.toString().indexOf('title = {', bibliography.entry(entry).span.start) + 'title = {'.length;
    globalThis.gc();
    const ours = time(() => {
      const edit = { start, end: start, text: 'x' };
      text = text.replace(edit);
      bibliography = editBibliography(bibliography, text, edit);
      if (bibliography.indexesOf(key).length === 0) throw new Error('The key was lost.');
    });
    globalThis.gc();
    const position = document.positionAt(start);
    const change = { range: { start: position, end: position }, text: 'x' };
    const update = time(() => TextDocument.update(document, [change], round + 10));
    // The scan is long and much alike: a few are enough.
    const scan = round % 6 === 0 ? time(() => parseBibtex(document.getText()).indexesOf(key)) : undefined;
    if (round < 0) continue;
    times.ours.push(ours);
    times.update.push(update);
    if (scan !== undefined) times.scan.push(scan);
  }
  const [ours, update, scan] = [times.ours, times.update, times.scan].map(median);
  const detail = `PsyCite ${milliseconds(ours)}, TextDocument.update ${milliseconds(update)}, full scan ${milliseconds(scan)}`;
  return [
    held(
      3,
      'one keystroke in a 50k .bib',
      ours / (update + scan),
      '× TextDocument.update + full scan',
      1 / 5,
      detail,
    ),
    reported(
      3,
      'one keystroke in a 50k .bib, against the update alone',
      ours / update,
      '× TextDocument.update',
      detail,
    ),
  ];
}

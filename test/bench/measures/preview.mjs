import MarkdownIt from 'markdown-it';
import { Client } from '../support/client.mjs';
import { loadCore } from '../support/core.mjs';
import { makeWorkspace, someKeys } from '../support/library.mjs';
import { held } from '../support/rows.mjs';
import { ourServer } from '../support/setUp.mjs';
import { median } from '../support/statistics.mjs';
import { TypedDocument } from '../support/typing.mjs';

const citations = 200;
const works = 150;

/** As the extension prepares an answer, ms. */
const longestStep = 8;

/**
 * What prints of a manuscript of 200 citations with 10,000 entries: the first answer of a server that has
 * just started, the answer where a work is cited that was not, and what drawing it costs the extension host
 * beyond the text.
 */
export default async function preview({ folder, rounds }) {
  const { workspace, manuscriptUri } = makeWorkspace(folder, 'preview', 10_000);
  const keys = someKeys(works + rounds * 4 + 2, 10_000);
  const paragraphs = Array.from({ length: citations }, (_, index) => {
    const [one, other] = [keys[index % works], keys[(index * 7) % works]];
    return `Sleep was kept in a diary ${index}, as before [@${one}; @${other}, p. ${index}].`;
  });
  const text = `---\nbibliography: library.bib\ncsl: apa\n---\n\n${paragraphs.join('\n\n')}\n`;
  const client = await Client.start(ourServer(folder), workspace);
  const document = new TypedDocument(client, manuscriptUri, 'markdown', text);
  const ask = () => client.request('psycite/formatted', { textDocument: { uri: manuscriptUri } });
  const began = performance.now();
  const first = await ask();
  const cold = performance.now() - began;
  if (first.citations.length !== citations)
    throw new Error(`${first.citations.length} citations were printed.`);
  const times = [];
  let last = first;
  for (let round = -2; round < rounds * 4; round += 1) {
    document.type(document.find(`diary ${100 + round}`), `@${keys[works + 2 + round]} `);
    const start = performance.now();
    last = await ask();
    if (round >= 0) times.push(performance.now() - start);
  }
  await client.stop();
  if (last.references.length <= first.references.length) throw new Error('No new work was printed.');
  const drawn = drawing(folder, text, last, rounds);
  const of = `${citations} citations, 10,000 entries, APA`;
  const slowest = `slowest ${Math.max(...times).toFixed(0)} ms`;
  const longest = `all in one; the longest step of the first, with code that is not compiled yet: ${drawn.longest.toFixed(0)} ms`;
  return [
    held(17, 'first citations of a preview, cold', cold / 1000, 's', 3, of),
    held(17, 'citations with a new work, warm', median(times), 'ms', 300, `${slowest}; ${of}`),
    held(
      17,
      'drawing them in the extension host',
      drawn.usual,
      'ms',
      20,
      `beyond markdown-it’s own; ${longest}`,
    ),
  ];
}

/**
 * How much longer a drawing takes with the citations than without: as in VS Code it is drawn first without an
 * answer, then the answer comes, is prepared in steps, and all is drawn again. `longest` is the longest of
 * these, at first, while nothing is compiled.
 */
function drawing(folder, text, formatted, rounds) {
  const { citationsInPreview, prepareDrawing } = loadCore(folder);
  const make = () => new MarkdownIt({ html: true, linkify: true });
  const plain = make();
  const message = JSON.stringify(formatted);
  let answer;
  const ours = citationsInPreview(make(), { of: () => answer });
  const draw = () => ours.render(text, { currentDocument: 'it' });
  const rest = [];
  const whole = [];
  const first = [];
  const texts = [];
  for (let round = 0; round < rounds * 10; round += 1) {
    rest.push(processorTime(() => plain.render(text)));
    if (round === 0) texts.push(processorTime(draw));
    const come = processorTime(() => {
      answer = JSON.parse(message);
      JSON.stringify(answer);
    });
    const steps = prepareDrawing(answer);
    let prepared = 0;
    for (let isDone = false; !isDone; ) {
      const step = processorTime(() => {
        const end = performance.now() + longestStep;
        while (!isDone && performance.now() < end) isDone = steps.next().done === true;
      });
      prepared += step;
      if (round === 0) first.push(step);
    }
    const drawn = processorTime(draw);
    if (round === 0) {
      first.push(come);
      texts.push(drawn);
    }
    whole.push(come + prepared + drawn);
  }
  const beyond = (time) => time - median(rest);
  return { usual: beyond(median(whole)), longest: Math.max(...first, ...texts.map(beyond)) };
}

/** In ms; what other processes take does not count. */
function processorTime(act) {
  const start = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

import { expect, test } from 'vitest';
import { formattedRequest } from '../../src/protocol/requests.ts';
import type { ToWorker } from '../../src/server/formatting/messages.ts';
import { serveFormatting } from '../../src/server/formatting/serve.ts';
import { threadHere } from '../support/formatting.ts';
import { TestServer, uriOf } from '../support/server.ts';

test('the style is read once and ahead, in the document that is formatted then', async () => {
  const asked: ToWorker[] = [];
  const serve = serveFormatting();
  const startFormatter = () =>
    threadHere((message) => {
      asked.push(message);
      return serve(message);
    });
  const bib = '@article{one, title={First trial}, author={Stone, Ann}, year=2001, journal={Trials}}\n';
  const server = await TestServer.start({ 'references.bib': bib }, { host: { startFormatter } });
  const text = '---\nbibliography: references.bib\ncsl: vancouver\n---\n\nAs [@one] has it.\n';
  await server.open('a.md', text);
  const ask = () => server.request(formattedRequest, { textDocument: { uri: uriOf('a.md') } });
  const printed = (await ask())?.citations[0]?.parts[0]?.html;
  await server.change('a.md', text.replace('vancouver', 'apa'));
  const inApa = (await ask())?.citations[0]?.parts[0]?.html;
  await ask();
  await server.change('a.md', text);
  await ask();
  await server.stop();
  expect([printed, inApa]).toEqual(['(1)', '(Stone, 2001)']);
  expect(asked.map(({ style, references }) => [style, references.length])).toEqual([
    ['vancouver', 0],
    ['vancouver', 1],
    ['apa', 0],
    ['apa', 1],
    ['apa', 1],
    ['vancouver', 1],
  ]);
  expect(new Set(asked.map(({ document, output, locale }) => `${document} ${output} ${locale}`)).size).toBe(
    1,
  );
});

import type { ServerResponse } from 'node:http';
import { json, type Loopback, serve } from './loopback.ts';

/** How a service of the test answers a path: a value as JSON, a text, a status, or by hand. */
export type Reply = unknown | ((response: ServerResponse) => void);

/**
 * One server of this machine in the place of all services: replies by the start of the decoded path. What it
 * has no reply for is not found.
 */
export async function serveServices(
  replies: Record<string, Reply>,
): Promise<Loopback & { readonly options: string[] }> {
  const server = await serve((request, response) => {
    const path = decodeURIComponent(request.url!);
    const name = Object.keys(replies)
      .filter((start) => path.startsWith(start))
      .sort((a, b) => b.length - a.length)[0];
    const reply: Reply = name === undefined ? 404 : replies[name];
    if (typeof reply === 'function') (reply as (response: ServerResponse) => void)(response);
    else if (typeof reply === 'number') response.writeHead(reply).end();
    else if (typeof reply === 'string') response.end(reply);
    else json(response, reply);
  });
  const names = ['doi', 'crossref', 'datacite', 'pubmed', 'idconv', 'europepmc', 'arxiv', 'openlibrary'];
  return { ...server, options: names.flatMap((name) => ['--service', `${name}=${server.url}`]) };
}

/** A record as Crossref sends it. */
export const crossrefWork = (doi: string, more: object = {}): Record<string, unknown> => ({
  DOI: doi,
  type: 'journal-article',
  title: ['Antidepressant effects of ketamine in depressed patients'],
  author: [
    { given: 'Robert M.', family: 'Berman', sequence: 'first' },
    { given: 'Angela', family: 'Cappiello', sequence: 'additional' },
  ],
  issued: { 'date-parts': [[2000, 2]] },
  'container-title': ['Biological Psychiatry'],
  volume: '47',
  issue: '4',
  page: '351-354',
  ...more,
});

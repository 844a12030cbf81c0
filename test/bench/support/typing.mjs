import { timeOf } from './client.mjs';

/** An open document at a server, its text kept along, so that measures can type into it. */
export class TypedDocument {
  #client;
  uri;
  #lines;
  #version = 1;

  constructor(client, uri, languageId, text) {
    this.#client = client;
    this.uri = uri;
    this.#lines = text.split('\n');
    client.open(uri, languageId, text);
  }

  /** The first place of `text` in the document, on line `from` or behind it. */
  find(text, from = 0) {
    for (let line = from; line < this.#lines.length; line += 1) {
      const character = this.#lines[line].indexOf(text);
      if (character >= 0) return { line, character };
    }
    throw new Error(`There is no “${text}” in the document.`);
  }

  /** Replaces `length` characters at a place by text without line breaks, and gives the place behind it. */
  type({ line, character }, text, length = 0) {
    const old = this.#lines[line];
    this.#lines[line] = old.slice(0, character) + text + old.slice(character + length);
    this.#version += 1;
    this.#client.notify('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [
        { range: { start: { line, character }, end: { line, character: character + length } }, text },
      ],
    });
    return { line, character: character + text.length };
  }

  completion(position) {
    return this.#client.request('textDocument/completion', this.#at(position));
  }

  hover(position) {
    return this.#client.request('textDocument/hover', this.#at(position));
  }

  #at(position) {
    return { textDocument: { uri: this.uri }, position };
  }
}

/** A list of as many items as lists may have, for a bare server to answer with. */
export const fullList = (list) => ({
  ...list,
  items: Array.from({ length: 200 }, (_, index) => list.items[index % list.items.length]),
});

/**
 * Waits until search finds what stands at the end of the bibliography: all of it has been read and prepared.
 * Not by the whole key, for a key that is cited is found before.
 */
export async function untilReady(document, position, lastKey) {
  const query = lastKey.slice(0, -1);
  for (;;) {
    const { items } = await document.completion(document.type(position, query));
    document.type(position, '', query.length);
    if (items.some(({ label }) => label === lastKey)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/**
 * Types each query letter by letter behind `position` and asks for a completion at each letter, as an editor
 * does.
 * @returns {Promise<{ times: number[], last: unknown }>} ms of each round trip from the keystroke on, and the
 *   longest list
 */
async function typeQueries(document, position, queries) {
  const times = [];
  let longest = { items: [] };
  for (const query of queries) {
    let at = position;
    for (const letter of query) {
      const { taken, value } = await timeOf(() => {
        at = document.type(at, letter);
        return document.completion(at);
      });
      times.push(taken);
      if (value.items.length > longest.items.length) longest = value;
    }
    document.type(position, '', query.length);
  }
  return { times, longest };
}

/**
 * Types queries at PsyCite's server, and then at a bare one that answers with the longest of its lists.
 * `peer` is the bare server and its document. Gives what `typeQueries` gives, for each.
 */
export async function typeBesidePeer(document, peer, place, queries) {
  const ours = await typeQueries(document, place, queries);
  peer.client.notify('bench/answer', fullList(ours.longest));
  await typeQueries(peer.document, place, queries.slice(0, 4));
  return { ours, base: await typeQueries(peer.document, place, queries) };
}

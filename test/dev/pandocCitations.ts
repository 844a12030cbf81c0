import { spawnSync } from 'node:child_process';
import type { Manuscript } from '../../src/core/manuscript/types.ts';

export const hasPandoc = spawnSync('pandoc', ['--version']).status === 0;

/** The citations of a text as `key` (in brackets), `key narrative` or `key suppressed`, sorted. */
export type Citations = readonly string[];

interface PandocNode {
  readonly t?: string;
  readonly c?: unknown;
}

interface PandocCitation {
  readonly citationId: string;
  readonly citationMode: { readonly t: 'AuthorInText' | 'SuppressAuthor' | 'NormalCitation' };
  readonly citationPrefix: unknown;
  readonly citationSuffix: unknown;
}

/** Pandoc's own syntax tree; undefined where Pandoc refuses the text. */
export function pandocTree(
  text: string,
  from = 'markdown',
): { blocks: readonly unknown[]; meta: unknown } | undefined {
  const run = spawnSync('pandoc', ['-f', from, '-t', 'json'], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 60_000,
  });
  if (run.status !== 0) return undefined;
  return JSON.parse(run.stdout) as { blocks: readonly unknown[]; meta: unknown };
}

const forms = { AuthorInText: ' narrative', SuppressAuthor: ' suppressed', NormalCitation: '' } as const;

/** What Pandoc cites in a part of its tree. */
export function citationsIn(tree: unknown): string[] {
  const found: string[] = [];
  const queue: unknown[] = [tree];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (Array.isArray(node)) {
      for (const child of node) queue.push(child ?? null);
    } else if (typeof node === 'object' && node !== null) {
      const { t, c } = node as PandocNode;
      if (t === 'Cite') {
        const [citations] = c as [PandocCitation[], unknown];
        for (const citation of citations) {
          if (citation.citationId !== '*') found.push(citation.citationId + forms[citation.citationMode.t]);
          queue.push(citation.citationPrefix, citation.citationSuffix);
        }
      } else for (const child of Object.values(node)) queue.push(child);
    }
  }
  return found.sort();
}

/** What PsyCite finds in `[start, end)`; raw TeX citations are left out, for Pandoc leaves them to TeX. */
export function mentionsIn(manuscript: Manuscript, start = 0, end = manuscript.text.length): string[] {
  const found: string[] = [];
  for (const block of manuscript.blocks) {
    if (block.start < start || block.start >= end) continue;
    for (const mention of block.body.mentions) {
      if (!/^-?@/.test(block.body.text.slice(mention.item.start, mention.item.end))) continue;
      const form = mention.suppressAuthor ? ' suppressed' : mention.narrative ? ' narrative' : '';
      found.push(mention.key + form);
    }
    for (const span of block.body.crossReferences) {
      const item = block.body.text.slice(span.start, span.end);
      if (/^-?@/.test(item)) found.push(`${item.replace(/^-?@\{?|\}$/g, '')} reference`);
    }
  }
  return found.sort();
}

/** The blocks of several files, each of which starts with a heading, file by file. */
export function pandocFiles(files: readonly string[]): readonly (readonly unknown[])[] {
  const run = spawnSync('pandoc', ['--file-scope', '-f', 'markdown', '-t', 'json', ...files], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const { blocks } = JSON.parse(run.stdout) as { blocks: readonly PandocNode[] };
  const parts: unknown[][] = [];
  for (const block of blocks) {
    if (block.t === 'Header') parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

import { type Document, parseDocument } from 'yaml';
import { repeatsItself } from '../../manuscript/frontMatter.ts';

/**
 * The YAML of a project's file. Undefined for nesting that exhausts the stack or the time: such a file
 * declares nothing.
 */
export function parsedProject(text: string): Document | undefined {
  if (isNestedDeeply(text) || repeatsItself(text)) return undefined;
  try {
    return parseDocument(firstDocument(text), { strict: false, logLevel: 'silent' });
  } catch {
    return undefined;
  }
}

/** Brackets in brackets, which the YAML parser takes more than linear time for. */
function isNestedDeeply(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > 500) return true;
  }
  return false;
}

/** The first document of a file is the project's; there may be very many others. */
function firstDocument(text: string): string {
  const lines = /^(?:(---|\.\.\.)(?:\s|$)|[ \t]*(?:#|%|$)|)/gm;
  let hasContent = false;
  for (let found = lines.exec(text); found !== null; found = lines.exec(text)) {
    if (found[1] !== undefined && hasContent) return text.slice(0, found.index);
    if (found[0] === '' && !/^[\r\n]/.test(text.slice(found.index, found.index + 1))) hasContent = true;
    const feed = text.indexOf('\n', found.index);
    if (feed < 0) break;
    lines.lastIndex = feed + 1;
  }
  return text;
}

import { type Document, parseDocument } from 'yaml';

/** The YAML of a project's file. Undefined for nesting that exhausts the stack or the time: such a file declares nothing. */
export function parsedProject(text: string): Document | undefined {
  if (isNestedDeeply(text)) return undefined;
  try {
    return parseDocument(text, { strict: false, logLevel: 'silent' });
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

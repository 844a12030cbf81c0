import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Span } from '../../base/span.ts';
import type { Problem } from '../problem.ts';

/** A JSON text with the place of every value in it. */
export interface JsonSource {
  readonly root: Node | undefined;
  readonly problems: readonly Problem[];
}

const maxDepth = 40;
const maxSyntaxProblems = 20;

/**
 * Reads JSON with the places of its values. Deep nesting is refused before the parser, which recurses, sees
 * it.
 */
export function readJsonSource(text: string): JsonSource {
  const deep = firstPlaceDeeperThan(text, maxDepth);
  if (deep !== undefined) {
    const message = `Lists and objects stand more than ${maxDepth} deep in one another here; the data of a paper needs far fewer. Remove the extra brackets.`;
    return { root: undefined, problems: [{ code: 'pack-syntax', start: deep, end: deep + 1, message }] };
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const problems = errors.slice(0, maxSyntaxProblems).map(syntaxProblem);
  return { root, problems };
}

/** The value of a node as plain data. Its objects have no prototype, so `__proto__` is a key like another. */
export const plainValue = (node: Node): unknown => getNodeValue(node);

export const spanOf = (node: Node): Span => ({ start: node.offset, end: node.offset + node.length });

/** The node of a property's value, or of a list's item; undefined where there is none. */
export function childOf(node: Node, step: string | number): Node | undefined {
  if (typeof step === 'number') return node.type === 'array' ? node.children?.[step] : undefined;
  return node.type === 'object' ? propertyOf(node, step)?.children?.[1] : undefined;
}

/** The property with its name and value; the last one where a name stands twice, as in the value. */
export const propertyOf = (node: Node, name: string): Node | undefined =>
  node.children?.findLast((property) => property.children?.[0]?.value === name);

/** Follows a path as far as it goes and gives the last node reached. */
export function deepestNode(node: Node, path: readonly (string | number)[]): Node {
  let current = node;
  for (const step of path) {
    const next = childOf(current, step);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}

function firstPlaceDeeperThan(text: string, limit: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) at += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > limit) return at;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return undefined;
}

const syntaxProblem = (error: ParseError): Problem => ({
  code: 'pack-syntax',
  start: error.offset,
  end: error.offset + Math.max(1, error.length),
  message: syntaxMessage(printParseErrorCode(error.error)),
});

function syntaxMessage(code: ReturnType<typeof printParseErrorCode>): string {
  switch (code) {
    case 'CommaExpected':
      return 'A comma is missing before this.';
    case 'ColonExpected':
      return 'A colon is missing between the name and its value.';
    case 'CloseBraceExpected':
      return 'A closing } is missing.';
    case 'CloseBracketExpected':
      return 'A closing ] is missing.';
    case 'UnexpectedEndOfString':
      return 'A closing quotation mark is missing.';
    case 'InvalidCommentToken':
      return 'JSON has no comments. Remove it, or put what it says into a “note”.';
    case 'PropertyNameExpected':
      return 'A name in quotation marks is expected here. A comma before a closing bracket also causes this.';
    case 'ValueExpected':
      return 'A value is expected here: text in quotation marks, a number, a list or an object.';
    case 'EndOfFileExpected':
      return 'The data has ended before this. Remove what follows, or check the brackets above.';
    default:
      return 'This is not JSON. Check the quotation marks, commas and brackets near here.';
  }
}

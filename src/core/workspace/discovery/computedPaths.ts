/**
 * Paths that R computes in front matter, where the path stands in the code: `here::here("bib", "refs.bib")`,
 * `file.path(…)`, `c("a.bib", "b.bib")`, or a call that writes the file it names. Nothing is run.
 */
export interface ComputedPath {
  readonly path: string;
  /** From the project's folder (package here), and not from the manuscript's. */
  readonly isInProject: boolean;
}

const code = /^(?:`\{?r\b(.*)`|!(?:expr|r)[ \t](.*))$/s;
const maxLength = 2_000;
const maxDepth = 10;
const fileOfReferences = /\.(?:bib|bibtex|json|ya?ml|ris|nbib|enw)$/i;

/** True for what R has to compute. */
export const isComputed = (written: string): boolean => code.test(written);

/** The paths that stand in a value; none where they are not to be seen. */
export function computedPaths(written: string): readonly ComputedPath[] {
  const found = written.length <= maxLength ? code.exec(written) : null;
  const source = (found?.[1] ?? found?.[2] ?? '').trim();
  // Of `{r} …` the brace is left.
  return found ? pathsOf(source.replace(/^\}/, '').trim(), 0) : [];
}

function pathsOf(source: string, depth: number): readonly ComputedPath[] {
  const text = literal(source);
  if (text !== undefined) return [{ path: text, isInProject: false }];
  const call = callOf(source);
  if (call === undefined || depth > maxDepth) return [];
  const inner = call.values.map((value) => pathsOf(value, depth + 1));
  if (call.name === 'c') return inner.flat();
  const isHere = /^(?:here::)?here$|^rprojroot::find_[a-z_]+$/.test(call.name);
  const joined = isHere || /^(?:fs::)?path$|^file\.path$/.test(call.name) ? '/' : undefined;
  const separator = joined ?? (call.name === 'paste0' ? '' : undefined);
  if (separator !== undefined) {
    if (inner.length === 0 || inner.some((paths) => paths.length !== 1)) return [];
    const path = inner.map((paths) => paths[0]!.path).join(separator);
    return [{ path, isInProject: isHere || inner[0]![0]!.isInProject }];
  }
  const named = inner.flat().filter(({ path }) => fileOfReferences.test(path));
  return named.length === 1 ? named : [];
}

/** A string of R; one with an escape in it is none that is read. */
const literal = (source: string): string | undefined => /^(["'])([^"'\\]{1,500})\1$/.exec(source)?.[2];

interface Call {
  readonly name: string;
  /** The values of the arguments that have no name. */
  readonly values: readonly string[];
}

function callOf(source: string): Call | undefined {
  const found = /^([A-Za-z.][\w.:]{0,100})\((.*)\)$/s.exec(source);
  if (!found) return undefined;
  const values: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  const inside = `${found[2]!},`;
  for (let at = 0; at < inside.length; at += 1) {
    const character = inside[at]!;
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      const value = inside.slice(start, at).trim();
      if (value !== '' && !/^[\w.]{1,100}[ \t]{0,20}=/.test(value)) values.push(value);
      start = at + 1;
    }
    if (depth < 0) return undefined;
  }
  return { name: found[1]!, values };
}

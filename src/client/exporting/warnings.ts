/** What Pandoc writes into its log of citations that it does not find. Reads any text. */

/** Warnings kept at most. */
const most = 500;

export interface ToolWarning {
  readonly message: string;
  /** The key that was not found; undefined where the warning is about another thing. */
  readonly key: string | undefined;
}

/** The warnings of a log as `pandoc --log` writes it. */
export function pandocWarnings(log: string): readonly ToolWarning[] {
  let entries: unknown;
  try {
    entries = JSON.parse(log);
  } catch {
    return [];
  }
  if (!Array.isArray(entries)) return [];
  return entries.slice(0, most).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('type' in entry) || !('message' in entry)) return [];
    const { type, message } = entry;
    if (type !== 'CiteprocWarning' || typeof message !== 'string') return [];
    return [{ message: message.slice(0, 500), key: /^citation (\S+) not found/.exec(message)?.[1] }];
  });
}

/** A problem that PsyCite shows already, as far as an export asks for it. */
export interface KnownProblem {
  readonly code: string;
  readonly message: string;
  readonly line: number;
}

/** Something to look at before a manuscript is exported. */
export interface Finding {
  readonly message: string;
  /** From 0; undefined for what stands nowhere. */
  readonly line: number | undefined;
}

/** Problems that show in what is exported, the gravest first. */
const shownInExports = [
  'work-retracted',
  'citation-undefined',
  'bibliography-not-found',
  'bibliography-unreadable',
  'bibliography-outside-workspace',
  'limit-reached',
];

/**
 * What is to be looked at before an export: problems that print, and bibliographies that the tool is not told
 * of.
 */
export function findingsBefore(
  problems: readonly KnownProblem[],
  undeclared: readonly string[],
  limits: readonly { readonly of: keyof typeof limited; readonly count: number; readonly limit: number }[],
  tool: string,
): readonly Finding[] {
  const out: Finding[] = [];
  for (const code of shownInExports)
    for (const problem of problems)
      if (problem.code === code) out.push({ message: problem.message, line: problem.line });
  for (const name of undeclared)
    out.push({
      message: `${name} is not declared in the manuscript or its project: ${tool} does not read it.`,
      line: undefined,
    });
  for (const { of, count, limit } of limits)
    if (count > limit)
      out.push({ message: `${limited[of]}: ${count}, and the limit is ${limit}.`, line: undefined });
  return out;
}

const limited = { words: 'Words', abstract: 'Words of the abstract', references: 'References' };

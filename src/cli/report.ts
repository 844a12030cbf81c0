import type { Diagnostic, Text } from '../core/index.ts';

export const checkFormats = ['text', 'json', 'github', 'sarif'] as const;
export type CheckFormat = (typeof checkFormats)[number];

export interface CheckedFile {
  /** Relative to the current folder, with slashes. */
  readonly path: string;
  readonly text: Text;
  readonly problems: readonly Diagnostic[];
}

/** The problems of all files as one text. Lines and columns count from 1, columns in UTF-16 units. */
export function report(files: readonly CheckedFile[], format: CheckFormat): string {
  switch (format) {
    case 'text':
      return textReport(files);
    case 'json':
      return `${JSON.stringify(files.map(jsonFile), null, 2)}\n`;
    case 'github':
      return located(files).map(githubLine).join('');
    case 'sarif':
      return `${JSON.stringify(sarif(files), null, 2)}\n`;
  }
}

interface Located {
  readonly path: string;
  readonly problem: Diagnostic;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const located = (files: readonly CheckedFile[]): Located[] =>
  files.flatMap(({ path, text, problems }) =>
    problems.map((problem) => {
      const start = text.positionAt(problem.start);
      const end = text.positionAt(problem.end);
      return {
        path,
        problem,
        line: start.line + 1,
        column: start.character + 1,
        endLine: end.line + 1,
        endColumn: end.character + 1,
      };
    }),
  );

function textReport(files: readonly CheckedFile[]): string {
  const all = located(files);
  const lines = all.map(
    ({ path, line, column, problem }) =>
      `${path}:${line}:${column}: ${problem.severity}: ${problem.message} [${problem.code}]\n`,
  );
  const errors = all.filter(({ problem }) => problem.severity === 'error').length;
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
  return `${lines.join('')}${count(all.length, 'problem')} (${count(errors, 'error')}) in ${count(files.length, 'file')}.\n`;
}

const jsonFile = (file: CheckedFile) => ({
  file: file.path,
  problems: located([file]).map(({ problem, line, column, endLine, endColumn }) => ({
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    start: problem.start,
    end: problem.end,
    line,
    column,
    endLine,
    endColumn,
  })),
});

const githubLevels = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

/** A workflow command; properties and data are escaped as the runner's toolkit does. */
function githubLine({ path, problem, line, column, endLine, endColumn }: Located): string {
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const place = `file=${property(path)},line=${line},endLine=${endLine},col=${column},endColumn=${endColumn}`;
  return `::${githubLevels[problem.severity]} ${place},title=${property(problem.code)}::${data(problem.message)}\n`;
}

const sarifLevels = { error: 'error', warning: 'warning', information: 'note', hint: 'note' } as const;

/** SARIF 2.1.0. */
function sarif(files: readonly CheckedFile[]) {
  const all = located(files);
  const rules = [...new Set(all.map(({ problem }) => problem.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'PsyCite', rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: all.map(({ path, problem, line, column, endLine, endColumn }) => ({
          ruleId: problem.code,
          level: sarifLevels[problem.severity],
          message: { text: problem.message },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/') },
                region: { startLine: line, startColumn: column, endLine, endColumn },
              },
            },
          ],
        })),
      },
    ],
  };
}

import { type Schema, Validator } from '@cfworker/json-schema';
import { expect, test } from 'vitest';
import { type CheckedFile, report } from '../../src/cli/report.ts';
import { Text } from '../../src/core/index.ts';

/**
 * What the public schema (SARIF 2.1.0, OASIS) demands of the objects that `check` writes; it allows no other
 * members.
 */
const object = (required: readonly string[], properties: Record<string, unknown>) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const text = { type: 'string' };
const count = { type: 'integer', minimum: 1 };
const schema = object(['version', 'runs'], {
  $schema: { type: 'string', format: 'uri' },
  version: { enum: ['2.1.0'] },
  runs: {
    type: 'array',
    minItems: 0,
    items: object(['tool'], {
      tool: object(['driver'], {
        driver: object(['name'], {
          name: text,
          version: text,
          informationUri: { type: 'string', format: 'uri' },
          rules: {
            type: 'array',
            uniqueItems: true,
            items: object(['id'], { id: text, helpUri: { type: 'string', format: 'uri' } }),
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: {
        type: 'array',
        items: object(['message'], {
          ruleId: text,
          level: { enum: ['none', 'note', 'warning', 'error'] },
          message: object([], { text }),
          locations: {
            type: 'array',
            items: object([], {
              physicalLocation: object([], {
                artifactLocation: object([], { uri: { type: 'string', format: 'uri-reference' } }),
                region: object([], {
                  startLine: count,
                  startColumn: count,
                  endLine: count,
                  endColumn: count,
                }),
              }),
            }),
          },
        }),
      },
    }),
  },
});

test('SARIF holds to the public schema, whatever files and messages are called', () => {
  const source = Text.of('a\u00e9\ud83d\ude00b\n\n[@x]\n');
  const problem = (code: 'citation-undefined' | 'bib-syntax', start: number, end: number, message: string) =>
    ({ code, start, end, message, severity: 'error' }) as const;
  const files: CheckedFile[] = [
    {
      path: 'a b/\u00fc #?%.md',
      text: source,
      problems: [
        problem('citation-undefined', 8, 9, 'Not \u0000 \u202e known'),
        problem('citation-undefined', 0, 0, ''),
      ],
    },
    { path: '../out:side.bib', text: Text.of(''), problems: [problem('bib-syntax', 0, 0, 'x')] },
    { path: 'clean.md', text: source, problems: [] },
  ];
  for (const some of [files, files.slice(2), []]) {
    const sarif = JSON.parse(report(some, 'sarif')) as unknown;
    const { valid, errors } = new Validator(schema as Schema, '7').validate(sarif);
    expect({ valid, errors }).toEqual({ valid: true, errors: [] });
  }
  const { runs } = JSON.parse(report(files, 'sarif')) as {
    runs: { results: { ruleId: string }[]; tool: { driver: { rules: { id: string }[] } } }[];
  };
  expect(runs[0]!.tool.driver.rules.map(({ id }) => id)).toEqual(['bib-syntax', 'citation-undefined']);
  expect(runs[0]!.results).toHaveLength(3);
});

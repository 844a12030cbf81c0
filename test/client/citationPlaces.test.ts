import { expect, test } from 'vitest';
import { typedOfKey } from '../../src/client/citationPlaces.ts';

test.each([
  ['So [@müller ', 'müller '],
  ["So [see @o'", "o'"],
  ['So [@a2000; @risk after', 'risk after'],
  ['So [@a2000, @{risk ', 'risk '],
  ['So {cite:p}`risk ', 'risk '],
  ['So \\parencite[see][]{risk ', 'risk '],
  ['So \\cite{a,risk ', undefined],
  ['So #cite(<risk ', 'risk '],
  ['So @müller ', undefined],
  ['So [@müller] ', undefined],
  ['So [@müller, p. ', undefined],
  ['So [@Müller, 20', 'Müller, 20'],
  ['So [@Müller et al., 2000', 'Müller et al., 2000'],
  ['So [see @Müller (2019', 'Müller (2019'],
  ['So [@müller2019, 20', undefined],
  ['So @Müller, 2019', undefined],
  ['So [text ', undefined],
  ['Plain prose ', undefined],
])('%s', (line, typed) => {
  expect(typedOfKey(line)).toBe(typed);
});

test('a long line takes no long time', () => {
  expect(typedOfKey(`${'[@a '.repeat(50_000)}]`)).toBeUndefined();
});

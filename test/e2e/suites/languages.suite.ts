import { activate, at, complete, eventually, hover, open, revert, symbols, type } from './editor.ts';

const manuscripts = [
  {
    name: 'ketamine.qmd',
    before: '## Discussion',
    citing: '[@zar$0]',
    hovering: '@ber$0man2000',
    section: 'Methods',
  },
  {
    name: 'ketamine.tex',
    before: '\\section{Trials}',
    citing: '\\parencite{zar$0}',
    hovering: '{ber$0man2000}',
    section: 'Trials',
  },
  {
    name: 'ketamine.typ',
    before: '= Mechanism',
    citing: '@zar$0',
    hovering: '<ber$0man2000>',
    section: 'Mechanism',
  },
];

for (const { name, before, citing, hovering, section } of manuscripts) {
  suite(name, () => {
    suiteSetup(activate);

    test('completes, hovers and lists its sections', async () => {
      const editor = await open(name);
      try {
        await eventually(
          () => hover(editor, at(editor, hovering)),
          (seen) => seen.includes('Berman'),
          'the card should name the author',
        );
        await eventually(
          () => symbols(editor),
          (seen) => seen.some((one) => one.includes(section)),
          `the section “${section}” should be listed`,
        );
        const cursor = await type(editor, before, citing);
        await eventually(
          () => complete(editor, cursor),
          (seen) => seen.includes('zarate2006'),
          'zarate2006 should be offered',
        );
      } finally {
        await revert(editor);
      }
    });
  });
}

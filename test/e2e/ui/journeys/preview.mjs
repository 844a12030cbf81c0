// The manuscript as it will print, in VS Code's Markdown preview.
import { check, eventually } from '../check.mjs';

/** The frame that is drawn now: a preview is drawn anew in the same page. */
const textOf = async (vscode) => (await vscode.webview('.psycite-citation')).locator('body').innerText();

const shows = (vscode, part) =>
  eventually(
    () => textOf(vscode),
    (text) => text.includes(part),
    `the preview should show ${part}`,
  );

const isVisible = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

/** Acts until an element stands where the reader looks. */
const inView = (locator, act) =>
  eventually(
    async () => {
      try {
        await act();
        await new Promise((resolve) => setTimeout(resolve, 300));
        return await locator.evaluate(isVisible);
      } catch (error) {
        if (/detached/.test(error.message)) return false; // the page is drawn anew just then
        throw error;
      }
    },
    Boolean,
    'the preview should scroll there',
  );

export const preview = {
  'the preview shows citations and references in the manuscript’s style': async (vscode, { shoot }) => {
    await vscode.run('Markdown: Open Preview to the Side');
    await shows(vscode, '(Crane, 1959)');
    await shows(vscode, 'Zarate, C. A., Singh, J. B.');
    await shoot('preview');
  },
  'a citation leads to its reference, and the reference back': async (vscode, { shoot }) => {
    const page = await vscode.webview('.psycite-citation');
    const link = page.getByRole('link', { name: 'Zarate et al., 2006' }).first();
    await inView(page.locator('#ref-zarate2006'), () => link.click());
    await shoot('preview-references');
    const back = page.locator('#ref-zarate2006 .psycite-back').first();
    check(
      (await back.getAttribute('aria-label')) === 'Back to its citation',
      'the way back should have a name',
    );
    await inView(link, () => back.press('Enter'));
    await inView(page.locator('#ref-zarate2006'), () => link.press('Enter'));
    await inView(link, () => back.click());
  },
  'what is typed is shown, and a key that nobody knows stands out': async (vscode, { shoot }) => {
    await vscode.run('View: Focus First Editor Group');
    await vscode.newParagraph(
      'It was asked again [see @mcewen1999, p. 105; @nobody1999] and @berman2000 answered.',
    );
    await shows(vscode, '(see McEwen, 1999, p. 105) (nobody1999?)');
    await shoot('preview-undefined');
    await vscode.run('File: Revert File');
    await vscode.run('View: Close Editors in Other Groups');
  },
  'the references pane shows them too, and leads to where each is cited': async (vscode, { shoot }) => {
    const outline = await vscode.outline();
    await outline.locator('.pane-references .pane-title').click();
    const reference = outline.locator('.reference').filter({ hasText: 'Zarate, C. A., Singh, J. B.' });
    await reference.getByText('Archives of General Psychiatry').waitFor();
    await shoot('references-pane');
    await reference.getByRole('button', { name: 'next citation of zarate2006' }).click();
    await eventually(
      () => vscode.cursorStatus(),
      (status) => status?.startsWith('Ln 21,'),
      'the citation should be shown',
    );
    await outline.locator('.pane-references .pane-title').click();
    await vscode.hideSideBar();
  },
};

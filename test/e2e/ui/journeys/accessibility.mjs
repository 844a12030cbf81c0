// axe on whatever of PsyCite stands in the workbench. The outline's page has tests of its own in four themes:
// test/webview/browser.
import { eventually } from '../check.mjs';

/**
 * Fails where a problem lasts: while a row fades into its colour, or a page is drawn anew and its frame
 * replaced, axe sees what no person reads.
 */
const finds = (look) =>
  eventually(
    () => look().catch((error) => [String(error)]),
    (problems) => problems.length === 0,
    'axe finds problems',
  );

/** Each list: its command, its title, what is searched for in it and what is found then. */
const lists = [
  ['Insert Citation…', 'Insert Citation', 'ketamine', 'Berman et al. 2000'],
  ['Add Reference…', 'Add Reference', 'ketamine', 'Search PubMed'],
  ['Choose Bibliography of This Manuscript…', 'Bibliography of This', 'ref', 'references.bib'],
  ['Choose Your Manuscript and Its Bibliography…', 'Your Manuscript', 'ketamine', 'ketamine.tex'],
  ['Choose Citation Style…', 'Citation Style', 'biological', 'Biological Psychiatry'],
  ['Export Cited References…', 'Export Cited', 'bib', 'BibTeX'],
  ['Define…', 'Define', 'NMDA', 'NMDA'],
];

const onLists = Object.fromEntries(
  lists.map(([command, title, query, found]) => [
    `axe finds nothing in the list of “${command}”`,
    async (vscode) => {
      await vscode.openPicker(`PsyCite: ${command}`, title);
      await vscode.find(query, found);
      await finds(() => vscode.accessibilityProblemsOf('.quick-input-widget'));
      await vscode.press('Escape');
    },
  ]),
);

const onPages = {
  'nor in the walkthrough and the page beside each of its steps': async (vscode) => {
    await vscode.run('PsyCite: First Steps');
    await finds(() => vscode.accessibilityProblemsOf('.gettingStartedContainer'));
    for (const { title } of await vscode.steps()) {
      await vscode.chooseStep(title);
      await finds(() => vscode.accessibilityProblems(vscode.stepPage(), 'body'));
    }
    await vscode.run('View: Close Editor');
  },
  'nor in what is said of the bibliographies': async (vscode) => {
    await vscode.openFile('ketamine.md');
    await vscode.run('PsyCite: Explain Bibliography');
    await vscode.waitForLine('The bibliographies of ketamine.md');
    await vscode.lenses('Open');
    await finds(() => vscode.accessibilityProblemsOf('.editor-instance'));
    await vscode.run('View: Close Editor');
  },
  'nor in the outline, with its references': async (vscode) => {
    const view = await vscode.outline();
    await vscode.toFilter(view);
    const title = view.locator('.pane-references .pane-title');
    await vscode.tabTo(title);
    await vscode.press('Enter');
    await view.locator('.reference').first().waitFor();
    await finds(() => vscode.accessibilityProblems(view));
    await vscode.tabTo(title);
    await vscode.press('Enter');
    await eventually(
      () => view.locator('.reference').count(),
      (count) => count === 0,
      'the references should be folded',
    );
  },
};

const lookAtPreview = async (vscode) => {
  await vscode.openFile('ketamine.md');
  await vscode.run('Markdown: Open Preview to the Side');
  // The page around is VS Code's: it has no title, no language and no landmark, whatever it shows.
  await finds(async () => {
    const page = await vscode.webview('.psycite-citation');
    // The editor's colour lies behind the frame, where axe does not look.
    await page.locator('html').evaluate(({ style }) => {
      style.background = 'var(--vscode-editor-background)';
    });
    return await vscode.accessibilityProblems(page, 'body');
  });
  await vscode.run('View: Focus First Editor Group');
  await vscode.run('View: Close Editors in Other Groups');
};

const lookAtStyles = async (vscode) => {
  await vscode.openPicker('PsyCite: Choose Citation Style…', 'Citation Style');
  await vscode.find('apa', '(Crane, 1959)');
  await finds(() => vscode.accessibilityProblemsOf('.quick-input-widget'));
  await vscode.press('Escape');
};

const themes = [
  ['Dark Modern', 'vs-dark'],
  ['Dark High Contrast', 'hc-black'],
  ['Light High Contrast', 'hc-light'],
  ['Light Modern', 'vs'],
];

/** What a theme colours that is not the outline's: its page is looked at in each by tests of its own. */
const inThemes = Object.fromEntries(
  themes.map(([name, kind]) => [
    `nor in the preview and the list of styles in ${name}`,
    async (vscode) => {
      await vscode.useTheme(name, kind);
      await lookAtPreview(vscode);
      await lookAtStyles(vscode);
    },
  ]),
);

export const accessibility = { ...onLists, ...onPages, ...inThemes };

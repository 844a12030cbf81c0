import { type CompletionItem, commands, Disposable, type TextDocumentChangeEvent, workspace } from 'vscode';
import type { LanguageServer } from './languageClient.ts';
import { isManuscript } from './languages.ts';

/** Whether an item is a work, as the server says in what it sends along (`CompletionData` of core). */
function isWork(item: CompletionItem): boolean {
  const { data } = item as { readonly data?: { readonly kind?: unknown } | null };
  return data?.kind === 'reference' || data?.kind === 'pack-reference';
}

/**
 * Says by context keys which steps of the walkthrough were taken; VS Code remembers them. A key is true for a
 * moment only: one that is true already when VS Code reads the walkthrough, which it does late, never ticks
 * its step off. An accepted completion is known by its text, for an editor does not say that it took one.
 */
export class FirstSteps implements Disposable {
  readonly #subscription: Disposable;
  #offered: ReadonlySet<string> = new Set();

  constructor(server: LanguageServer) {
    this.#subscription = Disposable.from(
      server.onCompleted((items) => {
        this.#offered = new Set(items.filter(isWork).map(written));
      }),
      server.onHovered(() => {
        taken('cardShown');
      }),
      workspace.onDidChangeTextDocument((event) => {
        if (this.#isAccepted(event)) taken('citationCompleted');
      }),
    );
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #isAccepted({ document, contentChanges }: TextDocumentChangeEvent): boolean {
    if (this.#offered.size === 0 || !isManuscript(document)) return false;
    return contentChanges.some(({ text }) => this.#offered.has(text));
  }
}

type Step = 'sampleOpened' | 'citationCompleted' | 'cardShown' | 'bibliographyChosen' | 'paperImported';

/** Ticks a step off. What is to have the focus comes behind: an open walkthrough may take it. */
export function taken(step: Step): void {
  for (const now of [true, false]) void commands.executeCommand('setContext', `psycite.${step}`, now);
}

const written = ({ insertText, label }: CompletionItem): string => {
  if (insertText !== undefined) return typeof insertText === 'string' ? insertText : insertText.value;
  return typeof label === 'string' ? label : label.label;
};

import { type ExtensionContext, tasks, window } from 'vscode';
import type { Exporter } from '../exporting/exporter.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isManuscript } from '../languages.ts';
import { activeManuscript } from './editor.ts';

let exporter: Promise<Exporter> | undefined;

/** Loaded when something is exported for the first time. */
const exporterOf = (context: ExtensionContext, server: LanguageServer): Promise<Exporter> => {
  exporter ??= import('../exporting/exporter.ts').then((module) => new module.Exporter(context, server));
  return exporter;
};

/**
 * Makes a docx, PDF or web page of the manuscript. `wanted` may name them: `{format: "docx", tool:
 * "pandoc"}`.
 */
export async function exportManuscript(
  context: ExtensionContext,
  server: LanguageServer,
  wanted?: unknown,
): Promise<void> {
  const { document } = activeManuscript();
  const { format, tool } = (typeof wanted === 'object' && wanted !== null ? wanted : {}) as Record<
    string,
    unknown
  >;
  await (await exporterOf(context, server)).export(document, {
    ...(typeof format === 'string' && { format }),
    ...(typeof tool === 'string' && { tool }),
  });
}

/** The same as tasks: `{"type": "psycite", "manuscript": "paper.md", "format": "docx", "tool": "pandoc"}`. */
export function registerExportTasks(context: ExtensionContext, server: LanguageServer): void {
  context.subscriptions.push(
    tasks.registerTaskProvider('psycite', {
      async provideTasks() {
        const document = window.activeTextEditor?.document;
        if (document === undefined || !isManuscript(document)) return [];
        return await (await exporterOf(context, server)).provideTasks(document);
      },
      async resolveTask(task) {
        return await (await exporterOf(context, server)).resolveTask(task);
      },
    }),
  );
}

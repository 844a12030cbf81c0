import {
  commands,
  Diagnostic,
  DiagnosticSeverity,
  type ExtensionContext,
  env,
  FileType,
  languages,
  ProcessExecution,
  ProgressLocation,
  Range,
  Task,
  type TaskDefinition,
  TaskGroup,
  type TextDocument,
  tasks,
  UIKind,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import type { Syntax } from '../../base/fileNames.ts';
import { annotationsRequest, explainBibliographyRequest, outlineRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import { type Ending, failureOf, remainder, type Written } from './outcome.ts';
import { findPrograms, type Machine } from './programs.ts';
import { runTask } from './runTask.ts';
import {
  type Choice,
  choicesFor,
  type ExportFormat,
  type ExportJob,
  exportFormats,
  nameOf,
  noneInstalled,
  pdfEngines,
  stemOf,
  syntaxOf,
  type Tool,
  toolOf,
  tools,
} from './tools.ts';
import { type Finding, findingsBefore, pandocWarnings } from './warnings.ts';

const taskType = 'psycite';

/** A task of `tasks.json`. */
interface ExportTask extends TaskDefinition {
  /** Relative to the workspace folder. */
  readonly manuscript: string;
  readonly format: string;
  readonly tool: string;
}

/** The files that exports have made: only these are written over without a question. */
const madeKey = 'exported';
const maxMade = 200;

/** Makes documents of manuscripts with the programs that are on the machine, as tasks of VS Code. */
export class Exporter {
  readonly #context: ExtensionContext;
  readonly #server: LanguageServer;
  readonly #warnings = languages.createDiagnosticCollection('psycite-export');

  constructor(context: ExtensionContext, server: LanguageServer) {
    this.#context = context;
    this.#server = server;
    context.subscriptions.push(
      this.#warnings,
      // What a tool said is of the text as it was.
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#warnings.delete(document.uri);
      }),
      tasks.onDidEndTaskProcess(({ execution }) => void this.#showWarnings(execution.task)),
    );
  }

  /** Exports a manuscript; `wanted` names a format and a tool, and the person is not asked for these then. */
  async export(document: TextDocument, wanted: Partial<ExportTask> = {}): Promise<void> {
    if (!workspace.isTrusted)
      throw new Error('exporting runs a program, and none runs in a workspace that you do not trust.');
    if (document.uri.scheme !== 'file')
      throw new Error('save the manuscript as a file on this machine first.');
    const found = await programs();
    const choice = await chooseOne(document, found, wanted);
    if (choice !== undefined) await checkProgram(choice.tool, found);
    if (choice === undefined || !(await this.#isReady(document, choice.tool))) return;
    if (document.isDirty && !(await document.save())) throw new Error('the manuscript could not be saved.');
    const { folder, job } = await this.#job(document.uri, syntaxOf(document.languageId), choice, found);
    if (!(await this.#mayWrite(job.output))) return;
    const task = this.#task(folder, choice, job, found);
    const title = `Exporting ${nameOf(job.output)} with ${choice.tool.name}`;
    const progress = { location: ProgressLocation.Notification, title, cancellable: true };
    const before = await written(job.output);
    const code = await window.withProgress(progress, (_, token) => runTask(task, token));
    const ending = { code, before, after: await written(job.output) };
    const failure = failureOf(choice.tool, ending);
    const rest = failure === undefined ? '' : await withoutRemainder(job.output, ending);
    if (code === 'cancelled') {
      void window.showInformationMessage(`The export was cancelled.${rest}`);
      return;
    }
    if (failure !== undefined)
      throw new Error(`${choice.tool.name} made no ${nameOf(job.output)}: ${failure}${rest}`);
    await this.#remember(job.output);
    await offerToOpen(Uri.file(job.output));
  }

  /** The exports of the manuscript in the active editor. */
  async provideTasks(document: TextDocument | undefined): Promise<Task[]> {
    if (!workspace.isTrusted || document?.uri.scheme !== 'file') return [];
    const found = await programs().catch(() => new Map<string, string>());
    const syntax = syntaxOf(document.languageId);
    return await Promise.all(
      choicesFor(syntax, found).map(async (choice) => {
        const { folder, job } = await this.#job(document.uri, syntax, choice, found);
        return this.#task(folder, choice, job, found);
      }),
    );
  }

  /** The task that a definition of `tasks.json` means; undefined for one that is none. */
  async resolveTask(task: Task): Promise<Task | undefined> {
    const { manuscript, format, tool: id } = task.definition as Partial<ExportTask>;
    const tool = toolOf(id ?? '');
    const folder = typeof task.scope === 'object' ? task.scope : workspace.workspaceFolders?.[0];
    const wanted = exportFormats.find((one) => one === format);
    if (!workspace.isTrusted || folder === undefined || typeof manuscript !== 'string') return undefined;
    if (tool === undefined || wanted === undefined) return undefined;
    const uri = Uri.joinPath(folder.uri, manuscript);
    if (uri.scheme !== 'file' || !uri.path.startsWith(`${folder.uri.path}/`)) return undefined;
    const found = await programs().catch(() => new Map<string, string>());
    if (!found.has(tool.program)) return undefined;
    const { languageId } = await workspace.openTextDocument(uri);
    const choice = { tool, format: wanted };
    const { job } = await this.#job(uri, syntaxOf(languageId), choice, found);
    return this.#task(folder, choice, job, found, task.definition);
  }

  async #job(
    uri: Uri,
    syntax: Syntax,
    { tool, format }: Choice,
    found: ReadonlyMap<string, string>,
  ): Promise<{ folder: WorkspaceFolder | undefined; job: ExportJob }> {
    // Pandoc writes its log where there is a folder.
    await workspace.fs.createDirectory(this.#storage);
    const folder = workspace.getWorkspaceFolder(uri);
    const beside = Uri.joinPath(uri, '..');
    const name = stemOf(uri.path);
    const output = Uri.joinPath(beside, tool.output?.(name, format) ?? `${name}.${format}`).fsPath;
    const engine = pdfEngines.find((one) => found.has(one));
    const job: ExportJob = {
      manuscript: uri.fsPath,
      folder: beside.fsPath,
      root: folder?.uri.fsPath ?? beside.fsPath,
      output,
      format,
      syntax,
      log: this.#log(uri).fsPath,
      ...(engine !== undefined && { pdfEngine: found.get(engine)! }),
    };
    return { folder, job };
  }

  #task(
    folder: WorkspaceFolder | undefined,
    { tool, format }: Choice,
    job: ExportJob,
    found: ReadonlyMap<string, string>,
    given?: TaskDefinition,
  ): Task {
    const manuscript = workspace.asRelativePath(Uri.file(job.manuscript), false);
    const definition: ExportTask = { type: taskType, manuscript, format, tool: tool.id };
    const execution = new ProcessExecution(found.get(tool.program)!, [...tool.arguments(job)], {
      cwd: job.folder,
    });
    const title = `${nameOf(job.output)} with ${tool.name}`;
    const matchers = tool.matcher === undefined ? [] : [tool.matcher];
    const task = new Task(
      given ?? definition,
      folder ?? workspace.workspaceFolders![0]!,
      title,
      'PsyCite',
      execution,
      matchers,
    );
    task.group = TaskGroup.Build;
    task.presentationOptions = { clear: true };
    return task;
  }

  get #storage(): Uri {
    return this.#context.storageUri ?? this.#context.globalStorageUri;
  }

  /** Where Pandoc says what it did not find. */
  #log(manuscript: Uri): Uri {
    let name = 0;
    for (const character of manuscript.path) name = (Math.imul(name, 31) + character.codePointAt(0)!) >>> 0;
    return Uri.joinPath(this.#storage, `export-${name}.json`);
  }

  /** Puts what Pandoc did not find where it is cited. */
  async #showWarnings({ definition }: Task): Promise<void> {
    if (definition.type !== taskType) return;
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const { manuscript } = definition as Partial<ExportTask>;
    if (folder === undefined || typeof manuscript !== 'string') return;
    const uri = [
      Uri.joinPath(folder, manuscript),
      ...(workspace.workspaceFolders ?? []).map((one) => Uri.joinPath(one.uri, manuscript)),
    ].find((one) => workspace.textDocuments.some((document) => document.uri.toString() === one.toString()));
    if (uri === undefined) return;
    const log = this.#log(uri);
    try {
      const warnings = pandocWarnings(new TextDecoder().decode(await workspace.fs.readFile(log)));
      await workspace.fs.delete(log);
      const document = await workspace.openTextDocument(uri);
      const parameters = { textDocument: { uri: uri.toString() } };
      const annotations = await this.#server.request(annotationsRequest, parameters);
      this.#warnings.set(uri, marksOf(document, annotations, warnings));
    } catch {
      // The tool wrote no log.
    }
  }

  /** Shows what is to be looked at first, where there is anything. True where the export goes on. */
  async #isReady(document: TextDocument, tool: Tool): Promise<boolean> {
    const findings = await this.#findings(document, tool);
    if (findings.length === 0) return true;
    const go = {
      label: '$(play) Export anyway',
      detail: 'What is listed here prints as it is',
      finding: undefined,
    };
    const picked = await window.showQuickPick(
      [
        go,
        ...findings.map((finding) => ({ label: finding.message, description: placeOf(finding), finding })),
      ],
      {
        title: `Before exporting: ${findings.length === 1 ? 'one thing' : `${findings.length} things`} to look at`,
        placeHolder: 'Choose one to go there, or export anyway',
      },
    );
    if (picked?.finding?.line !== undefined) {
      const range = document.lineAt(Math.min(picked.finding.line, document.lineCount - 1)).range;
      await window.showTextDocument(document, { selection: new Range(range.start, range.start) });
    }
    return picked === go;
  }

  async #findings(document: TextDocument, tool: Tool): Promise<readonly Finding[]> {
    const uri = document.uri.toString();
    const parameters = { textDocument: { uri } };
    const [{ files }, { manuscript }] = await Promise.all([
      this.#server.request(explainBibliographyRequest, parameters),
      this.#server.request(outlineRequest, parameters),
    ]);
    const undeclared = files
      .filter((file) => file.status === 'used' && file.declaredIn === null && file.uri !== uri)
      .map((file) => nameOf(Uri.parse(file.uri).path));
    const problems = languages.getDiagnostics(document.uri).filter(({ source }) => source === 'psycite');
    const known = problems.map(({ code, message, range }) => ({
      code: String(typeof code === 'object' ? code.value : code),
      message,
      line: range.start.line,
    }));
    return findingsBefore(known, undeclared, manuscript?.limits ?? [], tool.name);
  }

  /** A file that no export made is somebody's: it is asked about. */
  async #mayWrite(output: string): Promise<boolean> {
    const made = this.#context.workspaceState.get<readonly string[]>(madeKey, []);
    if (made.includes(output) || !(await isFile(output))) return true;
    const message = `${nameOf(output)} is there already, and PsyCite did not make it. Replace it?`;
    return (await window.showWarningMessage(message, { modal: true }, 'Replace')) === 'Replace';
  }

  async #remember(output: string): Promise<void> {
    const made = this.#context.workspaceState.get<readonly string[]>(madeKey, []);
    const all = [output, ...made.filter((one) => one !== output)].slice(0, maxMade);
    await this.#context.workspaceState.update(madeKey, all);
  }
}

const placeOf = ({ line }: Finding): string => (line === undefined ? '' : `line ${line + 1}`);

/** What was asked for, else the only choice or the one that the person takes. */
async function chooseOne(
  document: TextDocument,
  found: ReadonlyMap<string, string>,
  wanted: Partial<ExportTask>,
): Promise<Choice | undefined> {
  const choices = choicesFor(syntaxOf(document.languageId), found).filter(
    ({ tool, format }) =>
      (wanted.format === undefined || wanted.format === format) &&
      (wanted.tool === undefined || wanted.tool === tool.id),
  );
  if (choices.length === 0) {
    const settings = 'Open Settings';
    const answer = await window.showWarningMessage(noneInstalled(syntaxOf(document.languageId)), settings);
    if (answer === settings) await commands.executeCommand('workbench.action.openSettings', 'psycite.tools');
    return undefined;
  }
  if (choices.length === 1 && wanted.format !== undefined) return choices[0];
  const items = choices.map((choice) => ({
    label: titles[choice.format],
    description: `with ${choice.tool.name}`,
    detail: found.get(choice.tool.program)!,
    choice,
  }));
  const options = {
    title: `Export ${nameOf(document.uri.path)}`,
    placeHolder: 'What to make',
    matchOnDescription: true,
  };
  return (await window.showQuickPick(items, options))?.choice;
}

const titles: Readonly<Record<ExportFormat, string>> = {
  docx: 'Word document (docx)',
  pdf: 'PDF',
  html: 'Web page (HTML)',
};

/** The programs that are on the machine. */
async function programs(): Promise<ReadonlyMap<string, string>> {
  const machine = thisMachine();
  if (machine === undefined)
    throw new Error('exporting needs VS Code on your computer: a browser runs no programs.');
  const settings = workspace.getConfiguration('psycite.tools');
  const configured = tools.flatMap(({ id, program }) => {
    const path = settings.get<string>(id, '').trim();
    return path === '' ? [] : [[program, path] as const];
  });
  return await findPrograms(machine, new Map(configured));
}

function thisMachine(): Machine | undefined {
  const path = typeof process === 'undefined' ? undefined : process.env['PATH'];
  if (path === undefined) return undefined;
  return { path, isWindows: process.platform === 'win32', home: process.env['HOME'] ?? '', exists: isFile };
}

/** A path that a setting gives is believed until it is used. */
async function checkProgram({ id, program }: Tool, found: ReadonlyMap<string, string>): Promise<void> {
  const path = found.get(program)!;
  if (/[\\/]/.test(path) && !(await isFile(path)))
    throw new Error(`the setting psycite.tools.${id} names ${path}, and there is no such program.`);
}

async function written(path: string): Promise<Written> {
  try {
    return (await workspace.fs.stat(Uri.file(path))).mtime;
  } catch {
    return undefined;
  }
}

/** Takes away what a cancelled tool began; of another file, says what may have become of it. */
async function withoutRemainder(path: string, ending: Ending): Promise<string> {
  const left = remainder(ending);
  if (left === 'begun') await workspace.fs.delete(Uri.file(path)).then(undefined, () => undefined);
  return left === 'doubtful' ? ` ${nameOf(path)} may be half written: export it again.` : '';
}

async function isFile(path: string): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(Uri.file(path))).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}

async function offerToOpen(output: Uri): Promise<void> {
  const open = 'Open';
  const show = 'Show in Explorer';
  const answer = await window.showInformationMessage(`Made ${nameOf(output.path)}.`, open, show);
  const isHere = env.uiKind === UIKind.Desktop && env.remoteName === undefined;
  if (answer === open && isHere) await env.openExternal(output);
  else if (answer === open) await commands.executeCommand('vscode.open', output);
  else if (answer === show) await commands.executeCommand('revealInExplorer', output);
}

/** A mark at each mention of a key that was not found; what names no key stands at the top. */
function marksOf(
  document: TextDocument,
  annotations: unknown,
  warnings: ReturnType<typeof pandocWarnings>,
): Diagnostic[] {
  const { mentions = [] } = (annotations ?? {}) as { readonly mentions?: readonly Mention[] };
  return warnings.flatMap(({ key, message }) => {
    const places = mentions.filter((mention) => mention.kind === 'key' && mention.key === key);
    const ranges = places.map(
      ({ start, end }) => new Range(document.positionAt(start), document.positionAt(end)),
    );
    return (ranges.length > 0 ? ranges : [new Range(0, 0, 0, 0)]).map((range) => {
      const mark = new Diagnostic(range, message, DiagnosticSeverity.Warning);
      mark.source = 'pandoc';
      return mark;
    });
  });
}

/** Of `psycite/annotations`. */
interface Mention {
  readonly kind: string;
  readonly key?: string;
  readonly start: number;
  readonly end: number;
}

import {
  commands,
  EventEmitter,
  Range,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  type Uri,
  window,
} from 'vscode';
import type { ImportPaperAnswer, ImportSummaryGroup, ImportSummaryItem } from '../protocol/importing.ts';
import type { LspRange } from '../protocol/schema.ts';

/** A group, an item of one, or what stands for items that are not shown. */
type Node =
  | { readonly kind: 'group'; readonly group: ImportSummaryGroup }
  | { readonly kind: 'item'; readonly group: ImportSummaryGroup; readonly item: ImportSummaryItem }
  | { readonly kind: 'more'; readonly group: ImportSummaryGroup };

const explanations = {
  found: 'What the import found.',
  doubtful: 'Worth a look: choose an item to see its place in the file that was imported.',
  rejected: 'Looks like an abbreviation and was taken for something else.',
} as const;
const icons = { found: 'check', doubtful: 'question', rejected: 'circle-slash' } as const;

/**
 * What the last import found and what was doubtful, as a tree; an item leads to its place in the imported
 * file. The view is there from the first import on.
 */
export class ImportView implements TreeDataProvider<Node> {
  readonly #changed = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #view: TreeView<Node> | undefined;
  #source: Uri | undefined;
  #groups: readonly Extract<Node, { kind: 'group' }>[] = [];

  async show(
    source: Uri | undefined,
    { summary, message }: Pick<ImportPaperAnswer, 'summary' | 'message'>,
  ): Promise<void> {
    this.#source = source;
    this.#groups = summary.map((group) => ({ kind: 'group', group }));
    await commands.executeCommand('setContext', 'psycite.imported', true);
    this.#view ??= window.createTreeView('psycite.import', { treeDataProvider: this, showCollapseAll: true });
    this.#view.message = message;
    this.#changed.fire(undefined);
    const [first] = this.#groups;
    if (first !== undefined) await this.#view.reveal(first, { select: false, focus: false, expand: false });
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) return [...this.#groups];
    if (node.kind !== 'group') return [];
    const { group } = node;
    const items = group.items.map((item): Node => ({ kind: 'item', group, item }));
    return group.more > 0 ? [...items, { kind: 'more', group }] : items;
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'group' ? undefined : this.#groups.find(({ group }) => group === node.group);
  }

  getTreeItem(node: Node): TreeItem {
    if (node.kind === 'item') return this.#itemOf(node.item);
    if (node.kind === 'more') return new TreeItem(`and ${node.group.more} more, in the paper`);
    const { title, kind, items, more } = node.group;
    const state =
      kind === 'doubtful' ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
    const row = new TreeItem(title, state);
    row.description = String(items.length + more);
    row.iconPath = new ThemeIcon(icons[kind]);
    row.tooltip = `${title}: ${items.length + more}. ${explanations[kind]}`;
    return row;
  }

  #itemOf({ text, detail, range }: ImportSummaryItem): TreeItem {
    const row = new TreeItem(text);
    row.description = detail;
    row.tooltip = detail === '' ? text : `${text}\n${detail}`;
    if (range !== null && this.#source !== undefined)
      row.command = {
        title: 'Show in the imported file',
        command: 'vscode.open',
        arguments: [this.#source, { selection: toRange(range), preview: true }],
      };
    return row;
  }
}

const toRange = ({ start, end }: LspRange): Range =>
  new Range(start.line, start.character, end.line, end.character);

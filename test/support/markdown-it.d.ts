/** The part of markdown-it that tests use; it has no types of its own. */
declare module 'markdown-it' {
  import type { MarkdownIt as Plugged } from '../../src/client/preview/markdownIt.ts';

  export default class MarkdownIt implements Plugged {
    constructor(options?: { html?: boolean; linkify?: boolean; typographer?: boolean });
    readonly inline: Plugged['inline'];
    readonly block: Plugged['block'];
    readonly core: Plugged['core'];
    readonly renderer: Plugged['renderer'];
    render(text: string, env?: object): string;
    use(plugin: (markdown: MarkdownIt) => void): this;
  }
}

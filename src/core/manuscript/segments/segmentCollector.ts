import type { Span } from '../../../base/span.ts';
import type {
  BibliographyDeclaration,
  DeclaredAbbreviation,
  EmbeddedReferences,
  FileLink,
  Scope,
} from '../types.ts';
import { BlockCollector } from './segmentBlocks.ts';
import type { SegmentHeading, SegmentParts } from './segments.ts';

/** More citing places than any paragraph has; completion works in those before. */
const maxSlots = 50_000;

/** Collects what a reader finds in one segment. */
export class SegmentCollector {
  readonly blocks: BlockCollector;
  readonly headings: SegmentHeading[] = [];
  readonly declarations: BibliographyDeclaration[] = [];
  readonly files: FileLink[] = [];
  readonly declaredAbbreviations: DeclaredAbbreviation[] = [];
  readonly embedded: EmbeddedReferences[] = [];
  readonly labels: string[] = [];
  readonly metadata = new Map<string, unknown>();
  citesEverything = false;
  readonly #slots: Span[] = [];

  constructor(text: string, scope: Scope) {
    this.blocks = new BlockCollector(text, scope);
  }

  slot(start: number, end: number): void {
    if (this.#slots.length < maxSlots) this.#slots.push({ start, end });
  }

  finish(): SegmentParts {
    const blocks = this.blocks.finish();
    const { headings, declarations, files, declaredAbbreviations, embedded, labels, metadata } = this;
    const { citesEverything } = this;
    const { limited } = this.blocks;
    const named =
      declarations.length + files.length + declaredAbbreviations.length + embedded.length + metadata.size;
    return {
      blocks,
      headings,
      declarations,
      files,
      declaredAbbreviations,
      embedded,
      slots: this.#slots,
      labels,
      metadata,
      citesEverything,
      limited,
      declares: named > 0 || citesEverything || limited,
    };
  }
}

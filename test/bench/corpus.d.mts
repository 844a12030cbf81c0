export function corpusInPieces(entryCount: number, seed?: number): Generator<string, void>;
export function corpus(entryCount: number, seed?: number): string;

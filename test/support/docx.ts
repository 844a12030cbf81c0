/**
 * The text of a Word document: the paragraphs of its `word/document.xml`. Reads the parts of a ZIP archive
 * one behind the other (APPNOTE 6.3.10, section 4.3.7), as far as a test needs it.
 */
export async function docxText(bytes: Uint8Array): Promise<string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The directory at the end knows the sizes, which a part that was written as it was made does not.
  for (let at = 0; at + 46 <= bytes.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name !== 'word/document.xml') continue;
    const size = view.getUint32(at + 20, true);
    const part = view.getUint32(at + 42, true);
    const start = part + 30 + view.getUint16(part + 26, true) + view.getUint16(part + 28, true);
    const packed = new Blob([bytes.slice(start, start + size)]).stream();
    const xml = await new Response(packed.pipeThrough(new DecompressionStream('deflate-raw'))).text();
    return xml
      .replace(/<\/w:p>/g, '\n')
      .replace(/<[^<>]*>/g, '')
      .replaceAll('&amp;', '&');
  }
  throw new Error('The file is no Word document.');
}

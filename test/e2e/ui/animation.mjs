// An animated PNG of pictures of one size: their own data, with the chunks of APNG around it (PNG, third
// edition, 11.3.2).
import { readFileSync, writeFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** @param {readonly string[]} pictures their paths, in order; the last stays twice as long */
export function animate(pictures, secondsEach, path) {
  const parts = pictures.map((one) => chunksOf(readFileSync(one)));
  const header = parts[0].find(({ type }) => type === 'IHDR').data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  if (parts.some((one) => !one[0].data.equals(header)))
    throw new Error('The pictures differ in size or kind.');
  let sequence = 0;
  const frames = parts.flatMap((chunks, index) => {
    const control = Buffer.alloc(26);
    control.writeUInt32BE(sequence++, 0);
    control.writeUInt32BE(width, 4);
    control.writeUInt32BE(height, 8);
    control.writeUInt16BE(Math.round(secondsEach * 100) * (index === parts.length - 1 ? 2 : 1), 20);
    control.writeUInt16BE(100, 22);
    const data = chunks.filter(({ type }) => type === 'IDAT').map((one) => one.data);
    return [
      chunk('fcTL', control),
      ...data.map((one) => {
        if (index === 0) return chunk('IDAT', one);
        const numbered = Buffer.alloc(4 + one.length);
        numbered.writeUInt32BE(sequence++, 0);
        one.copy(numbered, 4);
        return chunk('fdAT', numbered);
      }),
    ];
  });
  const control = Buffer.alloc(8);
  control.writeUInt32BE(parts.length, 0);
  const whole = [
    signature,
    chunk('IHDR', header),
    chunk('acTL', control),
    ...frames,
    chunk('IEND', Buffer.alloc(0)),
  ];
  writeFileSync(path, Buffer.concat(whole));
}

function chunksOf(png) {
  const chunks = [];
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

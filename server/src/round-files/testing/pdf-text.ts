// SPDX-License-Identifier: Apache-2.0
// Reads back what pdfkit wrote, so that a test sees what a reader sees: pages with an embedded font are glyph numbers.
import { inflateSync } from 'node:zlib';

/** The text of a document that this program printed, one line for each piece that was put somewhere. */
export function pdfText(bytes: Uint8Array): readonly string[] {
  const objects = objectsOf(Buffer.from(bytes).toString('latin1'));
  const letters = new Map(
    [...objects].flatMap(([id, object]) => {
      const [, map] = /\/ToUnicode (\d+) 0 R/.exec(object) ?? [];
      return map === undefined ? [] : [[id, lettersOf(streamOf(objects.get(map) ?? ''))] as const];
    }),
  );
  const fonts = new Map(
    [...objects.values()].flatMap((object) =>
      [...object.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [name, letters.get(id ?? '')] as const),
    ),
  );
  return [...objects.values()]
    .map(streamOf)
    .filter((stream) => / Tf\b/.test(stream))
    .flatMap((stream) => linesOf(stream, fonts));
}

function objectsOf(whole: string): ReadonlyMap<string, string> {
  return new Map([...whole.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]));
}

function streamOf(object: string): string {
  const [, data] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(object) ?? [];
  if (data === undefined) return '';
  const bytes = Buffer.from(data, 'latin1');
  try {
    return (object.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
  } catch {
    return '';
  }
}

/** Which letters each glyph is, from the ranges of a ToUnicode map. */
function lettersOf(map: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', list = ''] of block.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([\s\S]*?)\]/gi)) {
      [...list.matchAll(/<([0-9a-f ]+)>/gi)].forEach(([, code = ''], at) => {
        const utf16 = Buffer.from(code.replaceAll(' ', ''), 'hex').swap16();
        found.set(Number.parseInt(from, 16) + at, utf16.toString('utf16le'));
      });
    }
  }
  return found;
}

function linesOf(
  stream: string,
  fonts: ReadonlyMap<string | undefined, ReadonlyMap<number, string> | undefined>,
): readonly string[] {
  const lines: string[] = [];
  let font: ReadonlyMap<number, string> | undefined;
  let line = '';
  for (const [, name, shown] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*?)\] TJ|\bBT\b/gs)) {
    if (name !== undefined) font = fonts.get(name);
    else if (shown === undefined) {
      lines.push(line);
      line = '';
    } else {
      for (const [, hex = ''] of shown.matchAll(/<([0-9a-f]+)>/gi)) {
        for (const [glyph] of hex.matchAll(/.{4}/g)) line += font?.get(Number.parseInt(glyph, 16)) ?? '\uFFFD';
      }
    }
  }
  return [...lines, line].filter((one) => one.trim() !== '');
}

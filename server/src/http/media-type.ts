// SPDX-License-Identifier: Apache-2.0

/**
 * The offered type that an Accept header likes best, the first of those it likes equally; undefined for none.
 * RFC 9110, 12.5.1: quality of the most specific range that matches; no header takes everything.
 */
export function preferredType(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.slice(0, ACCEPT_LENGTH_MAX).split(',').map(readRange);
  let best: { readonly type: string; readonly quality: number } | undefined;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type;
}

const ACCEPT_LENGTH_MAX = 1_000;

interface Range {
  readonly type: string;
  readonly quality: number;
}

function readRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = weight === undefined ? 1 : /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight) ? Number(weight) : 0;
  return { type, quality };
}

function qualityOf(offered: string, ranges: readonly Range[]): number {
  const [family] = offered.split('/');
  for (const wanted of [offered, `${family}/*`, '*/*']) {
    const range = ranges.find(({ type }) => type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
import type { Drawing, Mark, Point, Tone } from './drawing.ts';

/** A colour for each meaning: text as CSS takes it. */
export type Palette = Readonly<Record<Tone, string>>;

/** For white paper; each apart from white by 4.5 : 1 or more where it is text or a thin line that means something. */
export const PAPER_PALETTE: Palette = {
  ink: '#1c1917',
  muted: '#57534e',
  grid: '#e7e5e4',
  curve: '#1d4ed8',
  bar: '#93b4e8',
  reference: '#44403c',
  acceptable: '#3f7d58',
  warning: '#b45309',
  action: '#b91c1c',
  own: '#6d28d9',
};

/** How a drawing is written as SVG. */
export interface SvgOptions {
  readonly palette?: Palette;
  readonly fontFamily?: string;
}

/**
 * A drawing as SVG 1.1 text with title and description, without style sheets, scripts or references; each mark has the
 * class `tone-<tone>`, by which a page may colour it otherwise.
 */
export function svgOf({ width, height, title, description, marks }: Drawing, options: SvgOptions = {}): string {
  const { palette = PAPER_PALETTE, fontFamily = 'sans-serif' } = options;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${n(width)} ${n(height)}" width="${n(width)}" height="${n(height)}" role="img" font-family="${escaped(fontFamily)}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(description)}</desc>`,
    ...marks.map((mark) => markText(mark, escaped(palette[mark.tone]))),
    '</svg>',
  ].join('\n');
}

function markText(mark: Mark, colour: string): string {
  const named = `class="tone-${mark.tone}"`;
  switch (mark.mark) {
    case 'line': {
      const dashes = mark.dashed === true ? ' stroke-dasharray="5 4"' : '';
      return `<line ${named} x1="${n(mark.from[0])}" y1="${n(mark.from[1])}" x2="${n(mark.to[0])}" y2="${n(mark.to[1])}" stroke="${colour}"${dashes}/>`;
    }
    case 'curve':
      return `<polyline ${named} points="${pointsText(mark.points)}" fill="none" stroke="${colour}" stroke-width="2"/>`;
    case 'area':
      return `<polygon ${named} points="${pointsText(mark.points)}" fill="${colour}"/>`;
    case 'bar': {
      const open = `<rect ${named} x="${n(mark.at[0])}" y="${n(mark.at[1])}" width="${n(mark.width)}" height="${n(mark.height)}" fill="${colour}"`;
      return mark.title === undefined ? `${open}/>` : `${open}><title>${escaped(mark.title)}</title></rect>`;
    }
    case 'text': {
      const [x, y] = [n(mark.at[0]), n(mark.at[1])];
      const turned = mark.upwards === true ? ` transform="rotate(-90 ${x} ${y})"` : '';
      return `<text ${named} x="${x}" y="${y}" font-size="${n(mark.size)}" text-anchor="${mark.anchor}" fill="${colour}"${turned}>${escaped(mark.text)}</text>`;
    }
  }
}

const pointsText = (points: readonly Point[]) => points.map(([x, y]) => `${n(x)},${n(y)}`).join(' ');

// A hundredth of a unit is finer than any screen, and keeps the text the same from machine to machine.
const n = (value: number) => String(Math.round(value * 100) / 100);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Characters that XML 1.0 has no way to write are left out. XML 1.0, 2.2.
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text.replace(NOT_XML, '').replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

// SPDX-License-Identifier: Apache-2.0
import { styleText } from 'node:util';

/** Colours for a terminal; plain text for a pipe, and where NO_COLOR is set. */
export function paint(colour: 'green' | 'red' | 'yellow' | 'dim' | 'bold', text: string): string {
  return styleText(colour, text, { stream: process.stdout });
}

/** Width in terminal columns: East Asian wide characters take two. Unicode Standard Annex #11, W and F in the main ranges. */
function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  );
}

/** Text filled up with spaces to a width. */
export function fill(text: string, width: number): string {
  return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}`;
}

/** Text from a document made fit for a terminal: no control characters, which could move the cursor or repaint the grid. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\u{fffd}');
}

// SPDX-License-Identifier: Apache-2.0
import { type Drawing, type Mark, PAPER_PALETTE } from '@touchstone/metrology/drawing';
import type PDFDocument from 'pdfkit';

/** Puts a drawing on the page: the same marks that a screen shows as SVG. */
export function drawOnPage(
  page: PDFDocument,
  { width, marks }: Drawing,
  [x, y, room]: readonly [number, number, number],
): void {
  page.save();
  page.translate(x, y).scale(room / width);
  for (const mark of marks) drawMark(page, mark);
  page.restore();
  page.fillColor(PAPER_PALETTE.ink);
}

function drawMark(page: PDFDocument, mark: Mark): void {
  const colour = PAPER_PALETTE[mark.tone];
  page.fillColor(colour).strokeColor(colour).lineWidth(1);
  switch (mark.mark) {
    case 'line':
      if (mark.dashed === true) page.dash(5, { space: 4 });
      page
        .moveTo(...mark.from)
        .lineTo(...mark.to)
        .stroke();
      page.undash();
      return;
    case 'curve':
      page.lineWidth(2);
      for (const [index, [x, y]] of mark.points.entries()) {
        if (index === 0) page.moveTo(x, y);
        else page.lineTo(x, y);
      }
      page.stroke();
      return;
    case 'area':
      page.polygon(...mark.points).fill();
      return;
    case 'bar':
      page.rect(...mark.at, mark.width, mark.height).fill();
      return;
    case 'text':
      drawText(page, mark);
  }
}

function drawText(
  page: PDFDocument,
  { at: [x, y], text, anchor, size, upwards }: Extract<Mark, { readonly mark: 'text' }>,
): void {
  page.fontSize(size);
  const width = page.widthOfString(text);
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  page.save();
  if (upwards === true) page.rotate(-90, { origin: [x, y] });
  // SVG gives the foot of a line of text, pdfkit takes its head.
  page.text(text, left, y - size * ASCENT, { lineBreak: false });
  page.restore();
}

/** Of the height of a letter of the font in use, as a share of its size. */
const ASCENT = 1.16;

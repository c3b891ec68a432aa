// SPDX-License-Identifier: Apache-2.0

/** Three significant digits, an infinite number by its sign. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  return String(Number(value.toPrecision(3)));
}

/** A value to the place of the second digit of u, and one more, so that intervals can be compared. JCGM 100:2008, 7.2.6. */
export function shownBeside(value: number, u: number): string {
  if (!(u > 0)) return String(Number(value.toPrecision(12)));
  const places = 2 - Math.floor(Math.log10(u));
  return places > 15 || places < 0 ? value.toPrecision(6) : value.toFixed(places);
}

/** A count in groups of three, told apart by a narrow space. SI Brochure, 9th edition, 5.4.4. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

// SPDX-License-Identifier: Apache-2.0

// A double keeps every decimal of 15 significant digits (IEEE 754, binary64); without an exponent so few characters
// cannot leave its range either.
const SURELY_EXACT_MAX = 15;

/**
 * True when the text that ES6 gives to the double of a JSON number has the value that was written: 0.10, 4.50 and 1E30 do,
 * 9007199254740993 and 0.12345678901234567890 do not. I-JSON, RFC 7493, 2.2; RFC 8785, 3.2.2.3.
 */
export function keepsItsValue(token: string): boolean {
  if (token.length <= SURELY_EXACT_MAX && !/[eE]/.test(token)) {
    return true;
  }
  return normalForm(token) === normalForm(String(Number(token)));
}

/** digits "e" exponent, without leading and trailing zeros; "" for zero of either sign. */
function normalForm(token: string): string {
  const [mantissa = '', power = '0'] = token.toLowerCase().split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.slice(sign.length).split('.');
  const digits = whole + fraction;
  let first = 0;
  while (digits[first] === '0') {
    first += 1;
  }
  let end = digits.length;
  while (end > first && digits[end - 1] === '0') {
    end -= 1;
  }
  const exponent = Number(power) - fraction.length + digits.length - end;
  return first === end ? '' : `${sign}${digits.slice(first, end)}e${exponent}`;
}

// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';

/** identifier length content, as short as it can be. ITU-T X.690, 10.1. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  const length: number[] = [];
  for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256);
  const head = content.length < 128 ? [content.length] : [0x80 | length.length, ...length];
  return concatBytes(Uint8Array.from([tag, ...head]), content);
}

export const seq = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const set = (...parts: readonly Uint8Array[]): Uint8Array => der(0x31, ...parts);
export const octets = (...parts: readonly Uint8Array[]): Uint8Array => der(0x04, ...parts);
export const bits = (bytes: Uint8Array): Uint8Array => der(0x03, Uint8Array.of(0), bytes);
export const integer = (value: number): Uint8Array => der(0x02, Uint8Array.of(value));
export const TRUE: Uint8Array = der(0x01, Uint8Array.of(0xff));
export const text = (value: string): Uint8Array => der(0x0c, new TextEncoder().encode(value));
export const utcTime = (value: string): Uint8Array => der(0x17, new TextEncoder().encode(value));
export const generalizedTime = (value: string): Uint8Array => der(0x18, new TextEncoder().encode(value));

export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const numbers = [first * 40 + second, ...rest].flatMap((number) => {
    const digits = [number % 128];
    for (let more = Math.floor(number / 128); more > 0; more = Math.floor(more / 128))
      digits.unshift((more % 128) | 0x80);
    return digits;
  });
  return der(0x06, Uint8Array.from(numbers));
}

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { bits, der, generalizedTime, integer, octets, oid, seq, utcTime } from '../testing/der-writer.ts';
import { bitsOf, integerOf, oidOf, parseDer, partsOf, required, sameBytes, TAG, timeOf } from './der.ts';

const bad = (run: () => unknown) => expect(run).toThrow(expect.objectContaining({ code: 'BAD_DER' }));

describe('parseDer()', () => {
  it('reads values of every length', () => {
    for (const length of [0, 1, 127, 128, 255, 256, 70_000]) {
      expect(parseDer(octets(new Uint8Array(length))).content).toHaveLength(length);
    }
    expect(partsOf(parseDer(seq(integer(1), octets(), seq())))).toHaveLength(3);
  });

  it.each([
    ['nothing', []],
    ['no length', [4]],
    ['less than it says', [4, 2, 0]],
    ['more than it says', [4, 1, 0, 0]],
    ['a length without end', [0x30, 0x80, 0, 0]],
    ['a length of five bytes', [4, 0x85, 0, 0, 0, 0, 1, 0]],
    ['a length that is longer than it must be', [4, 0x81, 1, 0]],
    ['a length that breaks off', [4, 0x82, 1]],
    ['a length with a zero before it', [4, 0x82, 0, 128, ...new Array(128).fill(0)]],
    ['a tag of several bytes', [0x1f, 0x81, 0]],
  ])('refuses %s', (_, bytes) => {
    bad(() => parseDer(Uint8Array.from(bytes)));
  });

  it('refuses parts of what has none, and more parts than anybody needs', () => {
    bad(() => partsOf(parseDer(octets())));
    bad(() => partsOf(parseDer(seq(...Array.from({ length: 10_001 }, () => octets())))));
  });
});

describe('values of DER', () => {
  it('are read', () => {
    expect(oidOf(parseDer(oid('2.16.840.1.101.3.4.2.1')))).toBe('2.16.840.1.101.3.4.2.1');
    expect(oidOf(parseDer(oid('0.9.2342')))).toBe('0.9.2342');
    expect(oidOf(parseDer(der(6)))).toBe('0.0');
    expect(integerOf(parseDer(integer(18)))).toBe('12');
    expect(bitsOf(parseDer(bits(Uint8Array.of(7))))).toEqual(Uint8Array.of(7));
    expect(timeOf(parseDer(utcTime('490101000000Z')))).toBe('2049-01-01T00:00:00Z');
    expect(timeOf(parseDer(utcTime('500101000000Z')))).toBe('1950-01-01T00:00:00Z');
    expect(timeOf(parseDer(generalizedTime('20250601120000.123456Z')))).toBe('2025-06-01T12:00:00.123Z');
  });

  it('are refused when they are others', () => {
    bad(() => required(undefined, TAG.SET));
    bad(() => bitsOf(parseDer(der(3, Uint8Array.of(1, 7)))));
    bad(() => timeOf(parseDer(integer(1))));
    bad(() => timeOf(undefined));
    bad(() => timeOf(parseDer(utcTime('20250601120000Z'))));
  });

  it('are compared as bytes', () => {
    expect([
      sameBytes(Uint8Array.of(1), Uint8Array.of(1)),
      sameBytes(Uint8Array.of(1), Uint8Array.of(2)),
      sameBytes(Uint8Array.of(), Uint8Array.of(2)),
    ]).toEqual([true, false, false]);
  });
});

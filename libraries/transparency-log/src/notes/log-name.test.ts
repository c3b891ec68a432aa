// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LOG_NAME_BYTES_MAX, logNameFaults, logNameKey, logNameLike } from './log-name.ts';

describe('logNameFaults()', () => {
  it.each([
    ...['laboratory.example/log/2026', 'PeterNeumann', '认可.example/log', 'köln.example/log', 'лаборатория.рф/журнал'],
    ...['lab.example:8443/~log?year=2026&x=%2F#a', "a-b_c.d/e!$'()*,;@[1]", 'https://lab.example/log', 'αβγ.example'],
    ...['می\u200Cخواهم.example', 'x'.repeat(LOG_NAME_BYTES_MAX), '志'.repeat(85)],
  ])('has nothing against %j', (name) => expect(logNameFaults(name)).toEqual([]));

  it.each([
    ['x'.repeat(256), 'it has 256 bytes, and the name of a log has 255 at most'],
    ['志'.repeat(86), 'it has 258 bytes, and the name of a log has 255 at most'],
    ['lab.example\u200B/log', 'character 12 is U+200B, which nobody sees; write it without that character'],
    ['lаb.example/log', 'character 2, "а" (U+0430), is a Cyrillic letter in a word of Latin ones'],
    ['node.test\u2215log', 'character 10, "∕" (U+2215), has no place in an address'],
    ['node.test/a\u2011b', 'character 12, "‑" (U+2011), has no place in an address'],
    ['node.test\uFF0Flog', 'character 10, "／" (U+FF0F), has no place in an address'],
    ['𠮷.test/<log', 'character 8, "<" (U+003C), has no place in an address'],
    ['lab.test/☃', 'character 10, "☃" (U+2603), has no place in an address'],
  ])('says of %j what is wrong, and nothing else', (name, says) => {
    expect(logNameFaults(name)).toEqual([expect.stringContaining(says)]);
  });

  it('says the first of very many, and is soon done', () => {
    expect(logNameFaults('☃'.repeat(60)).length).toBeLessThan(20);
    expect(logNameFaults('\u200B'.repeat(1_000_000)).length).toBeLessThan(20);
  });
});

describe('logNameKey()', () => {
  it.each([
    ['Node.TEST/Log', 'node.test/log'],
    ['node.test/log/', 'node.test/log'],
    ['//node.test/log', 'node.test/log'],
    ['https://node.test/log', 'node.test/log'],
    ['HTTP://Node.test/log//', 'node.test/log'],
    ['ｎode.test/log', 'node.test/log'],
    ['node\u200B.test/log', 'node.test/log'],
    ['nоdе.tеst/log', 'node.test/log'],
    ['ΝΟDΕ.test/log', 'node.test/log'],
    ['асе.test', 'ace.test'],
    ['АСЕ.test', 'ace.test'],
    ['n0de.test/1og', 'node.test/log'],
    ['labI.test', 'labl.test'],
    ['labl.test', 'lab1.test'],
    ['ко\u0301д.test', 'ко\u0301д.test'],
    ['node.test//log', 'node.test/log'],
    ['node.test/./log', 'node.test/log'],
    ['node.test/x/../log', 'node.test/log'],
    ['node.test/../log', 'node.test/log'],
    ['node.test/%6cog', 'node.test/log'],
    ['node.test%2Flog', 'node.test/log'],
    ['node.test/l%D0%BEg', 'node.test/log'],
    ['node.test/%E8%AE%A4%E5%8F%AF', 'node.test/认可'],
    ['node.test:443/log', 'node.test/log'],
    ['http://node.test:80/log', 'node.test/log'],
    ['node.test:0443/log', 'node.test/log'],
    ['node.test:/log', 'node.test/log'],
    ['node.test：443/log', 'node.test/log'],
    ['node.test:443', 'node.test'],
    ['node.test./log', 'node.test/log'],
    ['node.test/log#', 'node.test/log'],
    ['node.test/log?', 'node.test/log'],
    ['node.test/log/?#', 'node.test/log'],
    ['node.test:443//./%6Cog/?#', 'Node.test/log'],
  ])('is one for %j and %j', (one, other) => expect(logNameKey(one)).toBe(logNameKey(other)));

  it.each([
    ['node.test/log', 'node.test/log/2027'],
    ['node.test/log/2026', 'node.test/log/2027'],
    ['node.test/log', 'node.example/log'],
    ['认可.test', '认証.test'],
    ['дом.test', 'dom.test'],
    ['köln.test', 'koln.test'],
    ['node.test:8443/log', 'node.test/log'],
    ['node.test/443/log', 'node.test/log'],
    ['node.test/log?year=2026', 'node.test/log'],
    ['node.test/log?a=/./b', 'node.test/log?a=/b'],
    ['node.test/...', 'node.test/log'],
    ['node.test/%FE', 'node.test/%FF'],
    ['node.test/%6', 'node.test/%7'],
  ])('is another for %j and %j', (one, other) => expect(logNameKey(one)).not.toBe(logNameKey(other)));

  it.each(['?', '/', '.', '#', ':0', '%', '%6', '%ff', '/../', './'])('is soon made of very many %j', (each) => {
    const many = each.repeat(100_000);
    const began = performance.now();
    for (const name of [`a.test${many}x`, `a.test/${many}x`, `a.test/?${many}x`, `${many}x`]) logNameKey(name);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});

describe('logNameLike()', () => {
  it('finds the one that a name may be taken for, and never the name itself', () => {
    const known = ['a.test/log', 'b.test/log'];
    expect(logNameLike('B.test/log/', known)).toBe('b.test/log');
    expect(logNameLike('b.test/log', known)).toBeUndefined();
    expect(logNameLike('c.test/log', known)).toBeUndefined();
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { addressBeside, parsePublicPath, SUCCESSOR_PATH } from './public-path.ts';

describe('parsePublicPath()', () => {
  it('knows the files of a log and the name of its successor, and nothing beside them', () => {
    expect(parsePublicPath(SUCCESSOR_PATH)).toEqual({ kind: 'successor' });
    expect(parsePublicPath('checkpoint')).toEqual({ kind: 'checkpoint' });
    for (const path of ['successor/', '../successor', 'successor.new', 'key', '']) {
      expect(() => parsePublicPath(path), path).toThrow(expect.objectContaining({ code: 'BAD_TILE_PATH' }));
    }
  });
});

describe('addressBeside()', () => {
  it.each([
    ['https://node.example/log/2026', '../2027', 'https://node.example/log/2027'],
    ['https://node.example/log/2026/', '../2027', 'https://node.example/log/2027'],
    ['https://node.example/log', '2027', 'https://node.example/log/2027'],
    ['/srv/logs/2026', '../2027', '/srv/logs/2027'],
    ['/srv/logs/2026/public/', '../2027', '/srv/logs/2027/public'],
    ['./logs/public', '2027', 'logs/2027/public'],
  ])('of %s and %s is %s', (address, at, beside) => {
    expect(addressBeside(address, at)).toBe(beside);
  });
});

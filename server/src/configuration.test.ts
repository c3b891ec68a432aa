// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

describe('readConfiguration()', () => {
  it('needs nothing: the packaged database, this machine, the usual port or any other', () => {
    expect(readConfiguration({ DATABASE_URL: '', PORT: '' })).toMatchObject({
      ...{
        databaseUrl: undefined,
        host: '127.0.0.1',
        port: 4180,
        portIsFixed: false,
        node: 'localhost',
        jurisdiction: 'CN',
      },
    });
  });

  it('takes a named port as the only one, and its name from where others reach it', () => {
    const read = readConfiguration({
      PORT: '0',
      TOUCHSTONE_URL: 'https://Register.Example',
      TOUCHSTONE_JURISDICTION: 'MO',
    });
    expect(read).toMatchObject({ port: 0, portIsFixed: true, node: 'register.example', jurisdiction: 'MO' });
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://user:secret@host/database'],
    ['DATABASE_URL', 'secret'],
    ['TOUCHSTONE_URL', 'touchstone.example'],
    ['TOUCHSTONE_URL', 'https://touchstone.example/path'],
    ['TOUCHSTONE_JURISDICTION', 'China'],
  ])('refuses %s=%s by its name, and shows no secret', (name, value) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(
      expect.objectContaining({
        name: 'StartError',
        message: expect.stringMatching(new RegExp(`^${name}: (?!.*secret)`)),
      }),
    );
  });
});

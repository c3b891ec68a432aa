// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { hashPassword, isPasswordOf } from './password.ts';

const CHEAP = { log2N: 4, r: 1, p: 1 };

describe('isPasswordOf()', () => {
  it('knows the password again, however the keyboard composes it, and no other', async () => {
    const hash = await hashPassword('caf\u00e9 au lait', CHEAP);
    expect(await isPasswordOf('cafe\u0301 au lait', hash)).toBe(true);
    expect(await isPasswordOf('cafe au lait', hash)).toBe(false);
    expect(await isPasswordOf('', hash)).toBe(false);
  });

  // RFC 7914, 12, third vector; of its 64 bytes the first 32, which PBKDF2 gives by themselves.
  it('derives the key of the standard, at the cost that the hash names', async () => {
    const salt = Buffer.from('SodiumChloride').toString('base64url');
    const key = '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2';
    const hash = (cost: string) => `scrypt$${cost}$${salt}$${Buffer.from(key, 'hex').toString('base64url')}`;
    expect(await isPasswordOf('pleaseletmein', hash('14$8$1'))).toBe(true);
    expect(await isPasswordOf('pleaseletmein', hash('13$8$1'))).toBe(false);
  });

  it('salts: one password has as many hashes as it is hashed', async () => {
    expect(await hashPassword('same', CHEAP)).not.toBe(await hashPassword('same', CHEAP));
  });

  it('refuses a hash that is none', async () => {
    await expect(isPasswordOf('x', 'plain text')).rejects.toThrow(TypeError);
  });
});

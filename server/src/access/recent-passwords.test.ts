// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from 'vitest';
import { hashPassword, isPasswordOf } from './password.ts';
import { REMEMBERED_FOR, recentPasswords } from './recent-passwords.ts';

const COST = { log2N: 4, r: 8, p: 1 };
const slow = { asked: 0 };
const hash = await hashPassword('right', COST);
let now = Date.parse('2026-01-01T00:00:00Z');
let ask: ReturnType<typeof recentPasswords>;
beforeEach(() => {
  slow.asked = 0;
  const counted: typeof isPasswordOf = (...given) => {
    slow.asked += 1;
    return isPasswordOf(...given);
  };
  ask = recentPasswords(new Uint8Array(32).fill(1), () => new Date(now).toISOString(), counted);
});
const offered = (password: string, more: { readonly credential?: string; readonly hash?: string } = {}) =>
  ask({ credential: 'a', hash, password, ...more });

describe('recentPasswords()', () => {
  it('asks the slow hash once for the right password, and for every wrong one', async () => {
    for (let round = 0; round < 3; round += 1) expect(await offered('right')).toBe(true);
    expect(slow.asked).toBe(1);
    for (let round = 0; round < 3; round += 1) expect(await offered('wrong')).toBe(false);
    expect(slow.asked).toBe(4);
  });

  it('remembers nothing of another token of the same account, nor once the hash is another', async () => {
    expect(await offered('right')).toBe(true);
    expect(await offered('right', { credential: 'b' })).toBe(true);
    expect(slow.asked).toBe(2);
    expect(await offered('right', { hash: await hashPassword('other', COST) })).toBe(false);
    // The same password hashed with another salt: the account was given it anew.
    expect(await offered('right', { hash: await hashPassword('right', COST) })).toBe(true);
    expect(slow.asked).toBe(4);
  });

  it('tells token, hash and password apart however they are cut', async () => {
    const long = `${hash}","right`;
    expect(await offered('right')).toBe(true);
    expect(await offered('', { credential: 'a', hash: await hashPassword('other', COST) })).toBe(false);
    await expect(offered('', { hash: long })).rejects.toThrow(TypeError);
  });

  it('forgets after five minutes, and at once after a wrong password', async () => {
    expect(await offered('right')).toBe(true);
    now += REMEMBERED_FOR;
    expect(await offered('right')).toBe(true);
    expect(slow.asked).toBe(2);
    now += REMEMBERED_FOR - 1;
    expect(await offered('right')).toBe(true);
    expect(slow.asked).toBe(2);
    expect(await offered('wrong')).toBe(false);
    expect(await offered('right')).toBe(true);
    expect(slow.asked).toBe(4);
  });

  it('counts its five minutes from the slow hash, however often it answers in between', async () => {
    expect(await offered('right')).toBe(true);
    for (const part of [1, 2]) {
      now += REMEMBERED_FOR / 2;
      expect(await offered('right')).toBe(true);
      expect(slow.asked).toBe(part);
    }
  });

  it('remembers a thousand tokens, and then forgets the oldest', async () => {
    for (let n = 0; n <= 1_000; n += 1) expect(await offered('right', { credential: `t${n}` })).toBe(true);
    expect(slow.asked).toBe(1_001);
    expect(await offered('right', { credential: 't1' })).toBe(true);
    expect(slow.asked).toBe(1_001);
    expect(await offered('right', { credential: 't0' })).toBe(true);
    expect(slow.asked).toBe(1_002);
  });
});

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
const account = { id: 'a', hash };

describe('recentPasswords()', () => {
  it('asks the slow hash once for the right password, and for every wrong one', async () => {
    for (let round = 0; round < 3; round += 1) expect(await ask(account, 'right')).toBe(true);
    expect(slow.asked).toBe(1);
    expect(await ask(account, 'wrong')).toBe(false);
    expect(slow.asked).toBe(2);
  });

  it('remembers nothing of another account, nor once the hash is that of another password', async () => {
    expect(await ask(account, 'right')).toBe(true);
    expect(await ask({ id: 'b', hash: await hashPassword('other', COST) }, 'right')).toBe(false);
    expect(await ask({ id: 'a', hash: await hashPassword('other', COST) }, 'right')).toBe(false);
    expect(slow.asked).toBe(3);
  });

  it('forgets after five minutes, and at once after a wrong password', async () => {
    expect(await ask(account, 'right')).toBe(true);
    now += REMEMBERED_FOR;
    expect(await ask(account, 'right')).toBe(true);
    expect(slow.asked).toBe(2);
    expect(await ask(account, 'wrong')).toBe(false);
    expect(await ask(account, 'right')).toBe(true);
    expect(slow.asked).toBe(4);
  });
});

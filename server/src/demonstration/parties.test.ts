// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findConflict, isRole } from '../access/roles.ts';
import { DEMONSTRATION_PARTIES } from './parties.ts';

const rolesOf = ({ people }: (typeof DEMONSTRATION_PARTIES)[number]) => Object.values(people).flat();
const holders = (role: string) => DEMONSTRATION_PARTIES.filter((party) => rolesOf(party).includes(role));

describe('DEMONSTRATION_PARTIES', () => {
  it('let another person decide what a manager of a laboratory proposes to erase', () => {
    expect(holders('laboratory-manager')).not.toEqual([]);
    for (const { did, people } of holders('laboratory-manager')) {
      const deciders = Object.values(people).filter((roles) => roles.includes('erasure-decider'));
      expect(deciders, did).toEqual([['erasure-decider']]);
    }
  });

  it('have somebody who keeps the list of clusters in each of the three places', () => {
    expect(holders('cluster-editor').map(({ jurisdiction }) => jurisdiction)).toEqual(['CN', 'HK', 'MO']);
  });

  it('have two persons in each of the three places of whom one proposes whom the node follows, and the other decides', () => {
    expect(holders('node-administrator').map(({ jurisdiction }) => jurisdiction)).toEqual(['CN', 'HK', 'MO']);
    for (const { people } of holders('node-administrator')) {
      expect(Object.values(people).filter((roles) => roles.includes('node-administrator'))).toHaveLength(2);
    }
  });

  it('hold no roles that one party may not hold together, and no login twice', () => {
    for (const party of DEMONSTRATION_PARTIES) {
      expect(findConflict(rolesOf(party).filter(isRole)), party.did).toBeUndefined();
      expect(rolesOf(party).filter((role) => !isRole(role))).toEqual([]);
    }
    const logins = DEMONSTRATION_PARTIES.flatMap(({ people }) => Object.keys(people));
    expect(new Set(logins).size).toBe(logins.length);
  });
});

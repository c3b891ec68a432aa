// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { findUnfit, type ServerFacts } from './fitness.ts';

const fit: ServerFacts = {
  version: 150_018,
  encoding: 'UTF8',
  characterType: 'C.UTF-8',
  localeProvider: 'c',
  locale: null,
  dateStyle: 'ISO, DMY',
  fsync: 'on',
  fullPageWrites: 'on',
  synchronousCommit: 'remote_apply',
};

describe('findUnfit()', () => {
  it('finds nothing against PostgreSQL 15 in UTF-8 that keeps what it acknowledges', () => {
    expect(findUnfit(fit, 'required')).toEqual([]);
  });

  it("takes the builtin provider's own locale for what C says", () => {
    const builtin = { ...fit, characterType: 'C', localeProvider: 'b', locale: 'C.UTF-8' };
    expect(findUnfit(builtin, 'required')).toEqual([]);
    expect(findUnfit({ ...builtin, locale: 'C' }, 'required')).toHaveLength(1);
    expect(findUnfit({ ...builtin, locale: null }, 'required')).toHaveLength(1);
  });

  const defects: [string, Partial<ServerFacts>][] = [
    ['an old version', { version: 140_012 }],
    ['another encoding', { encoding: 'EUC_CN' }],
    ['the character type C', { characterType: 'C' }],
    ['the character type POSIX', { characterType: 'POSIX' }],
    ['dates written otherwise', { dateStyle: 'German, DMY' }],
    ['no fsync', { fsync: 'off' }],
    ['torn pages', { fullPageWrites: 'off' }],
    ['commits acknowledged early', { synchronousCommit: 'off' }],
  ];
  it.each(defects)('names %s', (_, defect) => {
    expect(findUnfit({ ...fit, ...defect }, 'required')).toHaveLength(1);
  });

  it('lets tests be forgetful, and nothing else', () => {
    const forgetful = { ...fit, fsync: 'off', fullPageWrites: 'off', synchronousCommit: 'off' };
    expect(findUnfit(forgetful, 'as-configured')).toEqual([]);
    expect(findUnfit({ ...forgetful, encoding: 'LATIN1' }, 'as-configured')).toHaveLength(1);
  });
});

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { brief, readFiles } from './tests/dossier-fixtures.ts';

const DID = 'did:web:farm.demonstration.touchstone.example';

describe('readClaim(), of a dossier', () => {
  test('builds the whole claim of @touchstone/statements', async () => {
    const { dossier, faults } = await readFiles({
      'product.csv':
        'Product name,Food,GTIN,Use,Description\nWolfberry leaf,wolfberry-leaf,4006381333931,direct,dried\n',
      'lot.csv': 'Lot number,Produced on,Quantity,Unit\n007,2026年9月12日,１２５０.0,kg\n',
      'route.csv': 'Place,Imported on,First supplied on,Sold on\n广东省,,,2026-11-22\nHK,22 Nov 2026,2026-11-22,\n',
      'actors.csv': `Role,Name,Identifier,DID,Demonstration\n生产者,Farm,,${DID},是\nimportador,Trader,12345678,,\nseller,Shop,,,não\npresenter,Firm,,,yes\n`,
      'scope.csv': 'Title,Kind,Substance\nMetals,limit,Lead\n,限量,镉\n,label,\n',
    });
    expect(faults).toEqual([]);
    expect(dossier?.claim).toEqual({
      presenter: { name: 'Firm', demonstration: true },
      product: {
        name: 'Wolfberry leaf',
        food: 'wolfberry-leaf',
        gtin: '04006381333931',
        use: 'direct',
        description: 'dried',
      },
      lot: { lotNumber: '007', producedOn: '2026-09-12', quantity: { value: '1250.0', unit: 'kg' } },
      actors: [
        { role: 'producer', name: 'Farm', did: DID, demonstration: true },
        { role: 'importer', name: 'Trader', identifier: '12345678' },
        { role: 'seller', name: 'Shop', demonstration: false },
      ],
      route: [
        { place: 'CN-GD', soldOn: '2026-11-22' },
        { place: 'HK', importedOn: '2026-11-22', firstSuppliedOn: '2026-11-22' },
      ],
      scope: { title: 'Metals', kinds: ['limit', 'label'], substances: ['Lead', '镉'] },
    });
    expect(dossier?.places).toEqual(['CN-GD', 'HK']);
  });

  test.each([
    ['Agreed decision rule', 'guard band 1 U against false acceptance', 'guard-band'],
    ['合同约定的判定规则', '简单接受', 'simple-acceptance'],
    ['判定規則', '合格概率 ０.95', 'conformance-probability'],
    ['Regra de decisão', 'aceitação simples', 'simple-acceptance'],
  ])('reads under %s the rule that the contract agrees', async (header, words, kind) => {
    const { dossier, faults } = await readFiles({ 'lot.csv': `Lot number,${header}\nL1,${words}\n` });
    expect([dossier?.claim.decisionRule?.kind, faults]).toEqual([kind, []]);
  });

  test('says in which cell a decision rule is none, and what would be one', async () => {
    const rule = 'guard band 1 U';
    const { dossier, faults } = await readFiles({ 'lot.csv': `Lot number,Decision rule\nL1,${rule}\n` });
    expect([dossier, ...brief(faults)]).toEqual([undefined, 'BAD_DECISION_RULE lot.csv!B2']);
    expect(faults[0]).toMatchObject({ found: rule, expected: expect.stringContaining('simple acceptance') });
  });

  test('keeps a quantity in packages, with a warning', async () => {
    const { dossier, faults } = await readFiles({ 'lot.csv': 'Lot number,Quantity,Unit\nL1,500,袋\n' });
    expect(dossier?.claim.lot.quantity).toEqual({ value: '500', unit: '袋' });
    expect(brief(faults)).toEqual(['UNIT_NOT_COMPARABLE lot.csv!C2']);
  });

  test('takes the unit beside the number and in the header', async () => {
    const beside = await readFiles({ 'lot.csv': 'Lot number,Quantity\nL1,500 kg\n' });
    expect(beside.dossier?.claim.lot.quantity).toEqual({ value: '500', unit: 'kg' });
    const header = await readFiles({ 'lot.csv': 'Lot number,Quantity (kg)\nL1,500\n' });
    expect(header.dossier?.claim.lot.quantity).toEqual({ value: '500', unit: 'kg' });
  });

  test('warns of a credit code with a wrong check digit, and keeps it', async () => {
    const { dossier, faults } = await readFiles({ 'actors.csv': 'Role,Name,USCC\nproducer,Farm,91350100M000100Y44\n' });
    expect(brief(faults)).toEqual(['DOUBTFUL_IDENTIFIER actors.csv!C2']);
    expect(dossier?.claim.actors[0]?.identifier).toBe('91350100M000100Y44');
    const right = await readFiles({ 'actors.csv': 'Role,Name,USCC\nproducer,Farm,91350100M000100Y43\n' });
    expect(right.faults).toEqual([]);
  });

  test('leaves out a scope that says nothing', async () => {
    const { dossier } = await readFiles({ 'scope.csv': 'Title,Kind\n' });
    expect(dossier?.claim).not.toHaveProperty('scope');
    const kinds = await readFiles({ 'scope.csv': 'Kind\nlimit\nlimit\n' });
    expect(kinds.dossier?.claim.scope).toEqual({ kinds: ['limit'] });
  });

  const HEADERS = 'Lot number,Produced on,Quantity,Unit';
  test.each([
    ['lot.csv', `${HEADERS}\nL1,2026-02-30,,\n`, 'NO_SUCH_DATE lot.csv!B2'],
    ['lot.csv', `${HEADERS}\nL1,03/04/2026,,\n`, 'AMBIGUOUS_DATE lot.csv!B2'],
    ['lot.csv', `${HEADERS}\nL1,soon,,\n`, 'BAD_DATE lot.csv!B2'],
    ['lot.csv', `${HEADERS}\nL1,,"1,250",kg\n`, 'AMBIGUOUS_NUMBER lot.csv!C2'],
    ['lot.csv', `${HEADERS}\nL1,,-5,kg\n`, 'BAD_NUMBER lot.csv!C2'],
    ['lot.csv', `${HEADERS}\nL1,,5,\n`, 'MISSING_UNIT lot.csv!C2'],
    ['lot.csv', `${HEADERS}\nL1,,5 kg,t\n`, 'UNIT_CONFLICT lot.csv!C2'],
    ['lot.csv', 'Lot number,Quantity (kg)\nL1,5 t\n', 'UNIT_CONFLICT lot.csv!B2'],
    ['product.csv', 'Product name,GTIN\nLeaf,4006381333932\n', 'BAD_IDENTIFIER product.csv!B2'],
    ['route.csv', 'Place\nAtlantis\n', 'UNKNOWN_PLACE route.csv!A2'],
    ['actors.csv', 'Role,Name\nwizard,Merlin\n', 'UNKNOWN_WORD actors.csv!A2'],
    ['actors.csv', 'Role,Name,DID\nproducer,Farm,farm.example\n', 'BAD_IDENTIFIER actors.csv!C2'],
    ['actors.csv', 'Role,Name\npresenter,A\npresenter,B\n', 'ONE_ROW_ONLY actors.csv!3'],
    ['scope.csv', 'Kind\nmagic\n', 'UNKNOWN_WORD scope.csv!A2'],
  ])('refuses %s %j: %s', async (path, text, fault) => {
    const { dossier, faults } = await readFiles({ [path]: text });
    expect(dossier).toBeUndefined();
    expect(brief(faults)).toEqual([fault]);
  });

  test('leaves the last word to the schema, and finds the row that it refuses', async () => {
    const actors = `Role,Name\n${'producer,Farm\n'.repeat(2001)}`;
    const many = await readFiles({ 'actors.csv': actors });
    expect(brief(many.faults)).toEqual(['CLAIM_REFUSED actors.csv!2']);
    // A schema allows 4,000 characters; a caller's limit may be wider.
    const long = await readFiles(
      { 'actors.csv': `Role,Name\nproducer,Farm\nseller,${'x'.repeat(4001)}\n` },
      { cellCharacters: 5000 },
    );
    expect(brief(long.faults)).toEqual(['CLAIM_REFUSED actors.csv!3']);
    const presenter = await readFiles(
      { 'actors.csv': `Role,Name\npresenter,${'x'.repeat(4001)}\n` },
      { cellCharacters: 5000 },
    );
    expect(brief(presenter.faults)).toEqual(['CLAIM_REFUSED actors.csv!2']);
  });

  test('tells every fault of every table at once', async () => {
    const { faults } = await readFiles({
      'lot.csv': `${HEADERS}\n,2026-02-30,x,kg\n`,
      'route.csv': 'Place,Sold on\nAtlantis,soon\n',
    });
    expect(brief(faults).toSorted()).toEqual([
      'BAD_DATE route.csv!B2',
      'BAD_NUMBER lot.csv!C2',
      'MISSING_VALUE lot.csv!A2',
      'NO_SUCH_DATE lot.csv!B2',
      'UNKNOWN_PLACE route.csv!A2',
    ]);
  });
});

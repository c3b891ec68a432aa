// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findKind } from './find-kind.ts';
import { parseInstrumentRules } from './rules.ts';
import { RULES_TEXT } from './upkeep-fixtures.ts';

const file = new URL('../../../../reference-data/instruments/rules.json', import.meta.url);
const rules = parseInstrumentRules(JSON.parse(readFileSync(file, 'utf8')));

/** Names as they stand on lists of firms and in catalogues, and what each of them is. */
const KNOWN: readonly (readonly [string, string])[] = [
  ['Electronic scale', 'weighing-instrument'],
  ['bathroom scales', 'weighing-instrument'],
  ['30 kg bench scale', 'weighing-instrument'],
  ['Platform scale TCS-150', 'weighing-instrument'],
  ['Scale for trade', 'weighing-instrument'],
  ['Ｂｅｎｃｈ-Scale 30 kg', 'weighing-instrument'],
  ['price-computing SCALE (shop)', 'weighing-instrument'],
  ['pair of scales', 'weighing-instrument'],
  ['电子计价秤', 'weighing-instrument'],
  ['台秤 TCS-150', 'weighing-instrument'],
  ['电子秤（30kg）', 'weighing-instrument'],
  ['電子磅，落貨區', 'weighing-instrument'],
  ['Balança de plataforma', 'weighing-instrument'],
  ['Mettler analytical balance XS205', 'balance'],
  ['balance class I', 'balance'],
  ['Balança', 'weighing-instrument'],
  ['balanças', 'weighing-instrument'],
  ['Manômetro 10 bar', 'pressure-gauge'],
  ['manómetro', 'pressure-gauge'],
  ['esfigmomanômetro', 'blood-pressure-meter'],
  ['medidor de tensão arterial', 'blood-pressure-meter'],
  ['Termo-higrómetro', 'hygrometer'],
  ['relógio comparador', 'dial-indicator'],
  ['contadores de água', 'water-meter'],
  ['Contador de electricidade', 'electricity-meter'],
  ['detector de gases', 'gas-detector'],
  ['balança eletrónica', 'weighing-instrument'],
  ['Balança electrónica 30 kg', 'weighing-instrument'],
  ['balança de bancada', 'weighing-instrument'],
  ['电子称', 'weighing-instrument'],
  ['Balança analítica, sala 2', 'balance'],
  ['电子天平', 'balance'],
  ['set of weights', 'weights'],
  ['Weight set E2', 'weights'],
  ['天平砝码', 'weights'],
  ['砝码组', 'weights'],
  ['Conjunto de pesos', 'weights'],
  ['weights', 'weights'],
  ['Mitutoyo caliper CD-15', 'caliper'],
  ['150 mm vernier caliper', 'caliper'],
  ['Paquímetro digital', 'caliper'],
  ['0-25 mm micrometer', 'micrometer'],
  ['gauge block set', 'gauge-block'],
  ['refrigerator thermometer', 'thermometer'],
  ['thermometer type K', 'thermometer'],
  ['type K thermocouple', 'thermometer'],
  ['Thermometer (balance room)', 'thermometer'],
  ['数显温度计', 'thermometer'],
  ['冰箱温度计', 'thermometer'],
  ['Termómetro de vidro', 'thermometer'],
  ['infrared ear thermometer', 'clinical-thermometer'],
  ['氧气压力表', 'pressure-gauge'],
  ['Sound-Level Meter', 'sound-level-meter'],
  ['可燃气体报警器', 'gas-detector'],
  ['可燃气体探测器', 'gas-detector'],
  ['pH 计', 'ph-meter'],
  ['scale and water meter', 'water-meter'],
  ['autoclave', 'oven'],
  ['【旧】水表', 'water-meter'],
  ['gas-meter', 'gas-meter'],
  ['manometro', 'pressure-gauge'],
  ['Balanca analitica', 'balance'],
  ['termometro', 'thermometer'],
  ['cronômetro', 'timer'],
  ['cronometro digital', 'timer'],
  ['blocos-padrão', 'gauge-block'],
  ['bloco padrão', 'gauge-block'],
  ['Jogo de blocos padrão', 'gauge-block'],
  ['massa padrão', 'weights'],
  ['massas-padrão', 'weights'],
  ['peso-padrão 1 kg', 'weights'],
  ['pesos-padrão', 'weights'],
  ['bomba de gasolina', 'fuel-dispenser'],
  ['bombas de gasolina', 'fuel-dispenser'],
];

/** Words of a kind stand in these, and they are something else. */
const UNCLEAR = [
  ...['scale ruler blank', 'grey scale chart', 'Rockwell scale hardness block', 'time scale generator'],
  ...[
    'full scale flow controller',
    'grey scale',
    'engineer scale',
    'upscale display',
    'scaled model',
    'scale of charges',
  ],
  ...[
    'autoclave tape',
    'masking tape',
    'caliper case',
    'balance table',
    'thermometer well',
    'pipette tips',
    'oven gloves',
  ],
  ...['micrometer stand', 'pressure gauge tester', 'weights box', 'scale ABC', 'K type', 'water meter test bench'],
  ...['秤砣', '压力表校验器', '天平台', '温度计套管', '标准可燃气体', '卡尺盒', '校验仪（秤）'],
  ...['escala de cinzentos', 'bloco de dureza da báscula', 'caixa de pesos', 'suporte para paquímetro'],
  ...['', '   ', '12', '(scale)', 'gizmo'],
];

describe('findKind()', () => {
  it.each(KNOWN)('takes %j for a %s', (name, kind) => {
    expect(findKind(rules, name)?.id).toBe(kind);
  });

  it.each(UNCLEAR)('does not know what %j is', (name) => {
    expect(findKind(rules, name)?.id).toBeUndefined();
  });

  it('takes no name of a kind for it where another noun follows, in English and in Chinese', () => {
    const names = rules.kinds.flatMap(({ id, names: { en, 'zh-Hans': zh } }) => [
      ...en.map((name) => [id, `${name} zubehör`, name] as const),
      ...zh.map((name) => [id, `${name}附件`, name] as const),
    ]);
    fc.assert(
      fc.property(fc.constantFrom(...names), ([id, followed, name]) => {
        expect(findKind(rules, followed)).toBeUndefined();
        expect(findKind(rules, name)?.id).toBe(id);
      }),
    );
  });

  it('knows each kind by each of its names, whatever says more of it before, and its number after', () => {
    const english = rules.kinds.flatMap(({ id, names }) => names.en.map((name) => [id, name] as const));
    const before = fc.constantFrom('', 'digital ', 'Old ', '2 kg ', 'Sartorius ');
    const after = fc.constantFrom('', ' 12', ' X-200', ', room 3', ' (spare)', ' no. 4', ' for sugar');
    fc.assert(
      fc.property(fc.constantFrom(...english), before, after, ([id, name], first, last) => {
        expect(findKind(rules, `${first}${name}${last}`)?.id).toBe(id);
      }),
    );
  });

  it('reads except as a list of names', () => {
    const [kind] = RULES_TEXT.kinds;
    const given = (except: unknown) => ({ ...RULES_TEXT, kinds: [{ ...kind, except }], regimes: [] });
    expect(findKind(parseInstrumentRules(given(['toy scale'])), 'small toy scales')).toBeUndefined();
    expect(findKind(parseInstrumentRules(given([])), 'small toy scales')?.id).toBe('scale');
    for (const bad of ['toy scale', [''], [1]])
      expect(() => parseInstrumentRules(given(bad))).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});

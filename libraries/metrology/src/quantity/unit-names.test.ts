// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetrologyError } from '../metrology-error.ts';
import { parseUnit } from './parse-unit.ts';

const codeOf = (text: string) => {
  try {
    return parseUnit(text).text;
  } catch (cause) {
    return (cause as MetrologyError).code;
  }
};

describe('parseUnit() reads a unit by its name', () => {
  it.each([
    ['t', ['吨', '噸', '公吨', 'tonelada', 'Toneladas', 'tonne']],
    ['m', ['米', '公尺', 'metro', 'metros', 'metre', 'meters']],
    ['mm', ['毫米', 'milímetro', 'MILÍMETROS', 'millimetre']],
    ['kg', ['千克', '公斤', 'quilograma', 'quilogramas', 'kilogram', 'quilos']],
    ['µg/kg', ['微克/千克', '微克每千克', 'micrograma por quilograma', 'µg por kg']],
    ['hPa', ['百帕', 'hectopascal', 'hectopascais']],
    ['°C', ['摄氏度', '攝氏度', 'ºC', '˚C', 'grau Celsius', 'degrees Celsius']],
    ['°F', ['华氏度', '華氏度', 'ºF', 'graus Fahrenheit']],
    ['m3/h', ['立方米/小时', '立方米每小時', '立方米/时', 'metro cúbico por hora', 'cubic metres per hour']],
    ['mm2', ['平方毫米', 'milímetro quadrado', 'square millimetre']],
    ['kW·h', ['千瓦时', '千瓦小時', '千瓦·时']],
    ['N·m', ['牛·米', '牛米', '牛顿米', 'newton·metro']],
    ['r/min', ['转/分', '轉每分']],
    ['L/min', ['升/分钟', '升/分', 'litros por minuto', 'litros/min']],
    ['g/100 g', ['克/100克', '克每100克']],
    ['µS/cm', ['微西门子/厘米', '微西/釐米']],
    ['lx', ['勒克斯']],
    ['mmHg', ['毫米汞柱', 'mmHg']],
    ['dB', ['分贝', 'decibel', 'decibéis']],
    ['%', ['por cento', 'percent', 'per cent']],
  ])('%s: %j', (unit, names) => {
    expect(names.map(codeOf)).toEqual(names.map(() => unit));
  });

  // 度 is an angle, a temperature and a kilowatt hour; 斤 is not one weight on both sides of the border.
  it.each(['度', '分', '公分', '斤', '两', '兩', '寸', '里'])('asks which unit %s is', (name) => {
    expect(codeOf(name)).toBe('AMBIGUOUS_UNIT');
  });

  it.each([
    '吨位',
    '个',
    '时',
    '年',
    '平方',
    '千克力',
    '米度',
    '升分',
    '皮亨',
    '毫日',
    '勒斯',
    '每',
    'metragem',
    'gramado',
  ])('knows no unit %s', (name) => {
    expect(codeOf(name)).toMatch(/^(BAD|UNKNOWN)_UNIT$/);
  });

  it('never makes another unit of what it does not know whole', () => {
    const names = ['千', '毫', '克', '米', '度', '每', '分', '时', '平方', '某', '/', '·', '100', 'kg', ' '];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 6 }), (parts) => {
        const text = parts.join('');
        if (text.includes('某')) expect(codeOf(text)).toMatch(/_UNIT$/);
      }),
    );
  });

  it('shows what was written, and not half of it in symbols', () => {
    expect(() => parseUnit('毫克每个')).toThrow(/毫克每个/);
  });
});

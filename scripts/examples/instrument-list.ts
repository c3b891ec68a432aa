// SPDX-License-Identifier: Apache-2.0
import type { SheetText } from '@touchstone/dossier';

/** The list of a small firm that does not exist: one workshop in Dongguan with a shop in Hong Kong and one in Macao. */
export const INSTRUMENT_LIST: readonly SheetText[] = [
  {
    name: '器具',
    headings: [
      ...[
        '器具编号',
        '类型',
        '制造商',
        '出厂编号',
        '使用地点',
        '用途',
        '单位',
        '量程下限',
        '量程上限',
        '分辨力',
        '等级',
      ],
      ...[
        '使用点',
        '允差',
        '上次校准日期',
        '证书编号',
        '调整前误差',
        '现行间隔（月）',
        '两次校准间使用小时数',
        '每天使用小时数',
      ],
    ],
    rows: [
      row(
        'W-01',
        '电子计价秤',
        'CN-GD',
        '贸易结算',
        'g',
        ['40', '15000', '5', 'III'],
        ['5000', '10', '2025-12-10', 'DEMO-V-101'],
      ),
      row(
        'B-01',
        '电子天平',
        'CN-GD',
        '产品检验',
        'g',
        ['0.02', '220', '0.0001', 'I'],
        ['100', '0.003', '2026-01-12', 'DEMO-C-102', '0.0011'],
      ),
      row(
        'P-01',
        '压力表',
        'CN-GD',
        '安全防护',
        'MPa',
        ['0', '1.6', '0.02', '1.6'],
        ['1', '0.0256', '2026-03-03', 'DEMO-V-103'],
      ),
      row(
        'T-01',
        '冷库温度计',
        'CN-GD',
        '过程控制',
        '°C',
        ['-40', '50', '0.1', ''],
        ['-18', '1', '2025-12-01', 'DEMO-C-104', '1.2', '12'],
      ),
      row(
        'C-01',
        '数显卡尺',
        'CN-GD',
        '产品检验',
        'mm',
        ['0', '150', '0.01', ''],
        ['20', '0.05', '2025-11-25', 'DEMO-C-105', '0.01', '12'],
      ),
      row(
        'K-01',
        '扭力扳手',
        'CN-GD',
        '过程控制',
        'N·m',
        ['10', '100', '0.5', ''],
        ['50', '4 %', '2026-05-20', 'DEMO-C-106', '', '12', '500', '2'],
      ),
      row('M-01', '万用表', 'CN-GD', '仅供指示', 'V', ['0', '600', '0.1', ''], []),
      row('V-01', '涂-4黏度杯', 'CN-GD', '产品检验', 's', ['30', '100', '0.1', ''], ['60', '3']),
      row('H-01', '电子磅', 'HK', '贸易结算', 'g', ['20', '6000', '2', ''], ['500', '5', '2026-02-01', 'DEMO-C-109']),
      row('O-01', '温度计', 'MO', '贸易结算', '°C', ['-10', '100', '0.5', ''], ['63', '2', '2026-06-15', 'DEMO-C-110']),
    ],
  },
  {
    name: '校准记录',
    headings: ['器具编号', '校准日期', '单位', '调整前误差', '是否合格'],
    rows: [
      ['B-01', '2023-01-10', 'g', '0.0001', ''],
      ['B-01', '2024-01-11', 'g', '0.0005', ''],
      ['B-01', '2025-01-12', 'g', '0.0008', ''],
      ['T-01', '2024-12-02', '°C', '0.4', ''],
      ['W-01', '2024-12-10', '', '', '是'],
    ],
  },
];

/** Name, type, place, use, unit; then range, resolution and class; then use, last calibration, what was found, intervals. */
function row(name: string, ...given: readonly [string, string, string, string, readonly string[], readonly string[]]) {
  const [type, place, use, unit, plate, used] = given;
  const filled = (cells: readonly string[], count: number) => Array.from({ length: count }, (_, at) => cells[at] ?? '');
  const what = [name, type, '演示制造商', `SN-${name}`, place, use, unit];
  return [...what, ...filled(plate, 4), ...filled(used, 8)];
}

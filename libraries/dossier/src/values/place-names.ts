// SPDX-License-Identifier: Apache-2.0
import { wordKey } from './characters.ts';

// Codes of ISO 3166-2:CN with the names that people write; traditional spelling where it differs.
const NAMES: readonly (readonly [string, readonly string[]])[] = [
  ['CN', ['China', 'Mainland China', '中国', '中國', '中国大陆', '中國大陸', '中国内地', '中國內地']],
  ['CN-BJ', ['Beijing', '北京']],
  ['CN-TJ', ['Tianjin', '天津']],
  ['CN-HE', ['Hebei', '河北']],
  ['CN-SX', ['Shanxi', '山西']],
  ['CN-NM', ['Inner Mongolia', '内蒙古', '內蒙古']],
  ['CN-LN', ['Liaoning', '辽宁', '遼寧']],
  ['CN-JL', ['Jilin', '吉林']],
  ['CN-HL', ['Heilongjiang', '黑龙江', '黑龍江']],
  ['CN-SH', ['Shanghai', '上海']],
  ['CN-JS', ['Jiangsu', '江苏', '江蘇']],
  ['CN-ZJ', ['Zhejiang', '浙江']],
  ['CN-AH', ['Anhui', '安徽']],
  ['CN-FJ', ['Fujian', '福建']],
  ['CN-JX', ['Jiangxi', '江西']],
  ['CN-SD', ['Shandong', '山东', '山東']],
  ['CN-HA', ['Henan', '河南']],
  ['CN-HB', ['Hubei', '湖北']],
  ['CN-HN', ['Hunan', '湖南']],
  ['CN-GD', ['Guangdong', '广东', '廣東', 'Cantão']],
  ['CN-GX', ['Guangxi', '广西', '廣西']],
  ['CN-HI', ['Hainan', '海南']],
  ['CN-CQ', ['Chongqing', '重庆', '重慶']],
  ['CN-SC', ['Sichuan', '四川']],
  ['CN-GZ', ['Guizhou', '贵州', '貴州']],
  ['CN-YN', ['Yunnan', '云南', '雲南']],
  ['CN-XZ', ['Tibet', 'Xizang', '西藏']],
  ['CN-SN', ['Shaanxi', '陕西', '陝西']],
  ['CN-GS', ['Gansu', '甘肃', '甘肅']],
  ['CN-QH', ['Qinghai', '青海']],
  ['CN-NX', ['Ningxia', '宁夏', '寧夏']],
  ['CN-XJ', ['Xinjiang', '新疆']],
  ['HK', ['Hong Kong', 'Hong Kong SAR', '香港', '香港特别行政区', '香港特別行政區']],
  ['MO', ['Macao', 'Macau', 'Macao SAR', 'Macau RAE', '澳门', '澳門', '澳门特别行政区', '澳門特別行政區']],
  ['TW', ['Taiwan', '台湾', '台灣', '臺灣']],
];

const SUFFIX =
  /(province|municipality|autonomousregion|省|市|壮族自治区|壯族自治區|回族自治区|回族自治區|维吾尔自治区|維吾爾自治區|自治区|自治區)$/;

/** The code of a place by its name in a language of the templates, with or without the word for province. */
export function placeCodeOfName(name: string): string | undefined {
  const key = wordKey(name);
  return BY_KEY.get(key) ?? BY_KEY.get(key.replace(SUFFIX, ''));
}

const BY_KEY: ReadonlyMap<string, string> = new Map(
  NAMES.flatMap(([code, names]) => names.map((name) => [wordKey(name), code] as const)),
);

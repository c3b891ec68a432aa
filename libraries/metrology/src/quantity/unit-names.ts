// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/**
 * Names of units in Chinese, Portuguese and English as symbols; what is no name stays as it is. A text of which one name is
 * not known stays whole, so that the message shows what was written.
 *
 * Chinese: names and short names of the State Council's order on legal units of 1984-02-27, which also says that a compound is
 * named in the order of its symbol, 每 standing for the solidus (recalled), with the spellings of Hong Kong and Macao.
 * Portuguese and English: SI Brochure, 9th edition, 5.3, prefix and name in one word, and the spellings of Brazil.
 */
export function symbolsForNames(text: string): string {
  const meanings = AMBIGUOUS_NAMES.get(text);
  if (meanings !== undefined) {
    throw new MetrologyError(
      'AMBIGUOUS_UNIT',
      `'${text}' has several meanings; write ${meanings.join(' or ')} instead`,
      {
        given: text,
        suggestions: meanings,
      },
    );
  }
  // Symbols of D-SI and codes of UCUM are words too, and none of these names.
  if (/[\\:[\]]/u.test(text)) return text;
  const han = /\p{Script=Han}/u.test(text) ? symbolsForHan(text) : text;
  return /\p{L}{3}/u.test(han) ? symbolsForWords(han) : han;
}

/** Names that stand for several units, alone; 分 after 每 is a minute, and 微克 is one word. */
const AMBIGUOUS_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['度', ['°', '°C', 'kW·h']],
  ['分', ['min', '′']],
  ['公分', ['cm', 'g']],
  // 500 g and 50 g on the mainland, other weights in Hong Kong and Macao.
  ...['斤', '两', '兩'].map((name) => [name, ['kg', 'g']] as const),
  // Of the market, of Hong Kong, or English.
  ...['寸', '尺'].map((name) => [name, ['mm', 'm']] as const),
  ['里', ['km', 'm']],
] as readonly (readonly [string, readonly string[]])[]);

type Names = readonly (readonly [symbol: string, names: string])[];

const HAN_PREFIXES: Names = [
  ['T', '太'],
  ['G', '吉'],
  ['M', '兆'],
  ['k', '千'],
  ['h', '百'],
  ['d', '分'],
  ['c', '厘 釐'],
  ['m', '毫'],
  ['µ', '微'],
  ['n', '纳 納'],
  ['p', '皮'],
];

/** Units that a prefix may stand before. */
const HAN_PREFIXED: Names = [
  ['m', '米'],
  ['g', '克'],
  ['s', '秒'],
  ['A', '安培 安'],
  ['K', '开尔文 開爾文'],
  ['mol', '摩尔 摩爾 摩'],
  ['cd', '坎德拉'],
  ['rad', '弧度'],
  ['Hz', '赫兹 赫茲 赫'],
  ['N', '牛顿 牛頓 牛'],
  ['Pa', '帕斯卡 帕'],
  ['J', '焦耳 焦'],
  ['W', '瓦特 瓦'],
  ['C', '库仑 庫侖 库 庫'],
  ['V', '伏特 伏'],
  ['F', '法拉 法'],
  ['Ω', '欧姆 歐姆 欧 歐'],
  ['S', '西门子 西門子 西'],
  ['Wb', '韦伯 韋伯 韦 韋'],
  ['T', '特斯拉'],
  ['H', '亨利 亨'],
  ['lm', '流明'],
  ['lx', '勒克斯'],
  ['Bq', '贝可勒尔 貝可勒爾 贝可 貝可'],
  ['Gy', '戈瑞'],
  ['Sv', '希沃特'],
  ['L', '升'],
  ['eV', '电子伏特 電子伏特 电子伏 電子伏'],
  ['bar', '巴'],
  ['cal', '卡路里 卡'],
  ['B', '贝尔 貝爾'],
];

const HAN_WHOLE: Names = [
  ['kg', '公斤'],
  ['m', '公尺'],
  ['km', '公里'],
  ['L', '公升'],
  ['t', '公吨 公噸 吨 噸'],
  ['kt', '千吨 千噸'],
  ['s', '秒钟 秒鐘'],
  ['min', '分钟 分鐘'],
  ['h', '小时 小時'],
  ['d', '天 日'],
  ['ha', '公顷 公頃'],
  ['r', '转 轉'],
  ['dB', '分贝 分貝'],
  ['°C', '摄氏度 攝氏度'],
  ['°F', '华氏度 華氏度'],
  ['mmHg', '毫米汞柱'],
  ['in', '英寸 英吋'],
  ['ft', '英尺 英呎'],
];

/** After a solidus, and 时 after another unit too: 升/分, 千瓦时. */
const HAN_AFTER: Names = [
  ['min', '分'],
  ['h', '时 時'],
];

const HAN_POWERS: Names = [
  ['^2', '平方 二次方'],
  ['^3', '立方 三次方'],
];

const HAN_UNITS: ReadonlyMap<string, string> = new Map([
  ...flat(HAN_PREFIXED),
  ...flat(HAN_PREFIXED).flatMap(([name, symbol]) =>
    flat(HAN_PREFIXES)
      // What p and H would spell is the pH.
      .filter(([, prefix]) => prefix + symbol !== 'pH')
      .map(([before, prefix]) => [before + name, prefix + symbol] as const),
  ),
  ...flat(HAN_WHOLE),
]);
const HAN_LATER: ReadonlyMap<string, string> = new Map(flat(HAN_AFTER));
const POWERS: ReadonlyMap<string, string> = new Map(flat(HAN_POWERS));
const HAN_TOKEN = new RegExp(
  `(${longestFirst(POWERS.keys())})?(${longestFirst([...HAN_UNITS.keys(), ...HAN_LATER.keys()])})|(每)|([^\\p{Script=Han}]+)`,
  'uy',
);

function symbolsForHan(text: string): string {
  let symbols = '';
  let before: Before = 'nothing';
  HAN_TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = HAN_TOKEN.lastIndex) {
    const [whole, power, name, per, other] = HAN_TOKEN.exec(text) ?? [];
    if (whole === undefined) return text;
    if (name !== undefined) {
      const symbol = HAN_UNITS.get(name) ?? (mayFollow(name, before) ? HAN_LATER.get(name) : undefined);
      if (symbol === undefined) return text;
      symbols += `${before === 'unit' ? '·' : ''}${symbol}${POWERS.get(power ?? '') ?? ''}`;
      before = 'unit';
    } else {
      symbols += per === undefined ? other : '/';
      before = standsBefore(symbols);
    }
  }
  return symbols;
}

/** What stands before a name. */
type Before = 'nothing' | 'unit' | 'product' | 'solidus';

function standsBefore(symbols: string): Before {
  if (/\/ ?\d* ?$/u.test(symbols)) return 'solidus';
  return /[·⋅*] ?$/u.test(symbols) ? 'product' : 'nothing';
}

function mayFollow(name: string, before: Before): boolean {
  return before === 'solidus' || (before !== 'nothing' && name !== '分');
}

const WORD_PREFIXES: Names = [
  ['T', 'tera'],
  ['G', 'giga'],
  ['M', 'mega'],
  ['k', 'kilo quilo'],
  ['h', 'hecto'],
  ['d', 'deci'],
  ['c', 'centi'],
  ['m', 'milli mili'],
  ['µ', 'micro'],
  ['n', 'nano'],
  ['p', 'pico'],
];

const WORD_PREFIXED: Names = [
  ['m', 'metre meter metro'],
  ['g', 'gram gramme grama'],
  ['s', 'second segundo'],
  ['A', 'ampere'],
  ['K', 'kelvin'],
  ['mol', 'mole'],
  ['cd', 'candela'],
  ['rad', 'radian radiano'],
  ['Hz', 'hertz'],
  ['N', 'newton'],
  ['Pa', 'pascal pascais'],
  ['J', 'joule'],
  ['W', 'watt'],
  ['C', 'coulomb'],
  ['V', 'volt'],
  ['F', 'farad'],
  ['Ω', 'ohm'],
  ['S', 'siemens'],
  ['Wb', 'weber'],
  ['T', 'tesla'],
  ['H', 'henry'],
  ['lm', 'lumen'],
  ['Bq', 'becquerel'],
  ['Gy', 'gray'],
  ['Sv', 'sievert'],
  ['L', 'litre liter litro'],
  ['B', 'bel'],
];

const WORD_WHOLE: Names = [
  ['t', 'tonne tonelada'],
  ['min', 'minute minuto'],
  ['h', 'hour hora'],
  ['d', 'day dia'],
  ['kg', 'kilo quilo'],
  ['ha', 'hectare'],
  ['dB', 'decibeis'],
  ['%', 'percent'],
];

const WORD_UNITS: ReadonlyMap<string, string> = new Map([
  ...flat(WORD_PREFIXED),
  ...flat(WORD_PREFIXED).flatMap(([name, symbol]) =>
    flat(WORD_PREFIXES)
      .filter(([, prefix]) => prefix + symbol !== 'pH')
      .map(([before, prefix]) => [before + name, prefix + symbol] as const),
  ),
  ...flat(WORD_WHOLE),
]);

const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/(?:(?:degrees?|graus?) )?celsius(?!\p{L})/giu, '°C'],
  [/(?:(?:degrees?|graus?) )?fahrenheit(?!\p{L})/giu, '°F'],
  [/(?<!\p{L})p(?:or|er) cento?(?!\p{L})/giu, '%'],
  [/ p(?:or|er) /giu, '/'],
  [/(?<!\p{L})square (\p{L}+)/giu, '$1^2'],
  [/(?<!\p{L})cubic (\p{L}+)/giu, '$1^3'],
  [/(\p{L}+) quadrad[oa]s?(?!\p{L})/giu, '$1^2'],
  [/(\p{L}+) c[uú]bic[oa]s?(?!\p{L})/giu, '$1^3'],
];
const WORD = /\p{L}{3,}/gu;

function symbolsForWords(text: string): string {
  const phrased = PHRASES.reduce((whole, [phrase, symbol]) => whole.replace(phrase, symbol), text);
  return phrased.replace(WORD, (word) => {
    const key = word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return WORD_UNITS.get(key) ?? WORD_UNITS.get(key.replace(/s$/u, '')) ?? word;
  });
}

function flat(names: Names): readonly (readonly [name: string, symbol: string])[] {
  return names.flatMap(([symbol, spellings]) => spellings.split(' ').map((name) => [name, symbol] as const));
}

function longestFirst(names: Iterable<string>): string {
  return [...names].sort((a, b) => b.length - a.length).join('|');
}

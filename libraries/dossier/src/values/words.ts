// SPDX-License-Identifier: Apache-2.0
import type { InstrumentUse } from '@touchstone/metrology/upkeep';
import { wordKey } from './characters.ts';

/** Words of several languages for one meaning each, by their key. */
function dictionary<T>(entries: readonly (readonly [T, readonly string[]])[]): ReadonlyMap<string, T> {
  return new Map(entries.flatMap(([meaning, words]) => words.map((word) => [wordKey(word), meaning] as const)));
}

/** Month numbers by English and Portuguese name, whole or in three letters. */
export const MONTH_NAMES: ReadonlyMap<string, number> = dictionary([
  [1, ['january', 'jan', 'janeiro']],
  [2, ['february', 'feb', 'fevereiro', 'fev']],
  [3, ['march', 'mar', 'março']],
  [4, ['april', 'apr', 'abril', 'abr']],
  [5, ['may', 'maio', 'mai']],
  [6, ['june', 'jun', 'junho']],
  [7, ['july', 'jul', 'julho']],
  [8, ['august', 'aug', 'agosto', 'ago']],
  [9, ['september', 'sept', 'sep', 'setembro', 'set']],
  [10, ['october', 'oct', 'outubro', 'out']],
  [11, ['november', 'nov', 'novembro']],
  [12, ['december', 'dec', 'dezembro', 'dez']],
]);

/** Roles that an actor can have; the presenter is who shows the dossier. */
export type Role = 'producer' | 'processor' | 'exporter' | 'importer' | 'seller' | 'presenter';

/** Roles by name. */
export const ROLES: ReadonlyMap<string, Role> = dictionary<Role>([
  [
    'producer',
    [
      'producer',
      'manufacturer',
      '生产者',
      '生产商',
      '生产企业',
      '生產者',
      '生產商',
      '生產企業',
      'produtor',
      'fabricante',
    ],
  ],
  ['processor', ['processor', '加工者', '加工商', '加工企业', '加工企業', 'transformador']],
  ['exporter', ['exporter', '出口商', '出口者', 'exportador']],
  ['importer', ['importer', '进口商', '进口者', '進口商', '進口者', 'importador']],
  ['seller', ['seller', 'retailer', '销售者', '销售商', '经销商', '銷售者', '銷售商', '經銷商', 'vendedor']],
  ['presenter', ['presenter', '提交者', '提交人', '申报人', '申報人', 'apresentante']],
]);

/** What a laboratory is asked for, by name. */
export const ACTIVITY_NAMES: ReadonlyMap<string, 'testing' | 'calibration'> = dictionary<'testing' | 'calibration'>([
  ['testing', ['testing', 'test', '检测', '测试', '检验', '測試', '檢測', 'ensaio', 'ensaios']],
  ['calibration', ['calibration', '校准', '校準', 'calibração']],
]);

/** What a person of a laboratory is authorised to do, by name. */
export const AUTHORISED_WORK_NAMES: ReadonlyMap<string, 'test' | 'sign'> = dictionary<'test' | 'sign'>([
  [
    'test',
    ['test', 'testing', 'tester', '检测', '测试', '检验', '檢測', '測試', '檢驗', 'ensaiar', 'ensaio', 'ensaios'],
  ],
  [
    'sign',
    ['sign', 'signing', 'signatory', '签发', '签字', '授权签字', '簽發', '簽字', '授權簽字', 'assinar', 'assinatura'],
  ],
]);

/** What an instrument is used for, by name; the meanings are those of `@touchstone/metrology/upkeep`. */
export const INSTRUMENT_USE_NAMES: ReadonlyMap<string, InstrumentUse> = dictionary<InstrumentUse>([
  ['trade', ['trade', 'trade settlement', '贸易结算', '贸易', '貿易結算', '貿易', 'transações comerciais', 'comércio']],
  ['safety', ['safety', '安全防护', '安全', '安全防護', 'segurança']],
  ['medical', ['medical', 'medical care', '医疗卫生', '医疗', '醫療衛生', '醫療', 'saúde']],
  [
    'environment',
    ['environment', 'environmental monitoring', '环境监测', '環境監測', 'ambiente', 'monitorização ambiental'],
  ],
  ['highest-standard', ['highest standard', '最高计量标准', '企业最高计量标准', '最高計量標準', 'padrão mais elevado']],
  ['product', ['product', 'product inspection', '产品检验', '產品檢驗', 'produto', 'inspeção de produtos']],
  ['process', ['process', 'process control', '过程控制', '過程控制', 'processo', 'controlo de processos']],
  ['indication', ['indication', 'indication only', '仅供指示', '指示', '僅供指示', 'indicação', 'apenas indicação']],
]);

/** Yes and no. */
export const YES_OR_NO: ReadonlyMap<string, boolean> = dictionary<boolean>([
  [true, ['yes', 'y', 'true', '1', '是', 'sim', 's']],
  [false, ['no', 'n', 'false', '0', '否', 'não']],
]);

/**
 * Yes and no, and the verdicts of certificates. Those that are neither, such as 限用 and 降级, are not among them: which error
 * was found they do not say.
 */
export const VERDICTS: ReadonlyMap<string, boolean> = new Map([
  ...YES_OR_NO,
  ...dictionary<boolean>([
    [true, ['pass', 'passed', 'ok', 'in tolerance', 'within tolerance', 'conforms', 'conforming']],
    [false, ['fail', 'failed', 'not ok', 'out of tolerance', 'does not conform', 'nonconforming']],
    [true, ['合格', '符合', '符合要求', '通过', '通過', '未超差']],
    [false, ['不合格', '不符合', '不符合要求', '未通过', '未通過', '不通过', '不通過', '超差', '超出允差']],
    [true, ['conforme', 'aprovado', 'aprovada', 'dentro da tolerância']],
    [false, ['não conforme', 'inconforme', 'reprovado', 'reprovada', 'fora da tolerância']],
  ]),
]);

/** Kinds of requirement, as the claim's scope names them. */
export type RequirementKind =
  | 'limit'
  | 'label'
  | 'registration'
  | 'licence'
  | 'official-certificate'
  | 'record-keeping';

/** Requirement kinds by name. */
export const REQUIREMENT_KIND_NAMES: ReadonlyMap<string, RequirementKind> = dictionary<RequirementKind>([
  ['limit', ['limit', 'limits', '限量', 'limite', 'limites']],
  ['label', ['label', 'labelling', '标签', '標籤', 'rotulagem']],
  ['registration', ['registration', '注册', '註冊', '登记', '登記', 'registo', 'registro']],
  ['licence', ['licence', 'license', '许可', '許可', 'licença']],
  ['official-certificate', ['official certificate', '官方证书', '官方證書', 'certificado oficial']],
  ['record-keeping', ['record keeping', '记录保存', '紀錄保存', '記錄保存', 'conservação de registos']],
]);

/** What a result without a number says: nothing found, or below one of the two limits. */
export type NonDetect = 'not-detected' | 'below-detection' | 'below-quantification';

/** Spellings of a result without a number. 不得检出 is a rule, not a result, and is not among them. */
export const NON_DETECTS: ReadonlyMap<string, NonDetect> = dictionary<NonDetect>([
  [
    'not-detected',
    [
      'nd',
      'n/d',
      'not detected',
      'none detected',
      '未检出',
      '未檢出',
      '未检测出',
      '未檢測出',
      'não detectado',
      'não detetado',
    ],
  ],
  [
    'below-detection',
    [
      '<lod',
      '<mdl',
      '<检出限',
      '<檢出限',
      '低于检出限',
      '低於檢出限',
      '小于检出限',
      '<ld',
      'below lod',
      'abaixo do ld',
    ],
  ],
  [
    'below-quantification',
    ['<loq', '<mql', '<定量限', '低于定量限', '低於定量限', '小于定量限', '<lq', 'below loq', 'abaixo do lq'],
  ],
]);

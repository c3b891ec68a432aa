// SPDX-License-Identifier: Apache-2.0
import { AUTHORISATION_COLUMNS } from './authorisation-columns.ts';
import { ACTOR_COLUMNS, LOT_COLUMNS, PRODUCT_COLUMNS, ROUTE_COLUMNS, SCOPE_COLUMNS } from './claim-columns.ts';
import { CLUSTER_NEED_COLUMNS } from './cluster-columns.ts';
import type { TableDescription } from './column.ts';
import { INSTRUMENT_COLUMNS, PAST_CALIBRATION_COLUMNS } from './instrument-columns.ts';
import { DEFECT_COLUMNS, FAILURE_MODE_COLUMNS } from './quality-columns.ts';
import { RESULT_COLUMNS } from './result-columns.ts';
import { ROUND_RESULT_COLUMNS } from './round-columns.ts';

/** Every table that is read, a sheet or a CSV file each, with the names by which it is known. */
export const TABLES = {
  product: {
    names: { en: ['product'], 'zh-Hans': ['产品', '产品信息'], 'zh-Hant': ['產品', '產品資料'], pt: ['produto'] },
    required: true,
    oneRow: true,
    columns: PRODUCT_COLUMNS,
  },
  lot: {
    names: { en: ['lot', 'batch'], 'zh-Hans': ['批次'], 'zh-Hant': ['批次', '批號'], pt: ['lote'] },
    required: true,
    oneRow: true,
    columns: LOT_COLUMNS,
  },
  route: {
    names: {
      en: ['route', 'places', 'markets'],
      'zh-Hans': ['流向', '路线'],
      'zh-Hant': ['流向', '路線'],
      pt: ['percurso', 'rota'],
    },
    required: false,
    oneRow: false,
    columns: ROUTE_COLUMNS,
  },
  actors: {
    names: {
      en: ['actors', 'parties'],
      'zh-Hans': ['参与方', '相关方', '企业'],
      'zh-Hant': ['參與方', '相關方', '企業'],
      pt: ['intervenientes', 'atores'],
    },
    required: false,
    oneRow: false,
    columns: ACTOR_COLUMNS,
  },
  results: {
    names: {
      en: ['results', 'test results'],
      'zh-Hans': ['检测结果', '检验结果', '结果'],
      'zh-Hant': ['檢測結果', '檢驗結果', '結果'],
      pt: ['resultados'],
    },
    required: false,
    oneRow: false,
    columns: RESULT_COLUMNS,
  },
  scope: {
    names: { en: ['scope', 'requirements'], 'zh-Hans': ['要求范围'], 'zh-Hant': ['要求範圍'], pt: ['âmbito'] },
    required: false,
    oneRow: false,
    columns: SCOPE_COLUMNS,
  },
  instruments: {
    names: {
      en: ['instruments', 'instrument list'],
      'zh-Hans': ['器具', '计量器具', '仪器清单'],
      'zh-Hant': ['器具', '計量器具', '儀器清單'],
      pt: ['instrumentos'],
    },
    required: true,
    oneRow: false,
    columns: INSTRUMENT_COLUMNS,
  },
  calibrations: {
    names: {
      en: ['calibrations', 'earlier calibrations'],
      'zh-Hans': ['校准记录', '历次校准'],
      'zh-Hant': ['校準記錄', '歷次校準'],
      pt: ['calibrações'],
    },
    required: false,
    oneRow: false,
    columns: PAST_CALIBRATION_COLUMNS,
  },
  roundResults: {
    names: {
      en: ['round results'],
      'zh-Hans': ['能力验证结果', '比对结果'],
      'zh-Hant': ['能力驗證結果', '比對結果'],
      pt: ['resultados da ronda'],
    },
    required: true,
    oneRow: false,
    columns: ROUND_RESULT_COLUMNS,
  },
  clusterNeeds: {
    names: {
      en: ['cluster needs', 'clusters'],
      'zh-Hans': ['集群需求', '产业集群'],
      'zh-Hant': ['集群需求', '產業集群'],
      pt: ['necessidades dos polos', 'polos'],
    },
    required: true,
    oneRow: false,
    columns: CLUSTER_NEED_COLUMNS,
  },
  authorisations: {
    names: {
      en: ['authorisations', 'competence list'],
      'zh-Hans': ['人员授权', '授权清单'],
      'zh-Hant': ['人員授權', '授權清單'],
      pt: ['autorizações'],
    },
    required: true,
    oneRow: false,
    columns: AUTHORISATION_COLUMNS,
  },
  defects: {
    names: {
      en: ['defects', 'complaints'],
      'zh-Hans': ['缺陷', '投诉'],
      'zh-Hant': ['缺陷', '投訴'],
      pt: ['defeitos', 'reclamações'],
    },
    required: false,
    oneRow: false,
    columns: DEFECT_COLUMNS,
  },
  failureModes: {
    names: {
      en: ['failure modes', 'FMEA'],
      'zh-Hans': ['失效模式'],
      'zh-Hant': ['失效模式'],
      pt: ['modos de falha'],
    },
    required: false,
    oneRow: false,
    columns: FAILURE_MODE_COLUMNS,
  },
} as const satisfies Record<string, TableDescription>;

export type TableName = keyof typeof TABLES;

/** The tables of a dossier in the order in which templates show them. */
export const TABLE_NAMES: readonly TableName[] = ['product', 'lot', 'route', 'actors', 'results', 'scope'];
/** The tables of a firm's list of instruments. */
export const INSTRUMENT_TABLE_NAMES: readonly TableName[] = ['instruments', 'calibrations'];
/** The table of a laboratory's results in a round of proficiency testing. */
export const ROUND_TABLE_NAMES: readonly TableName[] = ['roundResults'];
/** The table of what industrial clusters need. */
export const CLUSTER_TABLE_NAMES: readonly TableName[] = ['clusterNeeds'];
/** The table of who of a laboratory may test and sign. */
export const AUTHORISATION_TABLE_NAMES: readonly TableName[] = ['authorisations'];
/** The tables of quality tools: what went wrong how often, and ways in which something can fail. */
export const QUALITY_TABLE_NAMES: readonly TableName[] = ['defects', 'failureModes'];

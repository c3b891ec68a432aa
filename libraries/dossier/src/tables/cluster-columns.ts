// SPDX-License-Identifier: Apache-2.0
import type { Column } from './column.ts';
import { INSTRUMENT_COLUMNS } from './instrument-columns.ts';

const { required: _, ...placeColumn } = INSTRUMENT_COLUMNS.place;
const SAME = {
  en: 'The same in every row of the cluster, or in its first row alone.',
  'zh-Hans': '同一集群各行一致，或只填首行。',
  'zh-Hant': '同一集群各行一致，或只填首行。',
  pt: 'Igual em todas as linhas do polo, ou só na primeira.',
} as const satisfies Column['note'];

/** Columns of the table of industrial clusters: one row is one thing that a cluster must have tested or measured. */
export const CLUSTER_NEED_COLUMNS = {
  cluster: {
    type: 'identifier',
    required: true,
    headers: {
      en: ['Cluster', 'Cluster code'],
      'zh-Hans': ['集群代码', '集群'],
      'zh-Hant': ['集群代碼', '集群'],
      pt: ['Polo', 'Código do polo'],
    },
    note: {
      en: 'Your own code of the cluster; rows with one code are one cluster.',
      'zh-Hans': '集群的自编代码；代码相同的行属于同一集群。',
      'zh-Hant': '集群的自編代碼；代碼相同的行屬於同一集群。',
      pt: 'O seu código do polo; as linhas com o mesmo código são um polo.',
    },
    example: 'GD-01',
  },
  name: {
    type: 'text',
    headers: {
      en: ['Name of the cluster', 'Cluster name'],
      'zh-Hans': ['集群名称'],
      'zh-Hant': ['集群名稱'],
      pt: ['Nome do polo'],
    },
    note: SAME,
    example: 'Demonstration scales cluster',
  },
  place: { ...placeColumn, note: SAME },
  latitude: {
    type: 'signed',
    headers: { en: ['Latitude'], 'zh-Hans': ['纬度'], 'zh-Hant': ['緯度'], pt: ['Latitude'] },
    note: {
      en: 'In degrees of WGS 84, with the longitude: distances are worked out from it.',
      'zh-Hans': 'WGS 84 度数，与经度一并填写，用于计算距离。',
      'zh-Hant': 'WGS 84 度數，與經度一併填寫，用於計算距離。',
      pt: 'Em graus WGS 84, com a longitude: dela se calculam as distâncias.',
    },
    example: '23.13',
  },
  longitude: {
    type: 'signed',
    headers: { en: ['Longitude'], 'zh-Hans': ['经度'], 'zh-Hant': ['經度'], pt: ['Longitude'] },
    note: SAME,
    example: '113.26',
  },
  industry: {
    type: 'identifier',
    headers: {
      en: ['Industry', 'Industry code'],
      'zh-Hans': ['行业', '行业代码'],
      'zh-Hant': ['行業', '行業代碼'],
      pt: ['Setor', 'Código do setor'],
    },
    note: {
      en: 'Codes such as those of GB/T 4754, several apart by a semicolon.',
      'zh-Hans': '行业代码，如 GB/T 4754；多个以分号隔开。',
      'zh-Hant': '行業代碼，如 GB/T 4754；多個以分號隔開。',
      pt: 'Códigos como os da GB/T 4754, separados por ponto e vírgula.',
    },
    example: '4014',
  },
  goods: {
    type: 'identifier',
    headers: {
      en: ['Goods', 'Goods codes'],
      'zh-Hans': ['商品', '商品编码'],
      'zh-Hant': ['商品', '商品編碼'],
      pt: ['Mercadorias', 'Códigos das mercadorias'],
    },
    note: {
      en: 'Codes of the Harmonised System, several apart by a semicolon.',
      'zh-Hans': '协调制度编码；多个以分号隔开。',
      'zh-Hant': '協調制度編碼；多個以分號隔開。',
      pt: 'Códigos do Sistema Harmonizado, separados por ponto e vírgula.',
    },
    example: '8423.81',
  },
  demonstration: {
    type: 'yes-or-no',
    headers: { en: ['Demonstration'], 'zh-Hans': ['演示'], 'zh-Hant': ['示範'], pt: ['Demonstração'] },
    note: {
      en: 'Yes where the cluster does not exist and only shows how this works.',
      'zh-Hans': '集群并不存在、仅作演示时填是。',
      'zh-Hant': '集群並不存在、僅作示範時填是。',
      pt: 'Sim, se o polo não existe e só mostra como isto funciona.',
    },
    example: 'yes',
  },
  activity: {
    type: 'use',
    required: true,
    headers: {
      en: ['Activity', 'Testing or calibration'],
      'zh-Hans': ['活动', '检测或校准'],
      'zh-Hant': ['活動', '測試或校準'],
      pt: ['Atividade', 'Ensaio ou calibração'],
    },
    note: {
      en: 'One of: testing, calibration.',
      'zh-Hans': '填其一：检测、校准。',
      'zh-Hant': '填其一：測試、校準。',
      pt: 'Um de: ensaio, calibração.',
    },
    example: 'calibration',
  },
  property: {
    type: 'text',
    required: true,
    headers: {
      en: ['Property', 'Parameter', 'Quantity'],
      'zh-Hans': ['参数', '项目', '量'],
      'zh-Hant': ['參數', '項目', '量'],
      pt: ['Propriedade', 'Parâmetro', 'Grandeza'],
    },
    note: {
      en: 'The parameter or quantity as scopes of laboratories name it: pb, mass.',
      'zh-Hans': '参数或量的名称，与实验室能力范围一致：pb、mass。',
      'zh-Hant': '參數或量的名稱，與實驗室能力範圍一致：pb、mass。',
      pt: 'O parâmetro ou a grandeza, como nos âmbitos dos laboratórios: pb, mass.',
    },
    example: 'mass',
  },
  method: {
    type: 'text',
    headers: { en: ['Method'], 'zh-Hans': ['方法', '方法标准'], 'zh-Hant': ['方法', '方法標準'], pt: ['Método'] },
    note: {
      en: 'Where one is prescribed: GB 5009.12, with its year if only that edition will do.',
      'zh-Hans': '规定方法时填写：GB 5009.12；仅限某一版本时写明年份。',
      'zh-Hant': '規定方法時填寫：GB 5009.12；僅限某一版本時寫明年份。',
      pt: 'Se um está prescrito: GB 5009.12, com o ano se só essa edição serve.',
    },
    example: 'JJF 1847-2020',
  },
  unit: INSTRUMENT_COLUMNS.unit,
  from: {
    type: 'signed',
    headers: { en: ['From'], 'zh-Hans': ['下限', '自'], 'zh-Hant': ['下限', '自'], pt: ['De', 'Desde'] },
    note: {
      en: 'Smallest value that must be measured; required for a calibration.',
      'zh-Hans': '须测量的最小值；校准必填。',
      'zh-Hant': '須測量的最小值；校準必填。',
      pt: 'O menor valor a medir; obrigatório numa calibração.',
    },
    example: '1',
  },
  to: {
    type: 'signed',
    headers: { en: ['To'], 'zh-Hans': ['上限', '至'], 'zh-Hant': ['上限', '至'], pt: ['Até'] },
    note: {
      en: 'Largest value that must be measured; required for a calibration.',
      'zh-Hans': '须测量的最大值；校准必填。',
      'zh-Hant': '須測量的最大值；校準必填。',
      pt: 'O maior valor a medir; obrigatório numa calibração.',
    },
    example: '500',
  },
  uncertainty: {
    type: 'number',
    headers: {
      en: ['Uncertainty', 'Expanded uncertainty'],
      'zh-Hans': ['不确定度', '扩展不确定度'],
      'zh-Hant': ['不確定度', '擴展不確定度'],
      pt: ['Incerteza', 'Incerteza expandida'],
    },
    note: {
      en: 'Largest expanded uncertainty that is good enough for a calibration (k = 2).',
      'zh-Hans': '校准可接受的最大扩展不确定度（k = 2）。',
      'zh-Hant': '校準可接受的最大擴展不確定度（k = 2）。',
      pt: 'A maior incerteza expandida que basta numa calibração (k = 2).',
    },
    example: '0.5',
  },
} as const satisfies Record<string, Column>;

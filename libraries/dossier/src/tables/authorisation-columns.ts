// SPDX-License-Identifier: Apache-2.0
import type { Column } from './column.ts';

/** Columns of the table of who may test and sign: one row is one authorisation. ISO/IEC 17025:2017, 6.2.5 e and 6.2.6. */
export const AUTHORISATION_COLUMNS = {
  person: {
    type: 'identifier',
    required: true,
    headers: {
      en: ['Account', 'Person'],
      'zh-Hans': ['账号', '人员'],
      'zh-Hant': ['帳號', '人員'],
      pt: ['Conta', 'Pessoa'],
    },
    note: {
      en: 'The account of the person at your organisation, not the name: what is kept here cannot be erased.',
      'zh-Hans': '该人员在本机构的账号，不填姓名：此处所存无法清除。',
      'zh-Hant': '該人員在本機構的帳號，不填姓名：此處所存無法清除。',
      pt: 'A conta da pessoa na sua organização, não o nome: o que aqui se guarda não se apaga.',
    },
    example: 'person-17',
  },
  may: {
    type: 'use',
    required: true,
    headers: {
      en: ['May', 'Function'],
      'zh-Hans': ['授权职能', '职能'],
      'zh-Hant': ['授權職能', '職能'],
      pt: ['Pode', 'Função'],
    },
    note: {
      en: 'One of: test, sign. A person who may do both has a row for each.',
      'zh-Hans': '填其一：检测、签发。两项均可者各填一行。',
      'zh-Hant': '填其一：測試、簽發。兩項均可者各填一行。',
      pt: 'Um de: ensaiar, assinar. Quem pode ambos tem uma linha para cada.',
    },
    example: 'test',
  },
  substances: {
    type: 'text',
    headers: {
      en: ['Parameters', 'Substances'],
      'zh-Hans': ['项目', '参数'],
      'zh-Hant': ['項目', '參數'],
      pt: ['Parâmetros', 'Substâncias'],
    },
    note: {
      en: 'As your reports name them, several apart by a semicolon; empty: every one.',
      'zh-Hans': '与报告所用名称一致，多个以分号隔开；留空表示全部。',
      'zh-Hant': '與報告所用名稱一致，多個以分號隔開；留空表示全部。',
      pt: 'Como os seus relatórios os escrevem, separados por ponto e vírgula; vazio: todos.',
    },
    example: 'pb; cd',
  },
  methods: {
    type: 'text',
    headers: {
      en: ['Methods', 'Method'],
      'zh-Hans': ['方法', '方法标准'],
      'zh-Hant': ['方法', '方法標準'],
      pt: ['Métodos', 'Método'],
    },
    note: {
      en: 'With their edition, several apart by a semicolon; empty: every one.',
      'zh-Hans': '写明版本，多个以分号隔开；留空表示全部。',
      'zh-Hant': '寫明版本，多個以分號隔開；留空表示全部。',
      pt: 'Com a edição, separados por ponto e vírgula; vazio: todos.',
    },
    example: 'GB 5009.12-2023',
  },
  ground: {
    type: 'text',
    required: true,
    headers: {
      en: ['Ground', 'On what ground'],
      'zh-Hans': ['授权依据', '依据'],
      'zh-Hant': ['授權依據', '依據'],
      pt: ['Fundamento', 'Com que fundamento'],
    },
    note: {
      en: 'Training, examination, exchange; without names.',
      'zh-Hans': '培训、考核、交流；不写姓名。',
      'zh-Hant': '培訓、考核、交流；不寫姓名。',
      pt: 'Formação, exame, intercâmbio; sem nomes.',
    },
    example: 'trained and examined',
  },
  from: {
    type: 'day',
    required: true,
    headers: {
      en: ['From', 'Valid from'],
      'zh-Hans': ['生效日期', '自'],
      'zh-Hant': ['生效日期', '自'],
      pt: ['De', 'Desde'],
    },
    note: {
      en: 'The first day of the authorisation.',
      'zh-Hans': '授权的第一天。',
      'zh-Hant': '授權的第一天。',
      pt: 'O primeiro dia da autorização.',
    },
    example: '2026-01-15',
  },
  to: {
    type: 'day',
    headers: {
      en: ['To', 'Until'],
      'zh-Hans': ['截止日期', '至'],
      'zh-Hant': ['截止日期', '至'],
      pt: ['Até'],
    },
    note: {
      en: 'Its last day; empty: until it is ended.',
      'zh-Hans': '授权的最后一天；留空表示直至终止。',
      'zh-Hant': '授權的最後一天；留空表示直至終止。',
      pt: 'O último dia; vazio: até que alguém a termine.',
    },
    example: '2028-01-14',
  },
} as const satisfies Record<string, Column>;

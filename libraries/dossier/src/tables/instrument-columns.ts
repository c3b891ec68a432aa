// SPDX-License-Identifier: Apache-2.0
import type { Column } from './column.ts';

const NAMES = {
  en: ['Instrument', 'Instrument number', 'Instrument name'],
  'zh-Hans': ['器具编号', '器具名称', '仪器编号'],
  'zh-Hant': ['器具編號', '器具名稱', '儀器編號'],
  pt: ['Instrumento', 'Número do instrumento'],
} as const satisfies Column['headers'];

const UNIT = {
  type: 'unit',
  headers: {
    en: ['Unit'],
    'zh-Hans': ['单位', '计量单位'],
    'zh-Hant': ['單位', '計量單位'],
    pt: ['Unidade'],
  },
  note: {
    en: 'For every number of the row that has no unit of its own.',
    'zh-Hans': '适用于本行中没有自带单位的数值。',
    'zh-Hant': '適用於本行中沒有自帶單位的數值。',
    pt: 'Para todos os números da linha sem unidade própria.',
  },
  example: 'g',
} as const satisfies Column;

const AS_FOUND = {
  type: 'signed',
  headers: {
    en: ['As-found error', 'As found'],
    'zh-Hans': ['调整前误差', '校准前误差', '示值误差'],
    'zh-Hant': ['調整前誤差', '校準前誤差', '示值誤差'],
    pt: ['Erro encontrado'],
  },
  note: {
    en: 'Error found before anything was adjusted, with its sign.',
    'zh-Hans': '调整前测得的误差，带正负号。',
    'zh-Hant': '調整前測得的誤差，帶正負號。',
    pt: 'Erro encontrado antes de qualquer ajuste, com sinal.',
  },
  example: '2',
} as const satisfies Column;

const AS_LEFT = {
  type: 'signed',
  headers: {
    en: ['As-left error', 'As left'],
    'zh-Hans': ['调整后误差'],
    'zh-Hant': ['調整後誤差'],
    pt: ['Erro após ajuste'],
  },
  note: {
    en: 'Error after an adjustment; leave empty where nothing was adjusted.',
    'zh-Hans': '调整后的误差；未调整则留空。',
    'zh-Hant': '調整後的誤差；未調整則留空。',
    pt: 'Erro depois de um ajuste; vazio se nada foi ajustado.',
  },
  example: '0',
} as const satisfies Column;

const IN_TOLERANCE = {
  type: 'yes-or-no',
  headers: {
    en: ['In tolerance', 'Found in tolerance'],
    'zh-Hans': ['是否合格', '是否在允差内'],
    'zh-Hant': ['是否合格', '是否在允差內'],
    pt: ['Em tolerância'],
  },
  note: {
    en: 'Yes or no, pass or fail, where the certificate says only this.',
    'zh-Hans': '证书只给出结论时填是或否、合格或不合格。',
    'zh-Hant': '證書只給出結論時填是或否、合格或不合格。',
    pt: 'Sim ou não, conforme ou não conforme, se o certificado só diz isto.',
  },
  example: 'yes',
} as const satisfies Column;

const DAY_NOTE = {
  en: 'Year-month-day, such as 2026-11-22.',
  'zh-Hans': '写年-月-日，如 2026-11-22。',
  'zh-Hant': '寫年-月-日，如 2026-11-22。',
  pt: 'Ano-mês-dia, por exemplo 2026-11-22.',
} as const satisfies Column['note'];

/** Columns of the table `instruments`: one row is one instrument of a firm. */
export const INSTRUMENT_COLUMNS = {
  name: {
    type: 'identifier',
    required: true,
    headers: NAMES,
    note: {
      en: 'Your own name or number of the instrument; no two have the same.',
      'zh-Hans': '企业自己的编号或名称，不得重复。',
      'zh-Hant': '企業自己的編號或名稱，不得重複。',
      pt: 'O seu nome ou número do instrumento; não há dois iguais.',
    },
    example: 'W-01',
  },
  type: {
    type: 'text',
    required: true,
    headers: {
      en: ['Type', 'Kind of instrument'],
      'zh-Hans': ['类型', '器具类型', '仪器名称'],
      'zh-Hant': ['類型', '器具類型', '儀器名稱'],
      pt: ['Tipo'],
    },
    note: {
      en: 'What it is: electronic scale, pressure gauge, vernier caliper.',
      'zh-Hans': '写明是什么：电子秤、压力表、游标卡尺。',
      'zh-Hant': '寫明是什麼：電子秤、壓力錶、游標卡尺。',
      pt: 'O que é: balança eletrónica, manómetro, paquímetro.',
    },
    example: 'electronic scale',
  },
  maker: {
    type: 'text',
    headers: {
      en: ['Maker', 'Manufacturer'],
      'zh-Hans': ['制造商', '生产厂家'],
      'zh-Hant': ['製造商', '生產廠家'],
      pt: ['Fabricante'],
    },
    note: {
      en: 'As on the plate.',
      'zh-Hans': '照铭牌填写。',
      'zh-Hant': '照銘牌填寫。',
      pt: 'Como na placa.',
    },
    example: 'Demo Scales',
  },
  model: {
    type: 'text',
    headers: {
      en: ['Model'],
      'zh-Hans': ['型号', '规格型号'],
      'zh-Hant': ['型號', '規格型號'],
      pt: ['Modelo'],
    },
    note: {
      en: 'As on the plate.',
      'zh-Hans': '照铭牌填写。',
      'zh-Hant': '照銘牌填寫。',
      pt: 'Como na placa.',
    },
    example: 'DS-30',
  },
  serialNumber: {
    type: 'identifier',
    headers: {
      en: ['Serial number', 'Serial no'],
      'zh-Hans': ['出厂编号', '序列号'],
      'zh-Hant': ['出廠編號', '序號'],
      pt: ['Número de série'],
    },
    note: {
      en: 'As on the plate.',
      'zh-Hans': '照铭牌填写。',
      'zh-Hant': '照銘牌填寫。',
      pt: 'Como na placa.',
    },
    example: 'A1207',
  },
  place: {
    type: 'place',
    required: true,
    headers: {
      en: ['Place'],
      'zh-Hans': ['地点', '使用地点'],
      'zh-Hant': ['地點', '使用地點'],
      pt: ['Lugar'],
    },
    note: {
      en: 'Where it is used: a code such as CN-GD, HK or MO, or the name of a province or region.',
      'zh-Hans': '使用地点：CN-GD、HK、MO 等代码，或省份、地区名称。',
      'zh-Hant': '使用地點：CN-GD、HK、MO 等代碼，或省份、地區名稱。',
      pt: 'Onde é usado: um código como CN-GD, HK ou MO, ou o nome da província ou região.',
    },
    example: 'CN-GD',
  },
  use: {
    type: 'use',
    required: true,
    headers: {
      en: ['Used for', 'Use'],
      'zh-Hans': ['用途'],
      'zh-Hant': ['用途'],
      pt: ['Usado para', 'Uso'],
    },
    note: {
      en: 'One of: trade settlement, safety, medical care, environmental monitoring, highest standard, product inspection, process control, indication only.',
      'zh-Hans': '填其一：贸易结算、安全防护、医疗卫生、环境监测、最高计量标准、产品检验、过程控制、仅供指示。',
      'zh-Hant': '填其一：貿易結算、安全防護、醫療衛生、環境監測、最高計量標準、產品檢驗、過程控制、僅供指示。',
      pt: 'Um de: transações comerciais, segurança, saúde, monitorização ambiental, padrão mais elevado, inspeção de produtos, controlo de processos, apenas indicação.',
    },
    example: 'trade settlement',
  },
  unit: UNIT,
  rangeFrom: {
    type: 'signed',
    headers: {
      en: ['Range from'],
      'zh-Hans': ['量程下限', '测量下限'],
      'zh-Hant': ['量程下限', '測量下限'],
      pt: ['Gama desde'],
    },
    note: {
      en: 'Smallest value that it measures.',
      'zh-Hans': '可测的最小值。',
      'zh-Hant': '可測的最小值。',
      pt: 'O menor valor que mede.',
    },
    example: '40',
  },
  rangeTo: {
    type: 'signed',
    headers: {
      en: ['Range to'],
      'zh-Hans': ['量程上限', '测量上限'],
      'zh-Hant': ['量程上限', '測量上限'],
      pt: ['Gama até'],
    },
    note: {
      en: 'Largest value that it measures.',
      'zh-Hans': '可测的最大值。',
      'zh-Hant': '可測的最大值。',
      pt: 'O maior valor que mede.',
    },
    example: '30000',
  },
  resolution: {
    type: 'number',
    headers: {
      en: ['Resolution', 'Division'],
      'zh-Hans': ['分辨力', '分度值'],
      'zh-Hant': ['分辨力', '分度值'],
      pt: ['Resolução', 'Divisão'],
    },
    note: {
      en: 'Smallest step that it shows.',
      'zh-Hans': '可读出的最小步长。',
      'zh-Hant': '可讀出的最小步長。',
      pt: 'O menor passo que mostra.',
    },
    example: '1',
  },
  accuracyClass: {
    type: 'text',
    headers: {
      en: ['Accuracy class', 'Class'],
      'zh-Hans': ['准确度等级', '等级'],
      'zh-Hant': ['準確度等級', '等級'],
      pt: ['Classe de exatidão', 'Classe'],
    },
    note: {
      en: 'As on the plate.',
      'zh-Hans': '照铭牌填写。',
      'zh-Hant': '照銘牌填寫。',
      pt: 'Como na placa.',
    },
    example: 'III',
  },
  usedAt: {
    type: 'signed',
    headers: {
      en: ['Used at', 'Value of use'],
      'zh-Hans': ['使用点', '常用值'],
      'zh-Hant': ['使用點', '常用值'],
      pt: ['Usado a', 'Valor de uso'],
    },
    note: {
      en: 'The value at which it matters most.',
      'zh-Hans': '最要紧的测量值。',
      'zh-Hant': '最要緊的測量值。',
      pt: 'O valor em que mais importa.',
    },
    example: '5000',
  },
  tolerance: {
    type: 'number',
    headers: {
      en: ['Tolerance', 'Maximum permissible error'],
      'zh-Hans': ['允差', '最大允许误差', '使用允差'],
      'zh-Hant': ['允差', '最大允許誤差', '使用允差'],
      pt: ['Tolerância', 'Erro máximo admissível'],
    },
    note: {
      en: 'Largest error that the use allows, either way; with % it is one of the value of use. Of what is measured in %, write the number alone.',
      'zh-Hans': '使用所允许的最大误差（±）；写 % 时为使用点的百分数；被测量本身以 % 计时只写数字。',
      'zh-Hant': '使用所允許的最大誤差（±）；寫 % 時為使用點的百分數；被測量本身以 % 計時只寫數字。',
      pt: 'O maior erro que o uso permite, nos dois sentidos; com % é do valor de uso. Do que se mede em %, escreva só o número.',
    },
    example: '5',
  },
  lastCalibratedOn: {
    type: 'day',
    headers: {
      en: ['Last calibrated on', 'Last calibration'],
      'zh-Hans': ['上次校准日期', '上次检定日期'],
      'zh-Hant': ['上次校準日期', '上次檢定日期'],
      pt: ['Última calibração'],
    },
    note: DAY_NOTE,
    example: '2026-03-02',
  },
  certificateNumber: {
    type: 'identifier',
    headers: {
      en: ['Certificate number', 'Certificate'],
      'zh-Hans': ['证书编号', '证书号'],
      'zh-Hant': ['證書編號', '證書號'],
      pt: ['Número do certificado', 'Certificado'],
    },
    note: {
      en: 'Of the last calibration or verification.',
      'zh-Hans': '上次校准或检定的证书。',
      'zh-Hant': '上次校準或檢定的證書。',
      pt: 'Da última calibração ou verificação.',
    },
    example: 'DEMO-2026-031',
  },
  asFound: AS_FOUND,
  asLeft: AS_LEFT,
  inTolerance: IN_TOLERANCE,
  intervalMonths: {
    type: 'number',
    headers: {
      en: ['Interval (months)', 'Interval in months'],
      'zh-Hans': ['间隔（月）', '现行间隔（月）'],
      'zh-Hant': ['間隔（月）', '現行間隔（月）'],
      pt: ['Intervalo (meses)'],
    },
    note: {
      en: 'The interval that you use now: whole months, or with its unit, such as 1 year.',
      'zh-Hans': '目前使用的间隔：整月数，或带单位，如 1年、每年。',
      'zh-Hant': '目前使用的間隔：整月數，或帶單位，如 1年、每年。',
      pt: 'O intervalo que usa agora: meses inteiros, ou com unidade, como 1 ano.',
    },
    example: '12',
  },
  hoursBetween: {
    type: 'number',
    headers: {
      en: ['Hours of use between calibrations'],
      'zh-Hans': ['两次校准间使用小时数'],
      'zh-Hant': ['兩次校準間使用小時數'],
      pt: ['Horas de uso entre calibrações'],
    },
    note: {
      en: 'Where it wears by use: as the maker or your experience says.',
      'zh-Hans': '因使用而磨损时：按制造商或经验。',
      'zh-Hant': '因使用而磨損時：按製造商或經驗。',
      pt: 'Se o uso o desgasta: como diz o fabricante ou a experiência.',
    },
    example: '2000',
  },
  hoursPerDay: {
    type: 'number',
    headers: {
      en: ['Hours of use a day'],
      'zh-Hans': ['每天使用小时数'],
      'zh-Hant': ['每天使用小時數'],
      pt: ['Horas de uso por dia'],
    },
    note: {
      en: 'On average, days without use included.',
      'zh-Hans': '平均值，含不使用的日子。',
      'zh-Hant': '平均值，含不使用的日子。',
      pt: 'Em média, contando os dias sem uso.',
    },
    example: '4',
  },
} as const satisfies Record<string, Column>;

/** Columns of the table `calibrations`: one row is one earlier calibration of an instrument of the list. */
export const PAST_CALIBRATION_COLUMNS = {
  name: {
    type: 'identifier',
    required: true,
    headers: NAMES,
    note: {
      en: 'As in the sheet of instruments.',
      'zh-Hans': '与器具表一致。',
      'zh-Hant': '與器具表一致。',
      pt: 'Como na folha de instrumentos.',
    },
    example: 'W-01',
  },
  calibratedOn: {
    type: 'day',
    required: true,
    headers: {
      en: ['Calibrated on', 'Date'],
      'zh-Hans': ['校准日期', '检定日期'],
      'zh-Hant': ['校準日期', '檢定日期'],
      pt: ['Calibrado em', 'Data'],
    },
    note: DAY_NOTE,
    example: '2025-03-03',
  },
  unit: UNIT,
  asFound: AS_FOUND,
  asLeft: AS_LEFT,
  inTolerance: IN_TOLERANCE,
} as const satisfies Record<string, Column>;

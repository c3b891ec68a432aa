// SPDX-License-Identifier: Apache-2.0
import type { Column } from './column.ts';

const DAY_NOTE = {
  en: 'Year-month-day, such as 2026-11-22.',
  'zh-Hans': '写年-月-日，如 2026-11-22。',
  'zh-Hant': '寫年-月-日，如 2026-11-22。',
  pt: 'Ano-mês-dia, por exemplo 2026-11-22.',
} as const;

/** Columns of the table `product`. */
export const PRODUCT_COLUMNS = {
  name: {
    type: 'text',
    required: true,
    headers: {
      en: ['Product name', 'Product', 'Name'],
      'zh-Hans': ['产品名称', '食品名称', '品名', '名称'],
      'zh-Hant': ['產品名稱', '食品名稱', '名稱'],
      pt: ['Nome do produto', 'Produto', 'Nome'],
    },
    note: {
      en: 'The name as it stands on the label.',
      'zh-Hans': '与标签上的名称一致。',
      'zh-Hant': '與標籤上的名稱一致。',
      pt: 'O nome tal como consta do rótulo.',
    },
    example: 'Dried wolfberry leaf',
  },
  food: {
    type: 'identifier',
    headers: {
      en: ['Food category', 'Food', 'Category'],
      'zh-Hans': ['食品类别', '食品分类', '类别'],
      'zh-Hant': ['食品類別', '食品分類', '類別'],
      pt: ['Categoria do alimento', 'Categoria', 'Alimento'],
    },
    note: {
      en: 'The code of the food in the taxonomy, if you know it. Leave it empty otherwise.',
      'zh-Hans': '食品分类代码；不知道时留空。',
      'zh-Hant': '食品分類代碼；不知道時留空。',
      pt: 'O código do alimento na taxonomia, se o souber; senão, deixe em branco.',
    },
    example: 'wolfberry-leaf',
  },
  gtin: {
    type: 'gtin',
    headers: {
      en: ['GTIN', 'EAN', 'Barcode'],
      'zh-Hans': ['商品条码', '条形码', '条码'],
      'zh-Hant': ['商品條碼', '條碼'],
      pt: ['Código de barras'],
    },
    note: {
      en: 'The number under the bar code, 8, 12, 13 or 14 digits.',
      'zh-Hans': '条码下方的数字，8、12、13 或 14 位。',
      'zh-Hant': '條碼下方的數字，8、12、13 或 14 位。',
      pt: 'O número sob o código de barras, com 8, 12, 13 ou 14 algarismos.',
    },
    example: '',
  },
  use: {
    type: 'text',
    headers: {
      en: ['Intended use', 'Use'],
      'zh-Hans': ['用途', '预期用途'],
      'zh-Hant': ['用途', '預期用途'],
      pt: ['Utilização prevista', 'Utilização', 'Uso'],
    },
    note: {
      en: 'Such as: for direct consumption, for further processing, for infants.',
      'zh-Hans': '如：直接食用、供加工、供婴幼儿食用。',
      'zh-Hant': '如：直接食用、供加工、供嬰幼兒食用。',
      pt: 'Por exemplo: consumo direto, transformação, lactentes.',
    },
    example: 'for direct consumption',
  },
  description: {
    type: 'text',
    headers: {
      en: ['Description'],
      'zh-Hans': ['描述', '产品描述', '说明'],
      'zh-Hant': ['描述', '產品描述', '說明'],
      pt: ['Descrição'],
    },
    note: {
      en: 'State, packaging, ingredients: whatever helps to classify the product.',
      'zh-Hans': '状态、包装、配料等有助于分类的信息。',
      'zh-Hant': '狀態、包裝、配料等有助於分類的資料。',
      pt: 'Estado, embalagem, ingredientes: o que ajude a classificar o produto.',
    },
    example: '',
  },
} as const satisfies Record<string, Column>;

/** Columns of the table `lot`. */
export const LOT_COLUMNS = {
  lotNumber: {
    type: 'identifier',
    required: true,
    headers: {
      en: ['Lot number', 'Batch number', 'Lot', 'Batch'],
      'zh-Hans': ['批号', '生产批号', '批次号'],
      'zh-Hant': ['批號', '生產批號', '批次編號'],
      pt: ['Número do lote', 'Lote', 'N.º do lote'],
    },
    note: {
      en: 'Exactly as the producer prints it; leading zeros matter.',
      'zh-Hans': '与生产者标示的完全一致，开头的零也要写。',
      'zh-Hant': '與生產者標示的完全一致，開頭的零也要寫。',
      pt: 'Exatamente como o produtor o imprime; os zeros iniciais contam.',
    },
    example: 'GQ-2026-0912',
  },
  producedOn: {
    type: 'day',
    headers: {
      en: ['Produced on', 'Production date', 'Date of production'],
      'zh-Hans': ['生产日期'],
      'zh-Hant': ['生產日期'],
      pt: ['Data de produção', 'Data de fabrico'],
    },
    note: DAY_NOTE,
    example: '2026-09-12',
  },
  quantity: {
    type: 'number',
    headers: { en: ['Quantity'], 'zh-Hans': ['数量', '批量'], 'zh-Hant': ['數量', '批量'], pt: ['Quantidade'] },
    note: {
      en: 'How much the lot is, with a point: 1250.5.',
      'zh-Hans': '该批数量，小数用点：1250.5。',
      'zh-Hant': '該批數量，小數用點：1250.5。',
      pt: 'A quantidade do lote, com ponto: 1250.5.',
    },
    example: '1250',
  },
  unit: {
    type: 'unit',
    headers: {
      en: ['Quantity unit', 'Unit'],
      'zh-Hans': ['数量单位', '单位'],
      'zh-Hant': ['數量單位', '單位'],
      pt: ['Unidade da quantidade', 'Unidade'],
    },
    note: {
      en: 'kg, t, L; or a package, such as bag.',
      'zh-Hans': 'kg、t、L，或包装单位（如袋）。',
      'zh-Hant': 'kg、t、L，或包裝單位（如袋）。',
      pt: 'kg, t, L; ou uma embalagem, como saco.',
    },
    example: 'kg',
  },
  decisionRule: {
    type: 'decision-rule',
    headers: {
      en: ['Agreed decision rule', 'Decision rule'],
      'zh-Hans': ['合同约定的判定规则', '判定规则'],
      'zh-Hant': ['合約約定的判定規則', '合同約定的判定規則', '判定規則'],
      pt: ['Regra de decisão acordada', 'Regra de decisão'],
    },
    note: {
      en: 'Only if the contract agrees one: simple acceptance; guard band 1 U against false acceptance; conformance probability 0.95. A rule of law or of a scheme takes precedence.',
      'zh-Hans': '仅在合同有约定时填写：简单接受；保护带 1 U 防误收；合格概率 0.95。法律或认证方案规定的规则优先。',
      'zh-Hant': '僅在合約有約定時填寫：簡單接受；保護帶 1 U 防誤收；合格概率 0.95。法律或認證計劃訂明的規則優先。',
      pt: 'Só se o contrato a acordar: aceitação simples; banda de guarda 1 U contra falsa aceitação; probabilidade de conformidade 0.95. A regra da lei ou do esquema prevalece.',
    },
    example: '',
  },
} as const satisfies Record<string, Column>;

/** Columns of the table `route`. */
export const ROUTE_COLUMNS = {
  place: {
    type: 'place',
    required: true,
    headers: {
      en: ['Place', 'Market'],
      'zh-Hans': ['地区', '销售地', '市场'],
      'zh-Hant': ['地區', '銷售地', '市場'],
      pt: ['Local', 'Mercado'],
    },
    note: {
      en: 'A place where the lot is to be sold: CN-GD, HK, MO, or its name.',
      'zh-Hans': '销售地：CN-GD、HK、MO 或地名。',
      'zh-Hant': '銷售地：CN-GD、HK、MO 或地名。',
      pt: 'Um local de venda: CN-GD, HK, MO, ou o nome.',
    },
    example: 'HK',
  },
  importedOn: {
    type: 'day',
    headers: {
      en: ['Imported on', 'Import date'],
      'zh-Hans': ['进口日期'],
      'zh-Hant': ['進口日期'],
      pt: ['Data de importação'],
    },
    note: DAY_NOTE,
    example: '2026-11-02',
  },
  firstSuppliedOn: {
    type: 'day',
    headers: {
      en: ['First supplied on', 'First supply date'],
      'zh-Hans': ['首次供应日期'],
      'zh-Hant': ['首次供應日期'],
      pt: ['Data do primeiro fornecimento'],
    },
    note: DAY_NOTE,
    example: '2026-11-10',
  },
  soldOn: {
    type: 'day',
    headers: {
      en: ['Sold on', 'Sale date'],
      'zh-Hans': ['销售日期'],
      'zh-Hant': ['銷售日期'],
      pt: ['Data de venda'],
    },
    note: DAY_NOTE,
    example: '2026-11-22',
  },
} as const satisfies Record<string, Column>;

/** Columns of the table `actors`. */
export const ACTOR_COLUMNS = {
  role: {
    type: 'role',
    required: true,
    headers: { en: ['Role'], 'zh-Hans': ['角色', '身份'], 'zh-Hant': ['角色', '身份'], pt: ['Função', 'Papel'] },
    note: {
      en: 'producer, processor, exporter, importer, seller or presenter.',
      'zh-Hans': '生产者、加工者、出口商、进口商、销售者或提交者。',
      'zh-Hant': '生產者、加工者、出口商、進口商、銷售者或提交者。',
      pt: 'produtor, transformador, exportador, importador, vendedor ou apresentante.',
    },
    example: 'producer',
  },
  name: {
    type: 'text',
    required: true,
    headers: {
      en: ['Name', 'Company'],
      'zh-Hans': ['名称', '企业名称', '单位名称'],
      'zh-Hant': ['名稱', '企業名稱', '公司名稱'],
      pt: ['Nome', 'Empresa'],
    },
    note: {
      en: 'The registered name.',
      'zh-Hans': '登记的名称。',
      'zh-Hant': '登記的名稱。',
      pt: 'O nome registado.',
    },
    example: 'Demonstration Farm Ltd',
  },
  identifier: {
    type: 'registration',
    headers: {
      en: ['Identifier', 'Registration number', 'USCC'],
      'zh-Hans': ['统一社会信用代码', '登记号', '注册号'],
      'zh-Hant': ['統一社會信用代碼', '登記編號', '商業登記號碼'],
      pt: ['Identificador', 'Número de registo', 'NIPC'],
    },
    note: {
      en: 'Unified social credit code, LEI or business registration number.',
      'zh-Hans': '统一社会信用代码、LEI 或商业登记号。',
      'zh-Hant': '統一社會信用代碼、LEI 或商業登記號碼。',
      pt: 'Código de crédito social unificado, LEI ou registo comercial.',
    },
    example: '',
  },
  did: {
    type: 'did',
    headers: {
      en: ['DID'],
      'zh-Hans': ['去中心化标识'],
      'zh-Hant': ['去中心化識別碼'],
      pt: ['Identificador descentralizado'],
    },
    note: {
      en: 'Only if the party signs its papers electronically.',
      'zh-Hans': '仅在该方以电子方式签署文件时填写。',
      'zh-Hant': '僅在該方以電子方式簽署文件時填寫。',
      pt: 'Só se a parte assinar eletronicamente os seus documentos.',
    },
    example: '',
  },
  demonstration: {
    type: 'yes-or-no',
    headers: {
      en: ['Demonstration'],
      'zh-Hans': ['演示', '示例'],
      'zh-Hant': ['示範'],
      pt: ['Demonstração'],
    },
    note: {
      en: 'yes for an invented party.',
      'zh-Hans': '虚构的一方填"是"。',
      'zh-Hant': '虛構的一方填「是」。',
      pt: 'sim para uma parte inventada.',
    },
    example: 'yes',
  },
} as const satisfies Record<string, Column>;

/** Columns of the table `scope`: which requirements are asked about; without it, all that are loaded. */
export const SCOPE_COLUMNS = {
  title: {
    type: 'text',
    headers: { en: ['Title'], 'zh-Hans': ['标题'], 'zh-Hant': ['標題'], pt: ['Título'] },
    note: {
      en: 'A name for the set of requirements, once.',
      'zh-Hans': '这组要求的名称，只写一次。',
      'zh-Hant': '這組要求的名稱，只寫一次。',
      pt: 'Um nome para o conjunto de requisitos, uma só vez.',
    },
    example: '',
  },
  kind: {
    type: 'requirement-kind',
    headers: {
      en: ['Requirement kind', 'Kind'],
      'zh-Hans': ['要求类型', '类型'],
      'zh-Hant': ['要求類型', '類型'],
      pt: ['Tipo de requisito', 'Tipo'],
    },
    note: {
      en: 'limit, label, registration, licence, official certificate or record keeping.',
      'zh-Hans': '限量、标签、注册、许可、官方证书或记录保存。',
      'zh-Hant': '限量、標籤、註冊、許可、官方證書或紀錄保存。',
      pt: 'limite, rotulagem, registo, licença, certificado oficial ou conservação de registos.',
    },
    example: 'limit',
  },
  substance: {
    type: 'text',
    headers: {
      en: ['Substance'],
      'zh-Hans': ['物质', '项目'],
      'zh-Hant': ['物質', '項目'],
      pt: ['Substância'],
    },
    note: {
      en: 'Name in any language, or CAS number. One in each row.',
      'zh-Hans': '任何语言的名称或 CAS 号，每行一个。',
      'zh-Hant': '任何語言的名稱或 CAS 號，每行一個。',
      pt: 'Nome em qualquer língua, ou número CAS. Um por linha.',
    },
    example: 'Lead',
  },
} as const satisfies Record<string, Column>;

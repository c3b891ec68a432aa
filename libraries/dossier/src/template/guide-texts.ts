// SPDX-License-Identifier: Apache-2.0
import type { InLanguages } from '../tables/column.ts';

/** The sheet of explanations in a template. */
export const GUIDE: InLanguages<{
  readonly sheet: string;
  readonly intro: readonly string[];
  readonly headings: readonly [table: string, column: string, required: string, note: string, example: string];
}> = {
  en: {
    sheet: 'guide',
    intro: [
      'Fill in one sheet after the other. Product and lot have one row; the others as many as you need, or none.',
      'Type every number exactly as the report prints it. The cells are text, so that 0.10 stays 0.10.',
      'Put signed credentials and PDF files into the same folder. What you type here is your word; it proves nothing by itself.',
    ],
    headings: ['Sheet', 'Column', 'Required', 'What to write', 'Example'],
  },
  'zh-Hans': {
    sheet: '填写说明',
    intro: [
      '请逐表填写。"产品"和"批次"各填一行，其余各表按需填写，可以不填。',
      '数值请照报告原样填写。单元格为文本格式，0.10 不会变成 0.1。',
      '经签名的凭证和 PDF 文件放在同一文件夹。此处填写的内容仅为提交者的陈述，本身不能证明什么。',
    ],
    headings: ['工作表', '列', '必填', '填写内容', '示例'],
  },
  'zh-Hant': {
    sheet: '填寫說明',
    intro: [
      '請逐表填寫。「產品」和「批次」各填一行，其餘各表按需填寫，可以不填。',
      '數值請照報告原樣填寫。儲存格為文字格式，0.10 不會變成 0.1。',
      '經簽署的憑證和 PDF 檔案放在同一資料夾。此處填寫的內容僅為提交者的陳述，本身不能證明甚麼。',
    ],
    headings: ['工作表', '欄', '必填', '填寫內容', '例子'],
  },
  pt: {
    sheet: 'guia',
    intro: [
      'Preencha uma folha após a outra. Produto e lote têm uma linha; as outras, as que forem precisas, ou nenhuma.',
      'Escreva cada número exatamente como o relatório o imprime. As células são texto, para que 0.10 fique 0.10.',
      'Ponha as credenciais assinadas e os PDF na mesma pasta. O que escreve aqui é a sua palavra; por si só nada prova.',
    ],
    headings: ['Folha', 'Coluna', 'Obrigatório', 'O que escrever', 'Exemplo'],
  },
};

/** What the guide of the template for lists of instruments begins with. */
export const INSTRUMENT_INTRO: InLanguages<readonly string[]> = {
  en: [
    'One row for each instrument. What it is used for decides whether the law asks for verification: write one of the words listed.',
    'The tolerance is the largest error that your use allows. From it follows how good a calibration must be.',
    'The sheet "calibrations" is for earlier calibrations, if you know them: with the errors as they were found, the interval adapts.',
  ],
  'zh-Hans': [
    '每件器具填一行。用途决定法律是否要求检定：请填所列词语之一。',
    '允差是您的使用所允许的最大误差，由此得出校准所需的准确程度。',
    '已知的历次校准填入"校准记录"表：有了调整前误差，间隔会随之调整。',
  ],
  'zh-Hant': [
    '每件器具填一行。用途決定法律是否要求檢定：請填所列詞語之一。',
    '允差是您的使用所允許的最大誤差，由此得出校準所需的準確程度。',
    '已知的歷次校準填入「校準記錄」表：有了調整前誤差，間隔會隨之調整。',
  ],
  pt: [
    'Uma linha por instrumento. O uso decide se a lei exige verificação: escreva uma das palavras indicadas.',
    'A tolerância é o maior erro que o seu uso permite. Dela se deduz quão boa deve ser a calibração.',
    'A folha "calibrações" é para calibrações anteriores, se as conhece: com os erros encontrados, o intervalo adapta-se.',
  ],
};

/** What the guide of the template for quality tools begins with. */
export const QUALITY_INTRO: InLanguages<readonly string[]> = {
  en: [
    'Fill in one of the two sheets, or both. Nothing of it is kept: the answer is computed and sent back.',
    'Defects become a Pareto chart: which few causes make up most. Failure modes are ranked by severity × occurrence × detection.',
  ],
  'zh-Hans': [
    '填写其中一张表或两张。内容不会保存，只计算并返回结果。',
    '缺陷表生成帕累托图：哪少数原因占大多数。失效模式按严重度×频度×探测度排序。',
  ],
  'zh-Hant': [
    '填寫其中一張表或兩張。內容不會保存，只計算並傳回結果。',
    '缺陷表產生柏拉圖（帕累托圖）：哪少數原因佔大多數。失效模式按嚴重度×頻度×探測度排序。',
  ],
  pt: [
    'Preencha uma das duas folhas, ou ambas. Nada fica guardado: a resposta é calculada e devolvida.',
    'Os defeitos dão um diagrama de Pareto: que poucas causas fazem a maior parte. Os modos de falha ordenam-se por severidade × ocorrência × deteção.',
  ],
};

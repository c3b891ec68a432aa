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

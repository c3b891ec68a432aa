// SPDX-License-Identifier: Apache-2.0
import type { enStatement } from './en.ts';

/** The words of the page of one statement; not reviewed by a native speaker. */
export const zhHansStatement: Readonly<Record<keyof typeof enStatement, string>> = {
  'statement.back': '返回首页',
  'statement.loading': '正在查找……',
  'statement.validity': '有效期',
  'statement.from': '自 {from} 起',
  'statement.from-until': '自 {from} 至 {until}',
  'statement.digest': '正文摘要值',
  'statement.parties': '涉及的各方',
  'statement.role.issuer': '签发者',
  'statement.role.subject': '关于',
  'statement.role.laboratory': '实验室',
  'statement.history': '状态沿革',
  'statement.to-come': '（尚未到来）',
  'statement.history.none': '本节点没有登记簿记录这份声明的状态。下面的检查说明已知的情况。',
  'statement.proofs': '签名及其检查',
  'statement.suite': '签名种类',
  'statement.signed': '签名时间',
  'statement.raw': '声明原文',
  'statement.raw.lead': '与签发者签名时逐字节相同：签名就是对照它检查的。',
  'statement.download.json': '下载 JSON',
  'statement.download.jwt': '下载 vc+jwt',
  'statement.raw.show': '显示原文',
  'statement.untp': '导出为 UNTP 时会失去的内容',
  'statement.untp.lead': '签发者可以按 UNTP 0.7.0 的格式重新签名，供使用该格式的系统读取。该格式容纳不下以下内容。',
  'statement.untp.show': '显示会失去的内容',
  'statement.open': '在本节点的记录中查找',
  'statement.not-found': '本节点的记录中没有这份声明，或您无权查看。它可能在本节点据以判断的主管机构文件之中。',
};

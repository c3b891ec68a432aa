// SPDX-License-Identifier: Apache-2.0
import type { enSwitching } from './en.ts';

/** The words of the page of editions that were replaced; not reviewed by a native speaker. */
export const ptSwitching: Readonly<Record<keyof typeof enSwitching, string>> = {
  'nav.switching': 'Novas edições',
  'switching.title': 'Quem tem de mudar para a nova edição, e até quando',
  'switching.lead':
    'Quando uma especificação tem nova edição, os âmbitos e certificados que citam a antiga valem só até ao dia que a autoridade fixa. Vê-se o que é público neste nó.',
  'switching.edition': 'Edição antiga, número com ano',
  'switching.on': 'Em que dia (vazio: hoje)',
  'switching.ask': 'Mostrar',
  'switching.known': 'Edições substituídas, segundo os avisos em registo:',
  'switching.none-known':
    'Nenhum aviso em registo diz que uma edição foi substituída. Pode perguntar por uma pelo número.',
  'switching.nothing':
    'Nenhum aviso conhecido aqui em {on} põe outra edição no lugar de {edition}: ninguém tem de mudar.',
  'switching.successors': 'O que toma o lugar de {edition}',
  'switching.from': 'a partir de {from}',
  'switching.by': '{who}: até {by}',
  'switching.is-allowed': 'A edição antiga é permitida até {by}.',
  'switching.is-over': 'A edição antiga era permitida até {by}; pergunta-se por {on}.',
  'switching.lines': 'Linhas de âmbitos que citam a edição antiga ({count})',
  'switching.lines.none': 'Nenhuma linha de um âmbito público a cita.',
  'switching.standards': 'Padrões cujo certificado cita a edição antiga ({count})',
  'switching.standards.none': 'Nenhum certificado público de um padrão a cita.',
  'switching.column.body': 'Organismo',
  'switching.column.activity': 'Atividade',
  'switching.column.property': 'O que se mede',
  'switching.column.certificate': 'Certificado',
  'switching.column.state': 'Situação',
  'switching.column.standard': 'Padrão de medição',
  'switching.column.keeper': 'Detentor',
  'switching.column.until': 'Calibrado até',
  'switching.activity.testing': 'ensaio',
  'switching.activity.calibration': 'calibração',
  'switching.activity.inspection': 'inspeção',
  'switching.overdue': 'em atraso desde {by}',
  'switching.until': 'permitida até {by}',
};

// SPDX-License-Identifier: Apache-2.0
import type { enInstruments } from './en.ts';

/** The words of the page for a list of instruments; not reviewed by a native speaker. */
export const ptInstruments: Readonly<Record<keyof typeof enInstruments, string>> = {
  'nav.instruments': 'Instrumentos',
  'instruments.title': 'O que fazer com os seus instrumentos',
  'instruments.lead':
    'Liste em Excel os instrumentos de medição da sua empresa. De cada um fica a saber se a lei exige verificação, se é preciso calibrar, ou nada; de quanto em quanto tempo, quão bem, onde e até quando.',
  'instruments.template': 'Obter uma lista vazia (Excel)',
  'instruments.ratio': 'Incerteza da calibração em relação à tolerância',
  'instruments.drop': 'Largue aqui a sua lista',
  'instruments.hint': 'Um livro Excel (.xlsx). Nada fica guardado depois da resposta.',
  'instruments.choose': 'Escolher uma lista',
  'instruments.running': 'A ler {file} …',
  'instruments.plan': 'Plano em {day}',
  'instruments.summary': '{count} instrumento(s), dos quais {due} vencidos ou a vencer em 30 dias.',
  'instruments.demonstration': 'Alguns laboratórios são da demonstração: não existem.',
  'instruments.what': 'O que fazer',
  'instruments.due': 'Até',
  'instruments.often': 'De quanto em quanto tempo',
  'instruments.good': 'Incerteza máxima (k = 2)',
  'instruments.where': 'Onde',
  'instruments.why': 'Porquê',
  'instruments.take.workbook': 'Levar o plano como livro Excel',
  'instruments.take.calendar': 'Levar as datas como calendário',
  'instruments.once': 'Uma resposta sem guardar nada',
  'instruments.kept': 'Guardar aqui a lista da sua organização, com avisos',
  'instruments.kept.lead':
    'Inicie sessão e entregue a lista uma vez: fica guardada, as suas datas são vigiadas, e 30 dias antes há aqui um aviso. Só a sua organização a vê.',
  'instruments.kept.none':
    'Ainda não há lista guardada. Quem guarda os instrumentos entrega uma; a lista vazia acima é um começo.',
  'instruments.kept.drop': 'Largue aqui a lista a guardar',
  'instruments.kept.hint':
    'Um livro Excel (.xlsx), até 500 instrumentos. Toma o lugar da lista anterior; com um erro em qualquer célula, nada muda.',
  'instruments.kept.running': 'A entregar {file} …',
  'instruments.kept.on': 'Guardada desde {day}; incerteza no máximo {ratio} da tolerância.',
  'instruments.reminders': 'Avisos ({count})',
  'instruments.reminders.none': 'Nada vence em 30 dias.',
  'instruments.reminders.to-come':
    'O relógio ainda não olhou: {due} da lista abaixo estão vencidos ou a vencer, e os avisos vêm quando olhar.',
  'instruments.reminder.due-soon': 'vence em breve',
  'instruments.reminder.overdue': 'vencido',
  'instruments.reminder.line': '{instrument}: {action}, vence em {day}',
  'instruments.take.csv': 'Levar o plano como CSV',
  'upkeep.verification': 'verificação legal',
  'upkeep.calibration': 'calibração',
  'instruments.instrument': 'Instrumento',
  'instruments.type': 'Tipo',
  'instruments.use': 'Usado para',
  'instruments.state': 'Estado',
};

// SPDX-License-Identifier: Apache-2.0
import type { enStandardChanges } from './en.ts';

/** The words of decisions about measurement standards in Portuguese; not reviewed by a native speaker. */
export const ptStandardChanges: Readonly<Record<keyof typeof enStandardChanges, string>> = {
  'standards.standing': 'O que a sua autoridade atestou, tal como está hoje',
  'standards.standing.none': 'Hoje a sua autoridade não atesta nenhum padrão de medição.',
  'standards.change': 'Suspender, repor ou retirar',
  'standards.change.act': 'O que lhe deve acontecer',
  'standards.change.suspend': 'suspender',
  'standards.change.restore': 'repor',
  'standards.change.withdraw': 'retirar de vez',
  'standards.change.cancel': 'anular uma alteração planeada',
  'standards.change.planned': 'Alteração planeada',
  'standards.change.from': 'A partir de (vazio: com a decisão)',
  'standards.change.reason': 'Fundamento, que todos podem ler',
  'standards.change.send': 'Propor',
  'standards.change.none': 'Foi retirado de vez: já nada lhe pode acontecer.',
  'standards.change.now': 'Está hoje',
  'standards.change.becomes': 'Passa a',
  'standards.change.cancels': 'Não se realiza',
  'standards.change.at-once': 'com a decisão',
  'standards.signs.change': 'Decide, pela autoridade de metrologia, que o estado muda tal como consta aqui.',
  'standards.signs.cancel':
    'Decide, pela autoridade de metrologia, que esta alteração planeada, e o que nela se planeou, não se realiza.',
  'standards.rests':
    '{count} certificado(s) que pode ler assentam nele. O que se fez enquanto valia fica como foi feito; nada de novo pode assentar nele.',
  'standards.rests.more': 'Só se mostram os mais recentes.',
  'standards.raise': 'Se foi encontrado desviado: levantar uma dúvida sobre o que com ele se fez',
};

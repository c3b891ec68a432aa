// SPDX-License-Identifier: Apache-2.0
import type { enImpact } from './en.ts';

/** The same in Portuguese. */
export const ptImpact: Readonly<Record<keyof typeof enImpact, string>> = {
  // signing in
  'session.in': 'Iniciar sessão',
  'session.out': 'Terminar sessão',
  'session.lead': 'Só são mostrados os documentos da sua organização.',
  'session.login': 'Utilizador',
  'session.password': 'Palavra-passe',
  'session.as': 'Sessão de {name}, {party}',
  'problem.NOT_PERMITTED':
    'As suas funções não permitem esta ação: fale com quem gere as contas da sua organização ou entre com outra conta.',
  // impact
  'nav.impact': 'Impacto',
  'impact.title': 'O que assenta numa referência encontrada fora',
  'impact.lead':
    'Um padrão foi encontrado fora da tolerância: tudo o que com ele se fez desde a última vez em que estava bom está em dúvida. Vê os seus próprios documentos e que decisões se invertem.',
  'impact.notices': 'Avisos à sua organização',
  'impact.none': 'Nenhuma referência em que os seus documentos assentam foi encontrada fora.',
  'impact.line': '{count} documento(s) seu(s) em dúvida; responder até {replyBy}',
  'impact.state.open': 'aberto',
  'impact.state.replied': 'respondido',
  'impact.state.overdue': 'em atraso',
  'impact.state.closed': 'encerrado',
  'impact.doubt': '{standard} foi encontrado fora',
  'impact.period': 'Em dúvida',
  'impact.reason': 'Razão',
  'impact.raised-by': 'Levantado por',
  'impact.reply-by': 'Responder até',
  'impact.tree': 'A árvore da dúvida',
  'impact.tree.hint':
    'Da referência até aos seus próprios documentos. O que é de outros e não é público mostra-se só pelo tipo.',
  'impact.hits': 'Os seus documentos em dúvida ({count})',
  'impact.more': 'Há mais: {more} não estão na lista, ou a busca chegou a um limite.',
  'impact.not-shown': 'de outrem, não mostrado',
  'impact.used': 'usado',
  'impact.used-on': 'usado {on}',
  'impact.since': 'em dúvida desde {since}',
  'impact.unanswered': 'ainda sem resposta',
  'impact.answer.reviewed': 'revisto:',
  'impact.answer.not-affected': 'não afetado:',
  'impact.answer.recalled': 'recolhido:',
  'impact.verdict.flips': 'inverte-se',
  'impact.verdict.stands': 'mantém-se',
  'impact.verdict.cannot-tell': 'não se sabe',
  'impact.outcome.conforms': 'conforme',
  'impact.outcome.does-not-conform': 'não conforme',
  'impact.outcome.inconclusive': 'inconclusivo',
  'impact.corrected': 'reportado {reported}, corrigido {corrected}',
  'impact.kind.reference': 'padrão de referência',
  'impact.kind.calibration': 'instrumento calibrado',
  'impact.kind.reference-material': 'material de referência',
  'impact.kind.verification': 'instrumento verificado',
  'impact.kind.report': 'relatório de ensaio',
  'impact.kind.certificate': 'certificado',
  'impact.kind.measure': 'medida',
  'impact.kind.lot': 'lote',
  'impact.kind.instrument': 'instrumento da sua lista',
  'impact.ground-lost.as-found':
    'O certificado que mostra a referência desviada está {status}, por {by}, desde {from}. O que está em dúvida continua em dúvida até o caso terminar.',
  'impact.ground-lost.last-good':
    'O certificado da última calibração boa está {status}, por {by}, desde {from}. O que está em dúvida continua em dúvida até o caso terminar.',
  'impact.ground-lost.status.revoked': 'revogado',
  'impact.ground-lost.status.withdrawn': 'retirado',
  'impact.ground-lost.status.suspended': 'suspenso',
  'impact.ground-lost.status.replaced': 'substituído',
  'impact.renewed':
    'O caso continua com outra constatação: o que assenta na referência foi procurado de novo, e as respostas à primeira deixam de contar, exceto as recolhas.',
  'impact.ended.dealt-with': 'O caso está fechado. O que não respondeu continua em dúvida e ainda pode ser respondido.',
  'impact.ended.ground-lost': 'O caso está fechado porque a constatação foi retirada: já nada está em dúvida por ela.',
};

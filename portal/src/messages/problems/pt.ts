// SPDX-License-Identifier: Apache-2.0
import type { enProblems } from './en.ts';

/** The words for a request that ended without an answer, in Portuguese; not reviewed by a native speaker. */
export const ptProblems: Readonly<Record<keyof typeof enProblems, string>> = {
  'session.ended': 'A sua sessão terminou. O que escreveu continua aqui e não foi enviado.',
  'session.again': 'Inicie sessão de novo como {name}; depois é enviado.',
  'session.other': '{other} é outra conta. O que foi escrito como {name} só {name} o envia.',
  'session.leave': 'Abandonar o que foi escrito e iniciar sessão com outra conta',
  'problem.in-full': 'A resposta completa, em inglês:',
  'problem.BAD_REQUEST': 'O servidor não consegue ler este pedido.',
  'problem.BAD_INPUT': 'Há campos a corrigir; cada um está indicado abaixo.',
  'problem.BAD_JSON': 'O que foi enviado não é JSON que o servidor possa ler.',
  'problem.BAD_IDENTIFIER': 'Um número, um nome ou uma data não está escrito como deve ser.',
  'problem.BAD_STATEMENT': 'O documento não tem a forma que o seu tipo exige.',
  'problem.BAD_CREDENTIAL': 'Este documento assinado não se consegue ler.',
  'problem.NOT_VERIFIED': 'A assinatura do documento não é válida.',
  'problem.BAD_QUANTITY': 'Um valor, uma unidade ou uma regra de decisão não pode ser usado como está.',
  'problem.BAD_REQUIREMENT': 'Um alimento, uma substância ou um requisito não é conhecido aqui.',
  'problem.BAD_DOSSIER': 'O que foi entregue não pode ser usado como está; as razões estão abaixo.',
  'problem.BAD_CURSOR': 'Este lugar da lista já não existe. Abra a lista de novo.',
  'problem.BAD_CUT': 'O momento sobre o qual se pergunta não está escrito como deve ser.',
  'problem.UNKNOWN_CUT': 'Este nó ainda não chegou a esse momento. Pergunte por um anterior.',
  'problem.IDEMPOTENCY_KEY_MISSING': 'A página não marcou este ato. Carregue a página de novo.',
  'problem.NOT_SIGNED_IN': 'Inicie sessão primeiro: isto é para os membros de uma organização.',
  'problem.BAD_LOGIN': 'O utilizador ou a palavra-passe está errado.',
  'problem.CROSS_SITE':
    'Uma página de outro sítio não pode agir aqui em seu nome. Abra esta página no seu próprio endereço.',
  'problem.REAUTHENTICATION_FAILED': 'A palavra-passe não é a da conta com sessão iniciada; nada foi assinado.',
  'problem.NOT_FOUND': 'Não há tal coisa aqui, ou nenhuma que possa ver.',
  'problem.NOT_PROMISED': 'Está aceite e registado. O registo público ainda não o prometeu. Pergunte mais tarde.',
  'problem.NOT_PUBLISHED': 'Está prometido e ainda não está no registo público. Pergunte mais tarde.',
  'problem.METHOD_NOT_ALLOWED':
    'O servidor não faz isto neste endereço. A página e o servidor podem ser de versões diferentes.',
  'problem.NOT_ACCEPTABLE': 'Não se pode obter neste formato.',
  'problem.REFUSED': 'As regras não o permitem agora.',
  'problem.IDENTITY_CONFLICT': 'Outro documento está registado com o mesmo número.',
  'problem.IDEMPOTENCY_IN_PROGRESS':
    'O mesmo está a ser registado neste momento. Espere um pouco e veja se já lá está.',
  'problem.ERASED': 'Foi apagado.',
  'problem.TOO_LARGE': 'É mais do que se pode receber de uma vez. Entregue em partes mais pequenas.',
  'problem.BAD_MEDIA_TYPE': 'Este tipo de ficheiro não se lê aqui.',
  'problem.MISDIRECTED': 'Este servidor não responde com esse nome. Use o endereço com que está publicado.',
  'problem.IDEMPOTENCY_CONFLICT': 'A marca deste ato foi usada noutro. Carregue a página de novo.',
  'problem.TOO_MANY_REQUESTS': 'Demasiados pedidos em pouco tempo. Espere um minuto e tente de novo.',
  'problem.INTERNAL': 'O servidor falhou. Ficou anotado; tentar de novo pode ajudar.',
  'problem.UNAVAILABLE':
    'O servidor não pode responder neste momento: está ocupado ou ainda não está pronto. Tente daqui a pouco.',
};

// SPDX-License-Identifier: Apache-2.0
import type { enStatement } from './en.ts';

/** The words of the page of one statement; not reviewed by a native speaker. */
export const ptStatement: Readonly<Record<keyof typeof enStatement, string>> = {
  'statement.back': 'Voltar à primeira página',
  'statement.loading': 'A procurar …',
  'statement.validity': 'Validade',
  'statement.from': 'desde {from}',
  'statement.from-until': 'de {from} até {until}',
  'statement.digest': 'Resumo criptográfico do corpo',
  'statement.parties': 'Quem é nomeado',
  'statement.role.issuer': 'emissor',
  'statement.role.subject': 'sobre',
  'statement.role.laboratory': 'laboratório',
  'statement.history': 'Estado ao longo do tempo',
  'statement.to-come': '(por vir)',
  'statement.history.none':
    'Nenhum registo deste nó guarda o estado desta declaração. As verificações abaixo dizem o que se sabe dela.',
  'statement.proofs': 'Assinaturas e suas verificações',
  'statement.suite': 'Tipo de assinatura',
  'statement.signed': 'Assinada em',
  'statement.raw': 'A própria declaração',
  'statement.raw.lead': 'Tal como o emissor a assinou, byte a byte: é contra isto que a assinatura foi verificada.',
  'statement.download.json': 'Descarregar como JSON',
  'statement.download.jwt': 'Descarregar como vc+jwt',
  'statement.raw.show': 'Mostrar o texto',
  'statement.untp': 'O que uma exportação UNTP perderia',
  'statement.untp.lead':
    'O emissor pode assiná-la de novo na forma UNTP 0.7.0, para sistemas que a leem. Essa forma não tem lugar para o seguinte.',
  'statement.untp.show': 'Mostrar o que se perderia',
  'statement.open': 'Procurar no registo deste nó',
  'statement.not-found':
    'Não está no registo deste nó, ou não lhe é permitido vê-la. Pode estar entre os ficheiros de autoridades com que este nó julga.',
};

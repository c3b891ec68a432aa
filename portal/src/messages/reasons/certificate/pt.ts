// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptCertificateReasons: ReasonCatalog = {
  BAD_DCC: 'Não é um certificado de calibração digital',
  UNSIGNED: 'Ninguém o assinou',
  NO_SCHEMA: 'O esquema desta versão não está à mão',
  NOT_VALID: 'Não é válido segundo o seu esquema',
  NO_RULES: 'Não foram dadas regras Schematron',
  RULE_BROKEN: 'Viola uma regra',
  DIGEST_DIFFERS: 'Foi alterado depois de assinado',
  TRANSFORM_REFUSED: 'A assinatura escolhe o que assina de um modo que aqui não se calcula',
  UNKNOWN_ALGORITHM: 'O algoritmo ou a chave não é dos que aqui se verificam',
  WEAK_ALGORITHM: 'O algoritmo pode ser forjado e não prova nada',
  CANONICAL_LIMIT: 'A sua forma canónica é mais longa do que a de qualquer certificado, e não se calculou',
  NO_CERTIFICATE: 'Não veio nenhum certificado que se possa ler',
  CERTIFICATE_NOT_NAMED: 'A assinatura não diz com que certificado foi feita',
  CERTIFICATE_DIFFERS: 'O certificado que veio não é aquele que a assinatura nomeia',
  SIGNATURE_MISPLACED: 'A assinatura não está no fim do certificado, onde deve estar',
  DOCUMENT_NOT_SIGNED: 'A assinatura não abrange o certificado inteiro',
  BAD_TIME_STAMP: 'O carimbo do tempo não é válido; a assinatura é apreciada sem ele',
  TIME_STAMP_OF_SOMETHING_ELSE: 'O carimbo do tempo é de outra assinatura; a assinatura é apreciada sem ele',
  TIME_STAMP_NOT_TRUSTED: 'Aqui não se confia em quem emitiu o carimbo do tempo',
  NO_ROOTS: 'Aqui não se confia em nenhuma raiz',
  NO_PATH_TO_ROOT: 'Nenhuma raiz de confiança responde pelo signatário',
  CERTIFICATE_NOT_VALID_AT: 'O certificado do signatário não era válido no momento em causa',
  NO_TIME_STAMP: 'Ninguém atesta quando foi assinado',
  REVOCATION_NOT_LOOKED_UP: 'Não foi consultada nenhuma lista de revogação',
};

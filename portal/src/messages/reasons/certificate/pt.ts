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
  NO_ROOTS: 'Aqui não se confia em nenhuma raiz',
  NO_PATH_TO_ROOT: 'Nenhuma raiz de confiança responde pelo signatário',
  CERTIFICATE_NOT_VALID_AT: 'O certificado do signatário não era válido no momento em causa',
  NO_TIME_STAMP: 'Ninguém atesta quando foi assinado',
  REVOCATION_NOT_LOOKED_UP: 'Não foi consultada nenhuma lista de revogação',
};

// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: requests and documents that are handed in; not reviewed by a native speaker. */
export const ptHttpRefusals: RefusalCatalog = {
  NOT_KNOWN_YET: 'O documento é posterior ao momento sobre o qual se pergunta.',
  KIND_NOT_TAKEN: 'Este nó não recebe este tipo de documento assinado noutro lugar.',
  NAMED_OTHERWISE: 'O documento dá outro nome a quem o emitiu.',
  NOTHING_TO_CHANGE: 'Não há aqui documento registado que se possa alterar.',
  NOT_IN_FORCE: 'Não está em vigor.',
  NO_COUNTERPART: 'Este tipo de documento não tem forma correspondente de certificado de calibração.',
  TWO_PERSONS: 'Este tipo de documento espera por uma segunda pessoa; entregue-o sozinho.',
  invalid_type: 'Falta, ou é de outro tipo.',
  too_big: 'É demasiado grande ou comprido.',
  too_small: 'É demasiado pequeno ou curto, ou falta.',
  invalid_format: 'Não está escrito na forma pedida.',
  not_multiple_of: 'Não é múltiplo do que se pede.',
  unrecognized_keys: 'Não há tal campo.',
  invalid_union: 'Não é nenhuma das formas aceites.',
  invalid_key: 'O nome não é como se pede.',
  invalid_element: 'Um dos elementos não é como se pede.',
  invalid_value: 'Não é um dos valores possíveis.',
  custom: 'Não é como se pede.',
};

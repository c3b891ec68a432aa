// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: following logs and witnesses; not reviewed by a native speaker. */
export const ptFollowingRefusals: RefusalCatalog = {
  BAD_ADDRESS: 'O endereço tem de ser https, sem utilizador, consulta nem fragmento.',
  ALREADY_CHOSEN: 'Isso já é seguido ou pedido.',
  BAD_KEY: 'Isto não é uma chave de verificação.',
  KEY_OF_OTHER_TYPE: 'A chave é de um tipo que não serve para isto.',
  OWN_KEY: 'É um registo ou um coassinante deste mesmo nó.',
  ORIGIN_DIFFERS: 'O nome não é o da chave.',
  BAD_POLICY: 'A política não se consegue ler, ou não nomeia este registo com esta chave.',
  BAD_LOG_NAME:
    'O nome não se consegue ler como aquilo que é: é demasiado longo, ou tem carateres que não se veem ou que não pertencem a um endereço.',
  LOOKS_ALIKE: 'O nome pode ser tomado pelo de outro registo ou coassinante que já se conhece aqui.',
};

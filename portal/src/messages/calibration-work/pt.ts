// SPDX-License-Identifier: Apache-2.0
import type { enCalibrationWork } from './en.ts';

/** The words of records of the work of calibrations in Portuguese; not reviewed by a native speaker. */
export const ptCalibrationWork: Readonly<Record<keyof typeof enCalibrationWork, string>> = {
  'calibration-work.title': 'Trabalho de calibração',
  'calibration-work.lead':
    'Quem calibra regista os seus próprios passos quando os faz. Um certificado proposto depois assenta nestes registos, cada um de quem o escreveu.',
  'calibration-work.write': 'Registar o que fez',
  'calibration-work.send': 'Registar',
  'calibration-work.thing': 'O que é calibrado, com o nome que terá no certificado',
  'calibration-work.manufacturer': 'Fabricante',
  'calibration-work.model': 'Modelo',
  'calibration-work.serial': 'Número de série (com fabricante e modelo)',
  'calibration-work.points': 'Pontos a que se refere, como «mass at 100 g; mass at 50 g» (vazio: todos)',
  'calibration-work.add': 'Acrescentar um passo',
  'calibration-work.none': 'Ninguém do seu laboratório registou ainda trabalho.',
  'calibration-work.by': 'Registado por {person}, {at}',
  'calibration-work.taken-back': 'Quem o escreveu retirou-o.',
  'calibration-work.used.proposed': 'Indicado pelo certificado {number}, que está proposto.',
  'calibration-work.used.signed': 'O certificado {number} assenta nele.',
  'calibration-work.used.revoked': 'O certificado {number}, que foi revogado, assentava nele.',
  'calibration-work.take-back': 'Retirar este registo',
  'calibration-work.reason': 'Porquê',
  'calibration-work.find': 'Procurar o que foi registado deste objeto',
  'calibration-work.rests': 'Assenta neste trabalho de {person}',
  'calibration-work.nothing': 'Não há registo de um objeto com este nome que um certificado ainda possa indicar.',
  'calibration-work.own': 'Eu medi, e indico aqui um passo',
};

import { generatorKinds } from '../../../../src/shared/vocabulary.ts';
import { technologiesText as text } from '../../../messages/en/producer-license-technologies.ts';

/** What makes the text of a license, in words; a template with its text. */
export function generatorWords(generator: unknown): string {
  if (typeof generator !== 'object' || generator === null || !('kind' in generator)) return text.generator_builtIn;
  const kind = generatorKinds.find((known) => known === generator.kind);
  if (kind === undefined) return '';
  const template = 'template' in generator ? `: ${String(generator.template)}` : '';
  return `${text[`generator_${kind}`]}${template}`;
}

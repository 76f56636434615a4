// Letters that are no letter with an accent, as people without them on the keyboard type them; the same as in SQL (search_fold).
const letters: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ŧ: 't',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
};

/** A text without regard to case and accents, as it is searched: "Łódź" and "lodz" are one. */
export function foldText(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '');
  return plain.replaceAll(/[łđðøħıĸŋŧςßæœþ]/g, (letter) => letters[letter] ?? letter);
}

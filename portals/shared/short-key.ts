// As Licet makes them: capital letters and digits in groups. What people have named is told whole.
const generated = /^[0-9A-Z-]+$/;
const wholeMax = 18;

/** The two ends of an ID that is too long for a column; shorter ones, and names that people gave, stay whole. */
export function shortKey(key: string): string {
  return key.length > wholeMax && generated.test(key) ? `${key.slice(0, 9)}…${key.slice(-6)}` : key;
}

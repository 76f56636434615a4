/** Prints a value as JSON on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints lines of people's text on standard output. */
export function printLines(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Prints rows as aligned columns. */
export function printTable(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => [...(row[column] ?? '')].length)));
  printLines(
    ...all.map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length))
        .join('  ')
        .trimEnd(),
    ),
  );
}

/**
 * Prints one JSON object whose last field is a list that comes in pages, so that a list of any length needs no memory.
 */
export async function printJsonWithList(
  head: object,
  listName: string,
  pages: AsyncIterable<readonly unknown[]>,
): Promise<void> {
  const opening = JSON.stringify(head, null, 2).replace(/\n?\}$/, '');
  process.stdout.write(`${opening}${Object.keys(head).length > 0 ? ',' : ''}\n  ${JSON.stringify(listName)}: [`);
  let first = true;
  for await (const page of pages)
    for (const item of page) {
      const text = JSON.stringify(item, null, 2).replaceAll('\n', '\n    ');
      if (!process.stdout.write(`${first ? '' : ','}\n    ${text}`))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
      first = false;
    }
  process.stdout.write(`${first ? '' : '\n  '}]\n}\n`);
}

const barWidth = 28;

/** A progress bar on standard error, where that is a terminal; nothing elsewhere. */
export function progressBar(label: string): {
  readonly show: (done: number, total: number | null) => void;
  readonly end: () => void;
} {
  const { stderr } = process;
  if (!stderr.isTTY) return { show: () => undefined, end: () => undefined };
  return {
    show: (done, total) => {
      const share = total === null || total === 0 ? 0 : Math.min(1, done / total);
      const filled = Math.round(share * barWidth);
      const percent = total === null ? '' : ` ${Math.floor(share * 100)} %`;
      stderr.write(`\r${label} [${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}]${percent} `);
    },
    end: () => void stderr.write('\r\u001b[K'),
  };
}

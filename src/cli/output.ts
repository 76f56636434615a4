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
 * Prints one JSON object with a list that comes in pages, so that a list of any length needs no memory. Behind the list come the
 * fields of the tail, which is made of what the pages come to.
 */
export async function printJsonWithList<End = void>(
  head: object,
  listName: string,
  pages: AsyncGenerator<readonly unknown[], End>,
  tail: (end: End) => object = () => ({}),
): Promise<void> {
  const opening = JSON.stringify(head, null, 2).replace(/\n?\}$/, '');
  process.stdout.write(`${opening}${Object.keys(head).length > 0 ? ',' : ''}\n  ${JSON.stringify(listName)}: [`);
  let first = true;
  let page = await pages.next();
  for (; page.done !== true; page = await pages.next())
    for (const item of page.value) {
      const text = JSON.stringify(item, null, 2).replaceAll('\n', '\n    ');
      if (!process.stdout.write(`${first ? '' : ','}\n    ${text}`))
        await new Promise((resolve) => process.stdout.once('drain', resolve));
      first = false;
    }
  const closing = JSON.stringify(tail(page.value), null, 2)
    .replace(/^\{\n?/, '')
    .replace(/\n?\}$/, '');
  process.stdout.write(`${first ? '' : '\n  '}]${closing === '' ? '' : `,\n${closing}`}\n}\n`);
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

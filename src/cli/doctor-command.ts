import { examine } from '../server-doctor.ts';
import { withLicet } from './command.ts';
import { printJson, printLines } from './output.ts';

const marks = { good: 'ok  ', attention: 'look', wrong: 'BAD ' } as const;

/** `licet doctor`: what works, what wants attention, what is wrong. Exit status 1 where something is wrong. */
export async function doctor(options: { readonly json?: boolean }): Promise<void> {
  await withLicet(async ({ app }) => {
    const findings = await examine(app);
    if (findings.some((finding) => finding.result === 'wrong')) process.exitCode = 1;
    if (options.json === true) printJson({ findings });
    else printLines(...findings.map((finding) => `${marks[finding.result]}  ${finding.check}: ${finding.message}`));
  });
}

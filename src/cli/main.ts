#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { ConfigurationError } from '../platform/config.ts';
import { version } from '../platform/version.ts';
import { explain, explainAsJson, UsageError, withLicet } from './command.ts';
import { loadDemoCommand } from './demo-command.ts';
import { doctor } from './doctor-command.ts';
import { importFile } from './import-command.ts';
import { jobList, jobPreview, jobRun } from './job-commands.ts';
import { printJson, printLines } from './output.ts';
import { apiKeyCreate, apiKeyList, apiKeyRevoke, userCreate, userList } from './people-commands.ts';
import { serve, work } from './serve-command.ts';

const json = ['--json', 'print the JSON that REST answers for the same'] as const;
const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function program(): Command {
  const licet = new Command('licet')
    .description('Software entitlements and their life cycle.')
    .version(version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });
  licet
    .command('serve')
    .description('serve REST and work on jobs, imports and mail')
    .option('--no-workers', 'only serve; leave the work to "licet work"')
    .action((options: { workers: boolean }) => serve(options));
  licet.command('work').description('work on jobs, imports and mail, without serving').action(work);
  licet
    .command('migrate')
    .description('bring the schema of the database up to this release')
    .option(...json)
    .action(migrate);
  licet
    .command('demo')
    .description('load the demo producer into an empty database')
    .option(...json)
    .action(loadDemoCommand);
  licet
    .command('doctor')
    .description('say what works, what wants attention and what is wrong')
    .option(...json)
    .action(doctor);
  licet
    .command('import <file>')
    .description('import an NDJSON file ("-" for standard input)')
    .option('--dry-run', 'report what would happen, keep nothing')
    .addOption(
      new Option('--on-error <what>', 'continue with the other records, or stop and keep nothing')
        .choices(['continue', 'stop'])
        .default('continue'),
    )
    .addOption(
      new Option('--on-duplicate <what>', 'what to do with records that exist')
        .choices(['update', 'skip', 'fail'])
        .default('update'),
    )
    .option(...json)
    .action(importFile);
  addJobCommands(licet);
  addPeopleCommands(licet);
  return licet;
}

function addJobCommands(licet: Command): void {
  const job = licet.command('job').description('jobs: list, preview, run');
  job
    .command('list')
    .description('every job with its status and last run')
    .option(...json)
    .action(jobList);
  job
    .command('preview <key>')
    .description('what a run would do; nothing is written')
    .option('--as-of <day>', 'as if it were this day, YYYY-MM-DD')
    .option(...json)
    .action(jobPreview);
  job
    .command('run <key>')
    .description('run a job now and wait for its end')
    .option(...json)
    .action(jobRun);
}

function addPeopleCommands(licet: Command): void {
  const apiKey = licet.command('api-key').description('API keys: create, list, revoke');
  apiKey
    .command('create')
    .description('make an API key; it is shown only once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--role <role>', 'a producer role; may be repeated', collect)
    .option('--expires <instant>', 'its end, such as 2027-01-01T00:00:00Z')
    .option(...json)
    .action(apiKeyCreate);
  apiKey
    .command('list')
    .description('every API key, without its secret')
    .option(...json)
    .action(apiKeyList);
  apiKey.command('revoke <id>').description('make an API key useless at once').action(apiKeyRevoke);
  const user = licet.command('user').description('users: create, list');
  user
    .command('create')
    .description('make a user')
    .requiredOption('--email <address>', 'email address, also the user name')
    .requiredOption('--first-name <name>', 'first name')
    .requiredOption('--last-name <name>', 'last name')
    .option('--account <accountId>', 'the account that the user belongs to')
    .option('--role <role>', 'a role in that account; may be repeated', collect, [])
    .option('--locale <locale>', 'language and customs, such as de or en-GB')
    .option('--reminders', 'takes renewal reminders')
    .option(...json)
    .action(userCreate);
  user
    .command('list')
    .description('users')
    .option('--account <accountId>', 'only those of one account')
    .option(...json)
    .action(userList);
}

async function migrate(options: { readonly json?: boolean }): Promise<void> {
  const applied = await withLicet(async (licet) => licet.applied, { migrate: true });
  if (options.json === true) printJson({ applied });
  else printLines(applied.length === 0 ? 'The schema is current.' : `Applied ${applied.join(', ')}.`);
}

// Whoever reads our output may stop reading, as `head` does; that is no fault.
process.stdout.on('error', (error: Error & { readonly code?: string }) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
  throw error;
});

try {
  await program().parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    process.exitCode = error instanceof UsageError || error instanceof ConfigurationError ? 2 : 1;
    if (process.argv.includes('--json')) printJson(explainAsJson(error));
    process.stderr.write(`${explain(error)}\n`);
  }
}

import { openEmbeddedPostgres } from '../src/platform/embedded-postgres.ts';

// Starts the embedded PostgreSQL of a folder and nothing else, until its standard input ends.
const postgres = await openEmbeddedPostgres({ dataFolder: process.argv[2] ?? '' });
process.stdout.write('ready\n');
process.stdin.resume();
process.stdin.on('end', () => void postgres.release());

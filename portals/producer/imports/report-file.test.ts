import { expect, test } from 'vitest';
import { reportAsCsv } from './report-file.ts';

test('a report as CSV quotes what must be quoted, and no cell is taken for a formula', () => {
  const row = {
    line: 3,
    entity: 'account',
    key: '=1+1',
    pointer: null,
    code: 'wrong_value',
    message: 'It is "A", or\nB.',
  };
  expect(reportAsCsv([row])).toBe(
    'line,entity,key,pointer,code,message\r\n3,account,\'=1+1,,wrong_value,"It is ""A"", or\nB."\r\n',
  );
});

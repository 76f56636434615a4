import { plural } from '../plural.ts';

/** What the pages about emails and their templates say. */
export const emailsText = {
  title: 'Emails',
  list: 'Messages of the outbox',
  waitsTitle: 'There is no mail server.',
  waitsText:
    'Messages stay here, where you read them as their receivers would. They go out once the server knows a mail server (LICET_SMTP_URL).',
  emptyTitle: 'No email has been made yet',
  emptyText:
    'Reminders, requests and invitations are kept here from the moment they are decided, with what became of each. Without a mail server they stay here to be read, and nobody gets them.',
  emptyNext: 'See which jobs write emails',
  status: 'Status',
  statuses: { queued: 'Waiting', sent: 'Sent', failed: 'Failed', suppressed: 'Not sent' },
  type: 'Type',
  to: 'To',
  account: 'Account',
  accountFilter: 'Account ID',
  subject: 'Subject',
  made: 'Made',
  createdFrom: 'Made from',
  allReminders: 'All reminders',
  run: 'Run',
  runFilter: 'Run ID',
  runNumber: (runId: string) => `Run ${runId}`,
  user: 'User',
  find: 'Address or subject',
  noSubject: 'cannot be rendered',
  message: 'Message',
  closePane: 'Close the message',
  delivery: 'Delivery',
  unreadable: 'The template and the data of this message do not fit together, so it cannot be shown.',
  sentAt: (instant: string, attempts: number) =>
    attempts > 1 ? `Sent on ${instant}, after ${attempts} attempts.` : `Sent on ${instant}.`,
  waitsForServer: 'It waits here: there is no mail server.',
  waitsToBeSent: 'It is sent as soon as the mail server takes it.',
  triedInVain: (attempts: number, next: string | null) =>
    `${plural('en', attempts, { one: 'One attempt failed', other: `${attempts} attempts failed` })}; ${
      next === null ? 'it is due again.' : `the next is on ${next}.`
    }`,
  givenUp: (attempts: number) =>
    plural('en', attempts, {
      one: 'Given up after one attempt.',
      other: `Given up after ${attempts} attempts.`,
    }),
  suppressed: 'It was not sent, because its address was refused for good before.',
  lastError: (error: string) => `The last answer was: ${error}`,
  resend: 'Send again',
  resendTitle: (to: string) => `Send again to ${to}`,
  resendCopy: 'A new message with the same content is made and sent. This one stays as it is.',
  resendSame: 'This message is due now. It is tried again as if it were new.',
  resendForgives: 'Its address gets automatic messages again, if it had been refused before.',
  noMailServer: {
    code: 'no_mail_server',
    message: 'There is no mail server, so nothing can be sent.',
    remedy: 'Set LICET_SMTP_URL and start the server again; what waits here then goes out by itself.',
  },
  notTriedYet: {
    code: 'not_tried_yet',
    message: 'It has not been tried yet.',
    remedy: 'It is sent by itself as soon as the mail server takes it.',
  },
  mayNot: (permission: string) => ({
    code: 'forbidden',
    message: `This needs the permission ${permission}.`,
    remedy: 'Ask an administrator for a role that has it.',
  }),
};

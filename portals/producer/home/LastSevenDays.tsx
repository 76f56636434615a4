import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { homeText as text } from '../../messages/en/producer-home.ts';
import type { AnswerOf } from '../../shared/api/call.ts';
import { reminderTypes } from '../emails/email-words.ts';

interface LastSevenDaysProps {
  readonly numbers: NonNullable<AnswerOf<'getOverview'>['lastSevenDays']>;
}

/** What went out and came in during a week, each number leading to what it counts. */
export function LastSevenDays({ numbers }: LastSevenDaysProps): JSX.Element {
  const { since, reminders, requests, renewals } = numbers;
  return (
    <>
      <Link to="/emails" search={{ type: reminderTypes, createdFrom: since }}>
        {text.reminders(reminders)}
      </Link>
      {' · '}
      <Link to="/renewal-requests" search={{ status: 'all', requestedFrom: since }}>
        {text.requests(requests)}
      </Link>
      {' · '}
      <Link to="/line-items" search={{ type: 'renewal', createdFrom: since }}>
        {text.renewals(renewals)}
      </Link>
    </>
  );
}
